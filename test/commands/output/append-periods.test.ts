import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { home, KEYS, NOW, run } from '../../run.ts'

const DAY = 86_400_000

async function begin(name = 'rows.csv') {
  const { folder, env } = await home()
  const out = join(folder, name)
  const more = (line: string, later = 0) =>
    run(`${line} -o ${out}`, { env: { ...KEYS, ...env }, now: NOW + later * DAY })
  return { out, more, text: () => readFileSync(out, 'utf8'), rows: () => rowsOf(readFileSync(out, 'utf8')) }
}

type CsvRow = Readonly<Record<string, string>>

function rowsOf(text: string): readonly CsvRow[] {
  return parse(text, { columns: true })
}

/** The periods in a file, each once, in their order. */
function periodsIn(rows: readonly CsvRow[]): readonly string[] {
  return [...new Set(rows.map(({ from, to }) => `${from}..${to}`))].sort()
}

function sum(rows: readonly CsvRow[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column] ?? 0), 0)
}

const REPS = 'report reps --per week --append userId,from'

describe('a file that grows by periods', () => {
  it('has each week once, and whole, wherever a run begins or ends in it', async () => {
    const { more, rows } = await begin()
    expect((await more(`${REPS} --from 2026-04-20 --to 2026-05-04`)).exit).toBe(0)
    const { err } = await more(`${REPS} --from 2026-04-29 --to 2026-05-07`)
    expect(err).toContain(
      '--append takes whole weeks, so they are asked for from 2026-04-27 and not from 2026-04-29, to 2026-05-11 and not to 2026-05-07',
    )
    const weeks = ['2026-04-20..2026-04-27', '2026-04-27..2026-05-04', '2026-05-04..2026-05-11']
    expect(periodsIn(rows())).toEqual(weeks)
    const whole = await begin()
    await whole.more(`${REPS} --from 2026-04-20 --to 2026-05-11`)
    for (const column of ['callsHosted', 'callsAttended', 'callHours'])
      expect(sum(rows(), column)).toBeCloseTo(sum(whole.rows(), column), 6)
    expect(rows()).toHaveLength(whole.rows().length)
  })

  it.each([
    [REPS, '--from 1mo', 'week'],
    [REPS, '--during last-1-months', 'week'],
    [REPS, '--during 2026-04', 'week'],
    ['report reps --per MONTH --append userId,from', '--from 20d', 'month'],
    ['report reps --per quarter --append userId,from', '--from 10d', 'quarter'],
    ['report scorecards --by rep,week --append userId,from', '--from 10d', 'week'],
    ['report accounts --per week --append accountId,from', '--from 10d', 'week'],
    ['report accounts --per day --append accountId,from', '--from 60h --to 12h', 'day'],
    ['report trackers --by tracker,week --append trackerId,from', '--from 10d', 'week'],
    ['stats periods --per week --append userId,from', '--from 17d', 'week'],
    ['stats periods --per year --append userId,from', '--from 17d', 'year'],
  ])('%s %s: the same line day after day leaves whole ones and the one of today', async (line, when, unit) => {
    const { more, rows } = await begin()
    for (const later of [0, 1]) expect((await more(`${line} ${when} --tz UTC`, later)).err).not.toMatch(/^error/m)
    const keys = rows().map(({ userId, accountId, trackerId, scorecardId, from }) =>
      [userId, accountId, trackerId, scorecardId, from].join(),
    )
    expect(new Set(keys).size).toBe(keys.length)
    const found = periodsIn(rows())
    expect(found.length).toBeGreaterThan(0)
    for (const [at, period] of found.entries()) {
      const [from = '', to = ''] = period.split('..')
      expect(firstDays[unit]?.test(dayText(from)), `${period} begins a ${unit}`).toBe(true)
      const next = found[at + 1]
      if (next !== undefined) expect(next.startsWith(to), `${period} ends where ${next} begins`).toBe(true)
    }
  })

  it('replaces the week that today is in by the longer one of the next run', async () => {
    const { more, rows } = await begin()
    await more(`${REPS} --from 2026-05-11`)
    expect(periodsIn(rows())).toEqual(['2026-05-11..2026-05-18', '2026-05-18..2026-05-19'])
    await more(`${REPS} --from 2026-05-20`, 3)
    expect(periodsIn(rows())).toEqual(['2026-05-11..2026-05-18', '2026-05-18..2026-05-22'])
  })

  it('goes on from the last run at the beginning of the week that it ended in', async () => {
    const { more, rows } = await begin()
    await more(`${REPS} --since last --from 2026-05-04`)
    const { exit, err } = await more(`${REPS} --since last --from 2026-05-04`, 9)
    expect([exit, err]).toEqual([0, expect.stringContaining('from 2026-05-18 and not from 2026-05-19')])
    expect(periodsIn(rows()).at(-2)).toBe('2026-05-18..2026-05-25')
  })

  it('keeps each day of stats daily beside the next one', async () => {
    const { more, rows } = await begin()
    const line = 'stats daily --append userId,day,callId'
    await more(`${line} --from 2026-05-04 --to 2026-05-05`)
    const first = rows()
    await more(`${line} --from 2026-05-05 --to 2026-05-06`)
    expect(rows().filter(({ day }) => day === '2026-05-04')).toEqual(first)
    expect(new Set(rows().map(({ day }) => day))).toEqual(new Set(['2026-05-04', '2026-05-05']))
  })

  it.each(['rows.csv', 'rows.jsonl', 'rows.xlsx'])(
    'takes reviews by machines, which have no reviewer, by the period as well: %s',
    async (name) => {
      const { more } = await begin(name)
      const { exit, err } = await more('report scorecards --by reviewer --append reviewerUserId --during last-week')
      expect(err).toContain('name a field too that every row has')
      expect(exit).toBe(10)
      const line = 'report scorecards --by reviewer,week --append reviewerUserId,from --during last-week'
      expect([(await more(line)).exit, (await more(line)).exit]).toEqual([0, 0])
    },
  )

  it('has the name of the whole periods, and a dry run shows them', async () => {
    const { out, more } = await begin('{from}_{to}.csv')
    await more(`${REPS} --from 2026-04-29 --to 2026-05-07`)
    expect(readdirSync(dirname(out))).toContain('2026-04-27_2026-05-11.csv')
    const { out: shown } = await run(
      'stats periods --per week --from 2026-04-29 --to 2026-05-07 --append userId,from -o x.csv --dry-run',
    )
    expect(shown).toContain('"fromDate":"2026-04-27","toDate":"2026-05-11"')
  })

  it('is asked for nothing else where its periods are whole, and without --append everything stays as typed', async () => {
    const { more, rows } = await begin()
    expect((await more(`${REPS} --during last-week`)).err).not.toContain('whole weeks')
    const cut = await begin()
    await cut.more('report reps --per week --from 2026-04-29 --to 2026-05-07')
    expect(periodsIn(cut.rows())).toEqual(['2026-04-29..2026-05-04', '2026-05-04..2026-05-07'])
    expect(periodsIn(rows())).toEqual(['2026-05-11..2026-05-18'])
  })
})

/** Of what the first days of periods look like. */
const firstDays: { readonly [unit: string]: RegExp } = {
  day: /./,
  week: /^Mon/,
  month: / 01 /,
  quarter: /(Jan|Apr|Jul|Oct) 01 /,
  year: /Jan 01 /,
}

function dayText(day: string): string {
  const [weekday, month, date, year] = new Date(`${day}T12:00:00Z`).toDateString().split(' ')
  return `${weekday} ${month} ${date} ${year}`
}

describe('a file that grows by periods is refused, and nothing is sent,', () => {
  it.each([
    ['report reps --per week --append userId', /without "from" a newer one would replace it/, '--append userId,from'],
    ['report reps --per week --append userId,from,to', /the end of a week that goes on moves/, '--append userId,from'],
    ['report reps --per week --append userId,to', /the end of a week that goes on moves/, '--append userId,from'],
    ['report scorecards --by rep,month --append userId', /a row is about one month/, '--append userId,from'],
    ['stats periods --per week -f jsonl --append userId', /a record holds all its weeks here/, '-o rows.csv'],
    ['stats daily --append userId,callId', /without "day" a newer one would replace it/, '--append userId,callId,day'],
    ['stats daily -f jsonl --append userId', /a record holds all its days here/, '-o rows.csv'],
    ['report coverage --append calls', /a row is about one day, and without "day"/, '--append calls,day'],
  ])('%s', async (line, message, hint) => {
    const { more } = await begin(/-f (\w+)/.test(line) ? 'rows.jsonl' : 'rows.csv')
    // At an hour when the zone of the company has to be asked for.
    const { exit, err, sent } = await more(`${line} --from yesterday`, -0.45)
    expect(err).toMatch(message)
    expect(err).toContain(hint)
    expect([exit, sent]).toEqual([2, []])
  })

  it.each([
    ['cut at its start', 'userId,from,to\n1,2026-05-06,2026-05-11\n'],
    ['of another length', 'userId,from,to\n1,2026-06-01,2026-07-01\n'],
    ['of days', 'userId,from,to\n1,2026-05-06,2026-05-07\n'],
  ])('with periods %s', async (_, content) => {
    const { out, more, text } = await begin()
    writeFileSync(out, content)
    const { exit, err, sent } = await more(`${REPS} --fields userId,from,to --during last-week`)
    expect(err).toMatch(/line 2 is about 2026-\S+ to 2026-\S+, which is no week from its first day on/)
    expect([exit, sent, text()]).toEqual([2, [], content])
  })
})
