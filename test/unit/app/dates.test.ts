import fc from 'fast-check'
import { expect, it } from 'vitest'
import { valueProblem } from '../../../src/catalogue/kinds.ts'
import { checkWindow } from '../../../src/lib/check-window.ts'
import { Failure } from '../../../src/lib/errors.ts'
import { toPeriod } from '../../../src/lib/resolve-period.ts'
import { type Calendar, toDay, toInstant } from '../../../src/lib/resolve-time.ts'
import { checkZone } from '../../../src/lib/zones.ts'
import { bundle } from '../../support/bundle.ts'

const at = (now: string, zone: string): Calendar => ({ now: Date.parse(now), zone })

/** Half past midnight on Thursday in Berlin, still Wednesday in UTC. */
const berlin = at('2026-05-06T22:30:00.123Z', 'Europe/Berlin')
const springForward = at('2026-03-29T12:00:00Z', 'Europe/Berlin')
const losAngeles = at('2026-11-01T20:00:00Z', 'America/Los_Angeles')
const auckland = at('2025-12-31T11:00:00Z', 'Pacific/Auckland')
const kathmandu = at('2026-05-06T18:14:59Z', 'Asia/Kathmandu')

async function failure(run: () => unknown): Promise<{ kind: string; message: string; hint: string | undefined }> {
  try {
    await run()
  } catch (error) {
    if (error instanceof Failure) return { kind: error.kind, message: error.message, hint: error.hint }
    throw error
  }
  throw new Error('nothing was thrown')
}

it.each([
  ['now', berlin, '2026-05-06T22:30:00Z'],
  [' 7D ', berlin, '2026-04-29T22:30:00Z'],
  ['24h', springForward, '2026-03-28T12:00:00Z'],
  ['2w', berlin, '2026-04-22T22:30:00Z'],
  ['today', berlin, '2026-05-07T00:00:00+02:00'],
  ['Yesterday', berlin, '2026-05-06T00:00:00+02:00'],
  ['today', springForward, '2026-03-29T00:00:00+01:00'],
  ['tomorrow', springForward, '2026-03-30T00:00:00+02:00'],
  ['2026-03-29T02:30', springForward, '2026-03-29T03:30:00+02:00'],
  ['2026-10-25T02:30', springForward, '2026-10-25T02:30:00+02:00'],
  ['2026-03-08T02:00', losAngeles, '2026-03-08T03:00:00-07:00'],
  ['2026-11-01T01:30', losAngeles, '2026-11-01T01:30:00-07:00'],
  ['yesterday', losAngeles, '2026-10-31T00:00:00-07:00'],
  ['tomorrow', losAngeles, '2026-11-02T00:00:00-08:00'],
  ['today', auckland, '2026-01-01T00:00:00+13:00'],
  ['today', kathmandu, '2026-05-06T00:00:00+05:45'],
  ['2026-05-01', at('2026-05-06T00:00:00Z', 'UTC'), '2026-05-01T00:00:00+00:00'],
  ['2018-11-04', at('2018-11-04T12:00:00Z', 'America/Sao_Paulo'), '2018-11-04T01:00:00-02:00'],
  ['2026-05-01T09:00', kathmandu, '2026-05-01T09:00:00+05:45'],
  ['2026-05-01 09:00:01.25', berlin, '2026-05-01T09:00:01.25+02:00'],
  ['2026-05-01t09:00z', berlin, '2026-05-01T09:00:00Z'],
  ['6mo', berlin, '2025-11-06T23:30:00Z'],
  ['1y', at('2024-02-29T10:00:00Z', 'UTC'), '2023-02-28T10:00:00Z'],
  ['6mo', at('2026-08-31T10:00:00Z', 'Europe/Berlin'), '2026-02-28T11:00:00Z'],
  ['6mo', at('2024-08-31T10:00:00.999Z', 'UTC'), '2024-02-29T10:00:00Z'],
  ['1mo', at('2026-12-31T23:59:59Z', 'UTC'), '2026-11-30T23:59:59Z'],
  ['1MO', at('2026-04-29T00:30:00Z', 'Europe/Berlin'), '2026-03-29T01:30:00Z'],
  ['12mo', auckland, '2024-12-31T11:00:00Z'],
  ['2026-05-01T09:00:00.123456-0700', berlin, '2026-05-01T09:00:00.123456-07:00'],
])('takes the time %j at %o as %s', async (text, calendar, expected) => {
  expect(await toInstant('--from', text, calendar)).toBe(expected)
})

it.each([
  ['now', berlin, '2026-05-07'],
  ['yesterday', berlin, '2026-05-06'],
  ['7d', berlin, '2026-04-30'],
  ['2w', berlin, '2026-04-23'],
  ['24h', berlin, '2026-05-06'],
  ['23h', berlin, '2026-05-06'],
  ['1d', auckland, '2025-12-31'],
  ['1d', at('2026-03-29T22:30:00Z', 'Europe/Berlin'), '2026-03-29'],
  ['24h', at('2026-03-29T22:30:00Z', 'Europe/Berlin'), '2026-03-28'],
  ['2024-02-29', berlin, '2024-02-29'],
  ['6mo', at('2026-08-31T10:00:00Z', 'UTC'), '2026-02-28'],
  ['6mo', at('2026-08-31T22:30:00Z', 'Europe/Berlin'), '2026-03-01'],
  ['2mo', auckland, '2025-11-01'],
])('takes the day %j at %o as %s', async (text, calendar, expected) => {
  expect(await toDay('--from', text, calendar)).toBe(expected)
})

it.each([
  ['today', berlin, '2026-05-07', '2026-05-08'],
  ['yesterday', berlin, '2026-05-06', '2026-05-07'],
  ['this-week', berlin, '2026-05-04', '2026-05-11'],
  ['Last-Week', berlin, '2026-04-27', '2026-05-04'],
  ['last-month', berlin, '2026-04-01', '2026-05-01'],
  ['this-quarter', berlin, '2026-04-01', '2026-07-01'],
  ['last-quarter', berlin, '2026-01-01', '2026-04-01'],
  ['this-year', auckland, '2026-01-01', '2027-01-01'],
  ['last-month', auckland, '2025-12-01', '2026-01-01'],
  ['this-week', auckland, '2025-12-29', '2026-01-05'],
  ['this-month', kathmandu, '2026-05-01', '2026-06-01'],
  ['2026-12', berlin, '2026-12-01', '2027-01-01'],
  ['2024-02', berlin, '2024-02-01', '2024-03-01'],
  ['2026-Q2', berlin, '2026-04-01', '2026-07-01'],
  ['2026-w18', berlin, '2026-04-27', '2026-05-04'],
  ['2026-W01', berlin, '2025-12-29', '2026-01-05'],
  ['2026-w53', berlin, '2026-12-28', '2027-01-04'],
  ['2025', berlin, '2025-01-01', '2026-01-01'],
  ['2026-05-31', berlin, '2026-05-31', '2026-06-01'],
  ['last-7-days', berlin, '2026-04-30', '2026-05-07'],
  ['last-1-day', berlin, '2026-05-06', '2026-05-07'],
  ['last-7-days', auckland, '2025-12-25', '2026-01-01'],
  ['last-7-days', springForward, '2026-03-22', '2026-03-29'],
  ['Last-4-Weeks', berlin, '2026-04-06', '2026-05-04'],
  ['last-4-weeks', at('2027-01-05T12:00:00Z', 'UTC'), '2026-12-07', '2027-01-04'],
  ['last-1-week', at('2027-01-03T12:00:00Z', 'UTC'), '2026-12-21', '2026-12-28'],
  ['last-6-months', berlin, '2025-11-01', '2026-05-01'],
  ['last-6-months', auckland, '2025-07-01', '2026-01-01'],
  ['last-2-quarters', berlin, '2025-10-01', '2026-04-01'],
])('takes the period %j at %o from %s to before %s', async (text, calendar, from, to) => {
  expect(await toPeriod('--during', text, calendar)).toEqual({ from, to })
})

it.each([
  ['2026-02-30', 'is not a day: February 2026 has 28 days', '--from 2026-02-28'],
  ['2026-04-31T10:00Z', 'is not a day: April 2026 has 30 days', '--from 2026-04-30'],
  ['2026-05-00', 'is not a day: May 2026 has 31 days', '--from 2026-05-31'],
  ['2026-13-01', 'is not a day: months run from 01 to 12', undefined],
  ['0206-05-01', 'is out of range: years run from 1970 to 2999', undefined],
  ['2026-05-01T24:00', 'is not a time: days end at 23:59:59', undefined],
  ['2026-05-01T09:60', 'is not a time: days end at 23:59:59', undefined],
  ['2026-05-01T09:00+14:30', 'has an offset of more than 14 hours', undefined],
  ['999999999999d', 'reaches back past 1970', undefined],
  ['90m', 'could be minutes or months: count in h, d, w, mo or y', '--from 24h'],
  ['7 days ago', 'is not a time', '--from 7d'],
  ['-7d', 'is not a time', '--from 7d'],
  ['6 months ago', 'is not a time', '--from 6mo'],
  ['2 years', 'is not a time', '--from 2y'],
  ['900mo', 'reaches back past 1970', undefined],
  ['last-7-days', 'is a period, not a time', '--during last-7-days'],
  ['2026/5/1', 'is not a time', '--from 2026-05-01'],
  ['20260501', 'is not a time', '--from 2026-05-01'],
  ['2026-05-01 9:00', 'is not a time', '--from 2026-05-01T09:00'],
  ['yesterdy', 'is not a time', '--from yesterday'],
  ['last-week', 'is a period, not a time', '--during last-week'],
  ['2026-05', 'is a period, not a time', '--during 2026-05'],
  ['', 'is not a time', '--from 2026-05-01, 2026-05-01T09:00, 7d, 24h, 6mo, 2y, now or yesterday'],
])('says what is wrong with the time %j', async (text, what, hint) => {
  const message = `--from: "${text}" ${what}`
  expect(await failure(() => toInstant('--from', text, berlin))).toEqual({ kind: 'usage', message, hint })
})

it('refuses a time of day where only whole days count', async () => {
  expect(await failure(() => toDay('--to', '2026-05-01T09:00', berlin))).toEqual({
    kind: 'usage',
    message: '--to: "2026-05-01T09:00" has a time of day, but only whole days count here',
    hint: '--to 2026-05-01',
  })
})

it.each([
  ['last-wek', 'is not a period', '--during last-week'],
  ['this month', 'is not a period', '--during this-month'],
  ['7d', 'is a time, not a period', '--from 7d'],
  ['2026-05-01T09:00', 'is a time, not a period', '--from 2026-05-01T09:00'],
  ['2025-w53', 'is not a week: 2025 has 52 weeks', '--during 2025-w52'],
  ['2026-w00', 'is not a week: 2026 has 53 weeks', '--during 2026-w01'],
  ['2026-q5', 'is not a quarter: 2026 has 4 quarters', '--during 2026-q4'],
  ['2026-13', 'is not a month: 2026 has 12 months', '--during 2026-12'],
  ['2026-02-30', 'is not a day: February 2026 has 28 days', '--during 2026-02-28'],
  ['last-0-days', 'is not a period', '--during last-7-days'],
  ['last-9999-months', 'reaches back past 1970', undefined],
  ['soon', 'is not a period', '--during today, this-week, last-month, last-7-days, 2026-05, 2026-q2 or 2026-w18'],
])('says what is wrong with the period %j', async (text, what, hint) => {
  const message = `--during: "${text}" ${what}`
  expect(await failure(() => toPeriod('--during', text, berlin))).toEqual({ kind: 'usage', message, hint })
})

it.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['Asia/Kathmandu', 'Asia/Kathmandu'],
  ['utc', 'UTC'],
])('takes the zone %s as %s', (text, zone) => {
  expect(checkZone('--tz', text)).toBe(zone)
})

it.each([
  ['Europe/Berln', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['+02:00', 'Europe/Berlin'],
])('refuses the zone %s and proposes %s', async (text, zone) => {
  const message = `--tz: "${text}" is not a time zone`
  expect(await failure(() => checkZone('--tz', text))).toEqual({ kind: 'usage', message, hint: `--tz ${zone}` })
})

it.each([
  ['2026-05-02', '2026-05-01', '--from 2026-05-01 --to 2026-05-02'],
  ['2026-05-01', '2026-05-01', '--to is exclusive, so it has to be later'],
  ['2026-05-01T00:00:00+02:00', '2026-04-30T22:00:00Z', '--to is exclusive, so it has to be later'],
])('refuses a window from %s to %s', async (from, to, hint) => {
  const message = `--to ${to} is not after --from ${from}`
  expect(await failure(() => checkWindow('--from', from, '--to', to))).toEqual({ kind: 'usage', message, hint })
})

it('takes a window whose end is later although it reads earlier', () => {
  expect(() => checkWindow('--from', '2026-05-01T09:00:00+10:00', '--to', '2026-05-01T01:00:00Z')).not.toThrow()
})

const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland', 'Asia/Kathmandu', 'Africa/Cairo', 'UTC']
const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
const calendars = fc.record({ now: moment.map(Number), zone: fc.constantFrom(...zones) })
const times = fc.oneof(
  fc.constantFrom('now', 'today', 'yesterday', 'tomorrow'),
  fc.tuple(fc.nat({ max: 900 }), fc.constantFrom('h', 'd', 'w')).map(([count, unit]) => `${count}${unit}`),
  fc.nat({ max: 200 }).map((count) => `${count}mo`),
  moment.map((date) => date.toISOString()),
  moment.map((date) => date.toISOString().slice(0, 10)),
  moment.map((date) => date.toISOString().slice(0, 16)),
)

it('always gives the same instant, one that the catalogue takes', async () => {
  const property = fc.asyncProperty(times, calendars, async (text, calendar) => {
    const instant = await toInstant('--from', text, calendar)
    expect(valueProblem({ kind: 'instant' }, instant)).toBeUndefined()
    expect(await toInstant('--from', text, calendar)).toBe(instant)
  })
  await fc.assert(property)
})

it('keeps the moment of an instant that was typed whole', async () => {
  const property = fc.asyncProperty(moment, calendars, async (date, calendar) => {
    expect(Date.parse(await toInstant('--to', date.toISOString(), calendar))).toBe(date.getTime())
  })
  await fc.assert(property)
})

it('starts each period where the one before ended, with now inside this one', async () => {
  const units = fc.constantFrom('week', 'month', 'quarter', 'year')
  const property = fc.asyncProperty(units, calendars, async (unit, calendar) => {
    const last = await toPeriod('--during', `last-${unit}`, calendar)
    const current = await toPeriod('--during', `this-${unit}`, calendar)
    expect(last.to).toBe(current.from)
    const [start, end] = [
      await toInstant('--from', current.from, calendar),
      await toInstant('--from', current.to, calendar),
    ]
    expect(Date.parse(start)).toBeLessThanOrEqual(calendar.now)
    expect(Date.parse(end)).toBeGreaterThan(calendar.now)
  })
  await fc.assert(property)
})

it('ends each counted period where the one of today begins', async () => {
  const property = fc.asyncProperty(fc.integer({ min: 1, max: 60 }), calendars, async (count, calendar) => {
    for (const unit of ['week', 'month', 'quarter']) {
      const { from, to } = await toPeriod('--during', `last-${count}-${unit}s`, calendar)
      expect(to).toBe((await toPeriod('--during', `this-${unit}`, calendar)).from)
      expect((await toPeriod('--during', `last-${count + 1}-${unit}s`, calendar)).from < from).toBe(true)
    }
  })
  await fc.assert(property, { numRuns: 50 })
})

it('covers every year with its weeks, none twice', async () => {
  const lastWeek = async (year: number) => {
    const week = await toPeriod('--during', `${year}-w53`, berlin).catch(() => undefined)
    return week ?? (await toPeriod('--during', `${year}-w52`, berlin))
  }
  for (let year = 2015; year < 2045; year++)
    expect((await lastWeek(year)).to).toBe((await toPeriod('--during', `${year + 1}-w01`, berlin)).from)
})

it('needs the time zone library only where a zone matters', async () => {
  const code = await bundle("export * from './src/lib/resolve-time.ts'", 'esm', ['temporal-polyfill'])
  // From a data: address no package can be found, so whatever asks for the library fails.
  const alone = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)
  for (const text of ['7d', '24h', 'now', '2026-05-01T09:00:00+02:00'])
    expect(await alone.toInstant('--from', text, berlin)).toBe(await toInstant('--from', text, berlin))
  await expect(alone.toInstant('--from', 'today', berlin)).rejects.toThrow()
})
