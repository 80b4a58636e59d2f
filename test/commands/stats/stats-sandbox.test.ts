import { describe, expect, it } from 'vitest'
import type { Json, Row } from '../../../src/lib/rows.ts'
import { valueAt } from '../../../src/output/fields.ts'
import { FULL_COMPANY, run } from '../../run.ts'

const KALANI = '1272893819781835579'
const WEEK = '--from 2026-05-04 --to 2026-05-11'

/** What stands at a dotted path of a row, as a list. */
function at(row: Row | undefined, path: string): Json[] {
  return [valueAt(row ?? {}, path) ?? []].flat()
}

describe('in the sandbox', () => {
  const rows = async (line: string): Promise<Row[]> => JSON.parse((await run(line, FULL_COMPANY)).out)

  it('the numbers agree with the calls', async () => {
    const [user] = await rows(`stats activity ${WEEK} --user ${KALANI}`)
    const hosted = await rows(`calls details ${WEEK} --tz America/New_York --host ${KALANI} --with parties`)
    expect(hosted.length).toBeGreaterThan(3)
    expect(user?.userAggregateActivityStats).toMatchObject({ callsAsHost: hosted.length })
  })

  it('the days, the weeks and the whole agree with each other', async () => {
    const [[whole], [byWeek], [byDay]] = await Promise.all([
      rows(`stats activity --from 30d --user ${KALANI}`),
      rows(`stats periods --per week --from 30d --user ${KALANI}`),
      rows(`stats daily --from 30d --user ${KALANI}`),
    ])
    const attended = Number(at(whole, 'userAggregateActivityStats.callsAttended'))
    const weeks = at(byWeek, 'userAggregateActivity.callsAttended').map(Number)
    const starts = at(byWeek, 'userAggregateActivity.fromDate').map((from) => new Date(String(from)).getUTCDay())
    expect(weeks.reduce((sum, count) => sum + count, 0)).toBe(attended)
    expect(at(byDay, 'userDailyActivityStats.callsAttended')).toHaveLength(attended)
    expect(starts.slice(1)).toEqual([1, 1, 1, 1, 1])
  })

  it('what was done in two halves of a window is what was done in the whole', async () => {
    const listened = async (from: string, to: string) => {
      const users = await rows(`stats activity --from ${from} --to ${to}`)
      const counted = users.flatMap((user) => at(user, 'userAggregateActivityStats.othersCallsListenedTo'))
      return counted.reduce<number>((sum, count) => sum + Number(count), 0)
    }
    const [first, second, whole] = await Promise.all([
      listened('2026-05-04', '2026-05-06'),
      listened('2026-05-06', '2026-05-08'),
      listened('2026-05-04', '2026-05-08'),
    ])
    expect(first + second).toBe(whole)
  })

  it('nobody attends a call as its host', async () => {
    const users = await rows('stats daily --from 7d')
    const both = users.flatMap((user) => {
      const attended = at(user, 'userDailyActivityStats.callsAttended')
      return at(user, 'userDailyActivityStats.callsAsHost').filter((call) => attended.includes(call))
    })
    expect(both).toEqual([])
  })

  it('a user whom Gong does not know fails the request, and is named', async () => {
    const { exit, err } = await run(`stats activity ${WEEK} --user 12345`)
    expect(exit).toBe(4)
    expect(err).toContain('user 12345 did not come')
  })

  it('no scorecards in a window is an empty list', async () => {
    expect(await rows('stats scorecards --from 2020-01-01 --to 2020-01-02')).toEqual([])
  })

  it('the ids of answered scorecards are exact, and of calls that are there', async () => {
    const [review] = await rows('stats scorecards --from 2026-05-04 --to 2026-05-05 --method manual')
    expect(review?.callId).toMatch(/^\d{17,19}$/)
    expect(await rows(`calls details ${review?.callId}`)).toHaveLength(1)
  })
})

describe('tables', () => {
  const table = async (line: string) =>
    (await run(line, { ...FULL_COMPANY, terminal: true, columns: 130 })).out.split('\n')

  it('show one line for each user and period, with days as Gong means them', async () => {
    const lines = await table(`stats periods --per week --from 2026-05-01 --to 2026-05-12 --user ${KALANI}`)
    expect(lines[0]).toMatch(/^userEmailAddress +from +to +callsAsHost +callsAttended/)
    expect(lines[2]).toMatch(/^k\.nakamura@tallyhouse\.example +2026-05-01 +2026-05-04 +\d+ +\d+/)
    expect(lines[3]).toMatch(/ 2026-05-04 +2026-05-11 /)
  })

  it.each([
    ['daily', /k\.nakamura@\S+ +2026-05-0\d +\d{17,19} +calls\w+/],
    ['activity', /k\.nakamura@\S+ +\d+ +\d+ +\d+ +\d+ +1272893819781835579/],
    ['interaction', /k\.nakamura@\S+ +0\.\d+ +\d+/],
  ])('of %s show what was done, flat', async (words, line) => {
    expect((await table(`stats ${words} ${WEEK} --user ${KALANI}`))[2]).toMatch(line)
  })
})
