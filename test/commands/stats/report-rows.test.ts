import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isRow, type Json, type Row } from '../../../src/lib/rows.ts'
import type { HttpRequest } from '../../../src/platform/http.ts'
import { home, KEYS, NOW, run } from '../../run.ts'
import { bare, bodyOf, network } from '../../support/fake-gong.ts'

/** A Gong that has these answers, and nothing else. */
function gong(answers: { readonly [path: string]: Row }) {
  return network((request) => ({ ...bare(request), ...answers[new URL(request.url).pathname] }))
}

async function rows(line: string, answers?: { readonly [path: string]: Row }, now = NOW): Promise<Row[]> {
  return JSON.parse((await run(`${line} -f json`, { now, ...(answers && { network: gong(answers) }) })).out)
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

describe('days of --tz', () => {
  it.each(['Asia/Tokyo', 'America/Los_Angeles', 'America/New_York'])(
    'have their scorecards from both edges in %s, in one day as in many',
    async (tz) => {
      const one = `--from 2026-05-13 --to 2026-05-14 --tz ${tz}`
      const many = `--from 2026-05-10 --to 2026-05-17 --tz ${tz} --per day`
      for (const [name, figure] of [
        ['reps', 'scorecards'],
        ['scorecards', 'answers'],
      ] as const) {
        const within = (await rows(`report ${name} ${many}`)).filter(({ from }) => from === '2026-05-13')
        expect(total(within, figure)).toBeGreaterThan(0)
        expect(total(await rows(`report ${name} ${one}`), figure)).toBe(total(within, figure))
      }
    },
  )

  it('are asked for up to the last midnight of the company, and that is said', async () => {
    const line = 'report scorecards --from 2026-05-18 --to 2026-05-19 --tz America/Los_Angeles'
    const { requests, err } = await run(line, { now: Date.parse('2026-05-19T20:00:00Z') })
    expect(bodyOf(requests.at(-1))).toMatchObject({ filter: { callFromDate: '2026-05-17', callToDate: '2026-05-19' } })
    expect(err).toContain('Gong gives scorecards up to 2026-05-19T00:00:00-04:00, the last midnight of the company')
  })
})

describe('a day that is not over where the company is', () => {
  /** In Berlin, where the reader is, the 19th has begun; in New York it is the evening of the 18th. */
  const now = Date.parse('2026-05-19T02:00:00Z')
  const windowsOf = (requests: readonly HttpRequest[]) =>
    requests
      .map((request) => bodyOf(request).filter)
      .filter(isRow)
      .map((filter) => [filter.fromDate ?? filter.callFromDate, filter.toDate ?? filter.callToDate])

  it.each([
    ['--during yesterday', '2026-05-17', '2026-05-18'],
    ['--from 7d', '2026-05-11', '2026-05-18'],
    ['--during last-7-days', '2026-05-11', '2026-05-18'],
    ['--from 2026-05-01 --to today', '2026-05-01', '2026-05-18'],
    ['--from 2026-05-01 --to 2026-05-19', '2026-05-01', '2026-05-18'],
    ['--from 2026-05-01 --to 2026-05-19 --tz Europe/Berlin', '2026-05-01', '2026-05-18'],
  ])('is not in "%s"', async (window, from, to) => {
    for (const name of ['activity', 'daily', 'periods --per day', 'interaction', 'scorecards']) {
      const { requests, err } = await run(`stats ${name} ${window}`, { now })
      expect(windowsOf(requests)[0]).toEqual(['2026-05-17', '2026-05-18'])
      expect(new Set(windowsOf(requests).slice(1).map(String))).toEqual(new Set([`${from},${to}`]))
      expect(err).toContain(`in America/New_York, where the company is, 2026-05-18 is not over`)
      expect(err).toContain(`the window is ${from} to ${to}`)
    }
  })

  it('is in no report of yesterday, and the zone is asked for once', async () => {
    const early = await run('report reps --during yesterday -f json', { now })
    expect(early.sent.filter((one) => one === 'POST /v2/stats/activity/aggregate')).toHaveLength(2)
    const later = await run('report reps --from 2026-05-17 --to 2026-05-18 -f json', { now: NOW })
    const hosted = (out: string) => JSON.parse(out).map((row: Row) => [row.userId, row.callsHosted])
    expect(hosted(early.out)).toEqual(hosted(later.out))
    expect(await rows('report coverage --during yesterday', undefined, now)).toMatchObject([{ day: '2026-05-17' }])
  })

  it('is not in the name of a file, or in the week that --append makes whole', async () => {
    const { folder, env } = await home()
    const setting = { now, env: { ...KEYS, ...env } }
    const named = await run(['stats', 'daily', '--during', 'yesterday', '-o', join(folder, 'd-{from}.csv')], setting)
    expect(named.exit).toBe(0)
    expect(await readdir(folder)).toContain('d-2026-05-17.csv')
    const out = join(folder, 'w.csv')
    const line = ['stats', 'periods', '--per', 'week', '--from', '2026-05-14', '--append', 'userId,from', '-o', out]
    const { requests } = await run(line, setting)
    expect(windowsOf(requests).at(-1)).toEqual(['2026-05-11', '2026-05-18'])
  })

  it('alone is refused, with the zone', async () => {
    const { exit, err } = await run('report reps --from 2026-05-18 --to 2026-05-19', { now })
    expect(exit).toBe(2)
    expect(err).toContain('Gong counts only the days before today, 2026-05-18 in America/New_York')
  })

  it('costs no request where it is over everywhere, or where the reader is not ahead', async () => {
    expect((await run('stats activity --from 2026-05-01 --to 2026-05-18', { now })).sent).toHaveLength(1)
    expect((await run('stats activity --during yesterday', { now: NOW })).sent).toHaveLength(1)
  })

  it('is left for the next run of --since last', async () => {
    const { env } = await home()
    const at = async (hour: string) => {
      const { requests, err } = await run('stats daily --since last --from 2026-05-15 -f json', {
        env: { ...KEYS, ...env },
        now: Date.parse(`2026-05-${hour}:00:00Z`),
      })
      return { window: windowsOf(requests).at(-1), err }
    }
    expect((await at('19T02')).window).toEqual(['2026-05-15', '2026-05-18'])
    expect((await at('19T03')).err).toContain('nothing has passed since')
    expect((await at('19T12')).window).toEqual(['2026-05-18', '2026-05-19'])
  })
})

describe('periods of reports about calls', () => {
  const call = (id: string, started: string): Row => ({
    metaData: { id, primaryUserId: '7', started, duration: 60 },
    context: [{ objects: [{ objectType: 'Account', objectId: 'a', fields: [{ name: 'Name', value: 'Acme' }] }] }],
    content: { trackers: [{ id: '1', name: 'Rivals', count: 1 }] },
  })
  const answers = { '/v2/calls/extensive': { calls: [call('11', '2026-05-12T08:00:00Z')] } }

  it.each(['accounts', 'trackers'])('have whole days in report %s, and what is moved is said', async (name) => {
    const ask = async (window: string) => {
      const { requests, err } = await run(`report ${name} --per day --tz UTC ${window}`, { network: gong(answers) })
      const { fromDateTime, toDateTime } = isRow(bodyOf(requests.at(-1)).filter)
        ? Object(bodyOf(requests.at(-1)).filter)
        : {}
      return { ends: [fromDateTime, toDateTime], err }
    }
    const typed = await ask('--from 2026-05-12T15:00 --to 2026-05-13T09:00')
    expect(typed.ends).toEqual(['2026-05-12T00:00:00+00:00', '2026-05-14T00:00:00+00:00'])
    expect(typed.err).toContain('periods are made of whole days, so calls are asked for from 2026-05-12T00:00:00+00:00')
    const relative = await ask('--from 7d')
    expect(relative.ends).toEqual(['2026-05-12T00:00:00+00:00', '2026-05-19T12:00:00Z'])
    const whole = await ask('--from 2026-05-12 --to 2026-05-14')
    expect(whole.ends).toEqual(['2026-05-12T00:00:00+00:00', '2026-05-14T00:00:00+00:00'])
    expect(whole.err).not.toContain('whole days')
  })

  it('leave the window alone where there are none', async () => {
    const { requests } = await run('report accounts --from 2026-05-12T15:00Z --to 2026-05-13T09:00Z', {
      network: gong({}),
    })
    expect(bodyOf(requests.at(-1)).filter).toMatchObject({ fromDateTime: '2026-05-12T15:00:00Z' })
  })
})

describe('report reps', () => {
  it('has its window in each row, so that it can be a key', async () => {
    const { out } = await run('report reps --from 2026-05-11 --to 2026-05-13 -f csv')
    expect(out.split('\n')[0]).toMatch(/,from,to,callsHosted,/)
    const [row] = await rows('report reps --from 2026-05-11 --to 2026-05-13')
    expect(row).toMatchObject({ from: '2026-05-11', to: '2026-05-13' })
  })

  it('tells how many calls its averages are over', async () => {
    const call = (id: string, interaction?: Row): Row => ({
      metaData: { id, primaryUserId: '7', started: '2026-05-12T08:00:00Z', duration: 1800 },
      ...(interaction && { interaction }),
    })
    const calls = [
      call('11', { interactionStats: [{ name: 'Talk Ratio', value: 0.4 }], questions: { companyCount: 5 } }),
      call('12', { interactionStats: [{ name: 'Talk Ratio', value: 0.6 }] }),
      call('13'),
    ]
    const found = await rows('report reps --from 2026-05-11 --to 2026-05-13', { '/v2/calls/extensive': { calls } })
    expect(found).toMatchObject([{ callHours: 1.5, callsMeasured: 2, talkRatio: 0.5, questionRate: 10 }])
  })
})

describe('what helps along', () => {
  it.each([
    ['report trackers --by tracker,month', '--per month'],
    ['report scorecards --by rep,quarter', '--per quarter'],
    ['report reps --team "Kalani Nakamura" --from 7d', 'did you mean "Kalani Nakamura-Reyes"?'],
    ['help report activity', 'gong help stats activity'],
  ])('after gong %s', async (line, help) => {
    const { exit, err } = await run(line)
    expect(exit).toBe(2)
    expect(err).toContain(help)
  })

  it('is no word about a window where nothing is asked', async () => {
    expect((await run('report reps --explain -f json')).err).not.toContain('30d')
  })
})
