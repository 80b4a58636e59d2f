import { describe, expect, it } from 'vitest'
import type { Json, Row } from '../../../src/lib/rows.ts'
import { run } from '../../run.ts'
import { bare, network } from '../../support/fake-gong.ts'

/** A Gong that has these answers, and nothing else. */
function gong(answers: { readonly [path: string]: Row }) {
  return network((request) => ({ ...bare(request), ...answers[new URL(request.url).pathname] }))
}

async function rows(line: string, answers?: { readonly [path: string]: Row }): Promise<Row[]> {
  return JSON.parse((await run(`${line} -f json`, answers === undefined ? {} : { network: gong(answers) })).out)
}

function total(list: readonly Row[], name: string): number {
  return list.reduce((sum, row) => sum + Number(row[name]), 0)
}

describe('each period has one row', () => {
  it.each([
    ['scorecards --by week', 'scorecards --by scorecard', 'answers'],
    ['scorecards --by month', 'scorecards --by scorecard', 'answers'],
    ['trackers --by week', 'trackers', 'occurrences'],
    ['trackers --by week --per week', 'trackers', 'occurrences'],
  ])('in report %s, and they add up', async (line, whole, figure) => {
    const window = '--from 2026-04-27 --to 2026-05-11 --tz America/New_York'
    const found = await rows(`report ${line} ${window}`)
    expect(found).toHaveLength(2)
    expect(new Set(found.map(({ from }) => from)).size).toBe(found.length)
    expect(total(found, figure)).toBe(total(await rows(`report ${whole} ${window}`), figure))
  })

  it.each(['scorecards --by week', 'trackers --by week'])('also where %s finds nothing', async (line) => {
    expect(await rows(`report ${line} --from 2026-04-27 --to 2026-05-11`, {})).toMatchObject([
      { from: '2026-04-27' },
      { from: '2026-05-04' },
    ])
  })
})

describe('what Gong lists twice comes once', () => {
  const days = '--from 2026-05-11 --to 2026-05-12'
  const stats = { userId: '7', userAggregateActivityStats: { callsAsHost: 3 } }
  const period = { fromDate: '2026-05-11T00:00:00-04:00', toDate: '2026-05-12T00:00:00-04:00', callsAsHost: 3 }
  const periods = { userId: '7', userAggregateActivity: [period] }
  const daily = { fromDate: period.fromDate, toDate: period.toDate, callsAsHost: ['11', '12'] }
  const twice = {
    '/v2/stats/activity/aggregate': { usersAggregateActivityStats: [stats, stats] },
    '/v2/stats/activity/aggregate-by-period': { usersAggregateActivity: [periods, periods] },
    '/v2/stats/activity/day-by-day': {
      usersDetailedActivities: Array(2).fill({ userId: '7', userDailyActivityStats: [daily] }),
    },
    '/v2/stats/interaction': {
      peopleInteractionStats: Array(2).fill({
        userId: '7',
        personInteractionStats: [{ name: 'Talk Ratio', value: 0.5 }],
      }),
    },
  }

  it.each([
    ['report reps', 'callsHosted', 3],
    ['report reps --per day', 'callsHosted', 3],
    ['report coverage', 'counted', 3],
  ])('in %s', async (line, column, value) => {
    expect(await rows(`${line} ${days}`, twice)).toMatchObject([{ [column]: value }])
  })

  it.each(['activity', 'periods --per day', 'daily', 'interaction'])('in stats %s', async (line) => {
    expect(await rows(`stats ${line} ${days}`, twice)).toHaveLength(1)
  })
})

describe('report trackers --quotes', () => {
  const sentences: Json = [
    { start: 1000, end: 4000, text: 'Nothing to see here.' },
    { start: 4000, end: 9500, text: 'Acme said so.' },
    { start: 9500, end: 12_000, text: 'Well.' },
  ]
  const call = (startTime: number): Row => ({
    metaData: {
      id: '11',
      primaryUserId: '7',
      started: '2026-05-11T15:00:00Z',
      duration: 60,
      url: 'https://g/call?id=11',
    },
    parties: [{ speakerId: 's', name: 'Ann' }],
    content: {
      trackers: [
        {
          id: '1',
          name: 'Rivals',
          count: 1,
          phrases: [{ phrase: 'acme', occurrences: [{ startTime, speakerId: 's' }] }],
        },
      ],
    },
  })

  it.each([
    ['begins it', 4, 'Acme said so.', 4, 10],
    ['begins it, rounded down', 3.99, 'Acme said so.', 3, 10],
    ['is inside', 5.2, 'Acme said so.', 5, 10],
    ['begins the first one', 1, 'Nothing to see here.', 1, 4],
    ['is in the last one', 11, 'Well.', 11, 12],
  ])('has the sentence whose tracker %s, and a link to its end', async (_, at, sentence, from, to) => {
    const [row] = await rows('report trackers --quotes --from 2026-05-11 --to 2026-05-12', {
      '/v2/calls/extensive': { calls: [call(at)] },
      '/v2/calls/transcript': { callTranscripts: [{ callId: '11', transcript: [{ speakerId: 's', sentences }] }] },
    })
    expect(row).toMatchObject({ sentence, at })
    expect(decodeURIComponent(String(row?.link))).toContain(`"from":${from},"to":${to}`)
  })
})
