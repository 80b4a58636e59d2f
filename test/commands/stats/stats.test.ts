import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { bare, bodyOf, network, queryOf } from '../../support/fake-gong.ts'

const KALANI = '1272893819781835579'
const AMERICAS = '10246923550725705'
const WEEK = '--from 2026-05-04 --to 2026-05-11'
const nothing = network(bare)
const days = { fromDate: '2026-05-04', toDate: '2026-05-11' }

describe('what reaches Gong', () => {
  it.each([
    ['activity', 'POST /v2/stats/activity/aggregate', { filter: days }],
    ['activity --user 1,2', 'POST /v2/stats/activity/aggregate', { filter: { ...days, userIds: ['1', '2'] } }],
    ['daily', 'POST /v2/stats/activity/day-by-day', { filter: days }],
    ['periods --per week', 'POST /v2/stats/activity/aggregate-by-period', { filter: days, aggregationPeriod: 'WEEK' }],
    ['interaction --user 7', 'POST /v2/stats/interaction', { filter: { ...days, userIds: ['7'] } }],
    [
      'scorecards --scorecard 5 --user 7',
      'POST /v2/stats/activity/scorecards',
      {
        filter: {
          callFromDate: '2026-05-04',
          callToDate: '2026-05-11',
          reviewMethod: 'BOTH',
          scorecardIds: ['5'],
          reviewedUserIds: ['7'],
        },
      },
    ],
  ])('stats %s is %s with its days', async (words, line, body) => {
    const { sent, requests } = await run(`stats ${words} ${WEEK}`, { network: nothing })
    expect(sent[0]).toBe(line)
    expect(bodyOf(requests[0])).toEqual(body)
  })

  it.each([
    ['', 'BOTH'],
    ['--method auto', 'AUTOMATIC'],
    ['--method AUTOMATIC', 'AUTOMATIC'],
    ['--method manual', 'MANUAL'],
    ['--set filter.reviewMethod=manual', 'MANUAL'],
    ['--set filter.reviewMethod=manual --method both', 'BOTH'],
  ])('the method of scorecards with "%s" is %s', async (flags, reviewMethod) => {
    const { requests } = await run(`stats scorecards ${flags}`, { network: nothing })
    expect(bodyOf(requests[0]).filter).toEqual({ reviewMethod })
  })

  it('the days of calls and those of reviews are apart', async () => {
    const { requests } = await run(`stats scorecards ${WEEK} --reviewed-from 7d --reviewed-to yesterday`, {
      network: nothing,
    })
    expect(bodyOf(requests[0]).filter).toEqual({
      callFromDate: '2026-05-04',
      callToDate: '2026-05-11',
      reviewFromDate: '2026-05-12',
      reviewToDate: '2026-05-18',
      reviewMethod: 'BOTH',
    })
  })

  it('the manager by e-mail and the workspace by name, for coaching', async () => {
    const { requests, sent } = await run(
      'stats coaching --manager k.nakamura@tallyhouse.example -w "Sales Americas" --from 7d',
    )
    expect(sent).toEqual(['GET /v2/workspaces', 'GET /v2/users', 'GET /v2/coaching'])
    expect(queryOf(requests.at(-1))).toEqual({
      'manager-id': KALANI,
      'workspace-id': AMERICAS,
      from: '2026-05-12T12:00:00Z',
      to: '2026-05-19T12:00:00Z',
    })
  })
})

describe('days that Gong does not count yet', () => {
  const asked = async (flags: string, setting = {}) => {
    const { requests, err } = await run(`stats activity ${flags}`, { network: nothing, ...setting })
    return { filter: bodyOf(requests[0]).filter, err }
  }

  it.each([
    ['--from 2026-05-01 --to 2026-06-01', '2026-05-01', '--to'],
    ['--during this-month', '2026-05-01', '--during this-month'],
  ])('of "%s" are cut off, and that is said', async (flags, fromDate, flag) => {
    const { filter, err } = await asked(flags)
    expect(filter).toEqual({ fromDate, toDate: '2026-05-19' })
    expect(err).toContain(`${flag}: Gong counts only the days before today, so 2026-05-19 stands for 2026-06-01`)
  })

  it.each(['--from 7d', '--from 7d --to today', '--during last-week'])('are not spoken of for "%s"', async (flags) => {
    expect((await asked(flags)).err).toBe('')
  })

  it('begin with today in the zone that was asked for', async () => {
    const { requests } = await run('stats activity --from 2026-05-01 --to 2026-06-01 --tz Pacific/Kiritimati', {
      network: nothing,
    })
    expect(bodyOf(requests.at(-1)).filter).toEqual({ fromDate: '2026-05-01', toDate: '2026-05-20' })
    const { filter } = await asked('--from 2026-05-01 --to 2026-06-01 --tz Pacific/Pago_Pago')
    expect(filter).toEqual({ fromDate: '2026-05-01', toDate: '2026-05-19' })
  })

  it('are cut off for reviews too', async () => {
    const { requests } = await run('stats scorecards --reviewed-from 7d --reviewed-to tomorrow', { network: nothing })
    expect(bodyOf(requests[0]).filter).toMatchObject({ reviewToDate: '2026-05-19' })
  })
})

it('a missing start is followed by what to type', async () => {
  expect((await run('stats activity')).err).toContain('try: --from 30d, or --during last-month')
})

it('coaching names the person whom a figure is about, on a narrow terminal too', async () => {
  const line = `stats coaching --manager ${KALANI} -w ${AMERICAS} --from 30d`
  const { out } = await run(line, { terminal: true, columns: 80 })
  expect(out).toMatch(/^managerName +name +metric +calls$/m)
  expect(out).toMatch(/^Kalani Nakamura-Reyes +Hokulani Kealoha +callsListenedTo +\d+/m)
})

describe('refused with nothing sent:', () => {
  it.each([
    ['activity', '--from is missing'],
    ['activity --to yesterday', '--to needs --from'],
    ['activity --from today', '--from begins at 2026-05-19'],
    ['activity --during today', '--during today begins at 2026-05-19'],
    ['activity --from 2026-05-08 --to 2026-05-01', 'is not after'],
    ['activity --from 2026-05-01T09:00', 'only whole days count'],
    ['daily', '--from is missing'],
    ['periods --from 7d', '--per is missing'],
    ['periods --per fortnight --from 7d', '--per: "fortnight" is not one of day, week'],
    ['interaction', '--from is missing'],
    ['interaction --from 31-12', '--from: "31-12" is not a time'],
    ['scorecards --reviewed-from tomorrow', '--reviewed-from begins at 2026-05-20'],
    ['scorecards --method robot', '--method: "robot" is not one of'],
    ['scorecards --reviewed-from 2026-05-04 --reviewed-to 2026-05-04', '--reviewed-to 2026-05-04 is not after'],
    ['scorecards --set filter.method=MANUAL', 'filter.method is not a field'],
    ['coaching --manager 1 -w 1', '--from is missing'],
  ])('stats %s', async (words, said) => {
    const { exit, sent, err } = await run(`stats ${words}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })
})
