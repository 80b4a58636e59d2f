import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { home, KEYS, NOW, run, testSandbox } from '../../run.ts'
import { bare, network } from '../../support/fake-gong.ts'

const DAYS = '--from 2026-05-08 --to 2026-05-12'
/** Fewer of them, in two weeks. */
const FEW = '--from 2026-05-10 --to 2026-05-12'
const ZONE = '--tz America/New_York'

/** The files that a page offers, by their names. */
function downloads(html: string): { [file: string]: string } {
  const links = [...html.matchAll(/<a download="([^"]+)" href="data:text\/csv;charset=utf-8;base64,([^"]+)"/g)]
  return Object.fromEntries(links.map(([, file = '', text = '']) => [file, Buffer.from(text, 'base64').toString()]))
}

/** The numbers of the row that has a name in its first cell, in one part of a page. */
function numbersOf(html: string, caption: string, name: string): readonly number[] {
  const part = html.split('<h3>').find((one) => one.startsWith(`${caption}</h3>`)) ?? ''
  const row = part.split('<tr').find((one) => one.includes(`<td>${name}</td>`)) ?? ''
  return [...row.matchAll(/data-v="([^"]*)"/g)].map(([, value]) => Number(value))
}

const LISTS: readonly (readonly [list: string, line: string, file: string])[] = [
  ['reps', 'reps', 'reps.csv'],
  ['repsByPeriod', 'reps --per week', 'reps-per-week.csv'],
  ['scorecards', 'scorecards --by scorecard', 'scorecards.csv'],
  ['scorecardsByPeriod', 'scorecards --by scorecard --per week', 'scorecards-per-week.csv'],
  ['questions', 'scorecards --by scorecard,question', 'questions.csv'],
  ['trackers', `trackers ${ZONE}`, 'trackers.csv'],
  ['trackersByPeriod', `trackers --per week ${ZONE}`, 'trackers-per-week.csv'],
  ['accounts', `accounts ${ZONE}`, 'accounts.csv'],
  ['coverage', 'coverage', 'coverage.csv'],
]

describe('an overview', () => {
  it('asks each source once for all of it', async () => {
    const { sent, exit } = await run('report overview --from 2026-05-15 --to 2026-05-16 -f html')
    expect(exit).toBe(0)
    expect(sent.toSorted()).toEqual([
      'GET /v2/settings/scorecards',
      'GET /v2/users',
      'POST /v2/calls/extensive',
      'POST /v2/calls/transcript',
      'POST /v2/stats/activity/aggregate',
      'POST /v2/stats/activity/aggregate-by-period',
      'POST /v2/stats/activity/scorecards',
    ])
  })

  it('has the rows of every other report, and offers each as that report writes it', async () => {
    const [{ out: json }, { out: html }] = await Promise.all([
      run(`report overview ${DAYS} -f json`),
      run(`report overview ${DAYS} -f html`),
    ])
    const data: { [list: string]: Row[] } = JSON.parse(json)
    const files = downloads(html)
    expect(Object.keys(files).toSorted()).toEqual(LISTS.map(([, , file]) => file).toSorted())
    for (const [list, line, file] of LISTS) {
      const [rows, csv] = await Promise.all([
        run(`report ${line} ${DAYS} -f json`),
        run(`report ${line} ${DAYS} -f csv`),
      ])
      const expected = JSON.parse(rows.out)
      expect(expected.length).toBeGreaterThan(0)
      expect(data[list], list).toEqual(expected)
      expect(files[file], file).toBe(csv.out)
    }
  })

  it.each(['-w "Sales Americas"', '--team k.nakamura@tallyhouse.example', '--user p.tran@tallyhouse.example --tz UTC'])(
    'is about the same as the other reports with %s',
    async (flags) => {
      const zone = flags.includes('--tz') ? '' : ZONE
      const data: { [list: string]: Row[] } = JSON.parse((await run(`report overview ${FEW} ${flags} -f json`)).out)
      for (const [list, line] of LISTS) {
        const words = line.replace(ZONE, zone)
        expect(data[list], list).toEqual(JSON.parse((await run(`report ${words} ${FEW} ${flags} -f json`)).out))
      }
    },
  )

  it('draws from tables that have the numbers of these rows', async () => {
    const { out: html } = await run(`report overview ${DAYS} --per day -f html`)
    const coverage: Row[] = JSON.parse((await run(`report coverage ${DAYS} -f json`)).out)
    expect(numbersOf(html, 'Calls, a day', 'Given by Gong')).toEqual(coverage.map(({ calls }) => calls))
    const reps: Row[] = JSON.parse((await run(`report reps ${DAYS} --per day -f json`)).out)
    const ofTran = reps.filter(({ name }) => name === 'Priscilla Tran').map(({ callsHosted }) => Number(callsHosted))
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
    expect(numbersOf(html, 'Calls hosted, a day', 'Priscilla Tran')).toEqual([...ofTran, sum(ofTran)])
    const heard: Row[] = JSON.parse((await run(`report trackers ${DAYS} --per day ${ZONE} -f json`)).out)
    const pricing = heard.filter(({ trackerName }) => trackerName === 'Pricing')
    expect(numbersOf(html, 'Occurrences, a day', 'Pricing')).toEqual(pricing.map(({ occurrences }) => occurrences))
    const ratios = JSON.parse((await run(`report reps ${DAYS} -f json`)).out)
      .flatMap(({ talkRatio }: Row) => (typeof talkRatio === 'number' ? Math.round(talkRatio * 100_000) / 1000 : []))
      .toSorted((a: number, b: number) => a - b)
    const half = ratios.length / 2
    const median = (ratios[Math.ceil(half) - 1] + ratios[Math.floor(half)]) / 2
    expect(numbersOf(html, 'Each person', 'Median')[0]).toBeCloseTo(median, 2)
  })

  it('takes a name for text, whatever is in it', async () => {
    const name = `</script><script>alert(1)</script>\u2028"'<img src=x onerror=alert(1)>`
    const gong = testSandbox()
    const { out } = await run(`report overview ${DAYS} -f html`, {
      network: async (request, signal) => {
        const user = { id: '1', firstName: name, lastName: '', emailAddress: 'a@b.example', active: true }
        if (new URL(request.url).pathname !== '/v2/users') return await gong(request, signal)
        return await network(() => ({ requestId: 'r', records: {}, users: [user] }))(request, signal)
      },
    })
    expect(out.match(/<script/g)).toHaveLength(3)
    expect(out).not.toContain('<img')
    expect(out).not.toContain('\u2028')
    expect(out).toContain('&lt;/script&gt;&lt;script&gt;alert(1)')
  })

  it('is a page with nothing on it for a company without calls', async () => {
    const { out, exit } = await run(`report overview ${DAYS} -f html`, { network: network(bare) })
    expect(exit).toBe(0)
    expect(out).toContain('No tracker heard anything in these days.')
    expect(out).toContain('No call of these days belongs to an account.')
    expect(out.split('<script>')[0]).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('is written as what the ending says, and as Markdown where nothing says otherwise', async () => {
    const { folder } = await home()
    const file = join(folder, 'o.html')
    expect((await run(['report', 'overview', '--from', '1d', '-o', file, '-o', join(folder, 'o.json')])).exit).toBe(0)
    expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>/)
    expect(JSON.parse(await readFile(join(folder, 'o.json'), 'utf8'))).toMatchObject({ per: 'week' })
    const { out } = await run('report overview --from 1d')
    expect(out).toMatch(/^# Calls, 18 May 2026/)
    expect(out).toContain('### Each person\n\n| Person | Hours |')
    expect(JSON.parse((await run('report overview --from 1d --jq .coverage')).out)).toHaveLength(1)
  })

  it('goes on from where its last run ended', async () => {
    const { env } = await home()
    const at = async (line: string, now: number) =>
      await run(`report overview --since last ${line}`, { env: { ...KEYS, ...env }, now })
    expect((await at('--from 2026-05-17', NOW)).exit).toBe(0)
    expect((await at('', NOW + 86_400_000)).out).toMatch(/^# Calls, 19 May 2026 to 19 May 2026/)
  })

  it.each([
    ['-f csv', 'no csv'],
    ['-o x.xlsx', 'no xlsx'],
    ['-f table', 'no table'],
    ['-f raw', 'no raw'],
    ['--chart', 'no chart'],
    ['-o a.html -o b.md', 'both html and md'],
    ['-o a.html -f md', 'both html and md'],
    ['-o a.html -f json', 'both html and json'],
    ['-o a.json -f md', 'ends in .json, and -f says md'],
    ['-o a.html --jq .reps', '--jq does not work with --format raw'],
    ['--during 2027-q1', '--during 2027-q1 begins at 2027-01-01'],
  ])('with %s is refused with nothing sent', async (flags, said) => {
    const { exit, sent, err } = await run(`report overview ${flags}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
    expect(err).toContain('try: ')
  })

  it('explains the columns of all reports and asks for nothing', async () => {
    const { out, sent } = await run('report overview --explain')
    expect(sent).toEqual([])
    for (const report of ['reps', 'scorecards', 'trackers', 'accounts', 'coverage'])
      expect(out).toContain(`## gong report ${report}`)
    expect(out).toContain('average over hosted calls, each weighted by its duration')
  })
})
