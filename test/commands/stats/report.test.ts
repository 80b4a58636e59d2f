import { stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { CALL_COUNT, FULL_COMPANY, home, KEYS, NOW, run, testSandbox } from '../../run.ts'
import { bare, bodyOf, network } from '../../support/fake-gong.ts'

const DAY = '--from 2026-05-15 --to 2026-05-16'
const nothing = network(bare)

describe('refused with nothing sent:', () => {
  it.each([
    ['reps --from tomorrow', '--from begins at 2026-05-20'],
    ['reps --during 2027-q1', '--during 2027-q1 begins at 2027-01-01'],
    ['trackers --during 2027-q1', 'is still to come'],
    ['reps --per fortnight', '--per: "fortnight" is not one of day, week, month, quarter'],
    ['scorecards --by repp', 'did you mean "rep"?'],
    ['trackers --by traker', 'did you mean "tracker"?'],
    ['scorecards --by week,month', 'a row has one period, and week and month are two'],
    ['scorecards --by week --per month', 'a row has one period'],
    ['reps --fields talkRato', 'did you mean "talkRatio"?'],
    ['trackers --quotes --by rep', '--quotes has a row for each occurrence'],
    ['reps -f raw', 'a report is made of many answers'],
  ])('report %s', async (words, said) => {
    const { exit, sent, err } = await run(`report ${words}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })
})

describe('people', () => {
  it('a team is everybody below a manager, by name or address', async () => {
    const rows: Row[] = JSON.parse((await run(`report reps ${DAY} --team "rosalind okonkwo" -f json`)).out)
    expect(rows).toHaveLength(14)
    expect(new Set(rows.map(({ managerName }) => managerName))).toContain('Beatriz Carvalho da Silva')
  })

  it('somebody who is nobody’s manager has no team, and that is an error with a way out', async () => {
    const { exit, err, sent } = await run(`report reps ${DAY} --team p.tran@tallyhouse.example`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: ['GET /v2/users'] })
    expect(err).toContain("--team: Priscilla Tran is nobody's manager")
    expect(err).toContain('gong users list')
  })

  it('an unknown name is an error with the nearest one', async () => {
    const { exit, err } = await run(`report reps ${DAY} --user p.trann@tallyhouse.example`)
    expect(exit).toBe(2)
    expect(err).toContain('p.tran@tallyhouse.example')
  })

  it('a user whom Gong has deleted keeps the rows, with an id and no name', async () => {
    const call = { metaData: { id: '1', primaryUserId: '77', started: '2026-05-15T15:00:00Z', duration: 1800 } }
    const answers: { readonly [path: string]: Row } = {
      '/v2/users': { users: [] },
      '/v2/calls/extensive': { calls: [call] },
    }
    const gong = network((request) => ({ ...bare(request), ...answers[new URL(request.url).pathname] }))
    const { out } = await run(`report reps ${DAY} -f json`, { network: gong })
    expect(JSON.parse(out)).toMatchObject([{ userId: '77', name: null, managerName: null, callHours: 0.5 }])
  })
})

describe('the listing of users', () => {
  const sandbox = (setting: { env: Record<string, string>; now: number }) => ({
    ...setting,
    network: openSandbox({ now: () => setting.now, today: NOW, calls: CALL_COUNT, keptCalls: CALL_COUNT }),
  })

  it('is kept for an hour, for its owner alone, and asked for anew after it or with --fresh', async () => {
    const { folder, env } = await home()
    const at = async (line: string, now: number) => {
      const { sent } = await run(`report reps ${DAY} ${line}`, sandbox({ env: { ...KEYS, ...env }, now }))
      return sent.filter((one) => one === 'GET /v2/users').length
    }
    expect(await at('', NOW)).toBe(1)
    expect(await at('', NOW + 59 * 60_000)).toBe(0)
    expect(await at('--team k.nakamura@tallyhouse.example', NOW + 59 * 60_000)).toBe(0)
    expect(await at('--fresh', NOW + 59 * 60_000)).toBe(1)
    expect(await at('', NOW + 3 * 3_600_000)).toBe(1)
    const [file] = await import('node:fs/promises').then(({ readdir }) => readdir(`${folder}/state/users`))
    expect((await stat(`${folder}/state/users/${file}`)).mode & 0o777).toBe(0o600)
  })
})

describe('what is asked', () => {
  it('is one pull for each kind of number, with the days of the company', async () => {
    const { sent, requests } = await run(`report reps ${DAY} --per day --user p.tran@tallyhouse.example`)
    expect(sent).toEqual([
      'GET /v2/users',
      'POST /v2/stats/activity/aggregate',
      'POST /v2/stats/activity/aggregate-by-period',
      'POST /v2/calls/extensive',
      'POST /v2/stats/activity/scorecards',
    ])
    expect(bodyOf(requests[3])).toMatchObject({
      filter: { fromDateTime: '2026-05-15T00:00:00-04:00', toDateTime: '2026-05-16T00:00:00-04:00' },
    })
  })

  it.each([
    ['trackers', ['POST /v2/calls/extensive']],
    ['scorecards --by scorecard,week', ['POST /v2/stats/activity/aggregate', 'POST /v2/stats/activity/scorecards']],
  ])('does not list users where %s names nobody', async (words, asked) => {
    expect((await run(`report ${words} ${DAY}`)).sent).toEqual(asked)
  })

  it('is counted by the days of --tz where that is typed', async () => {
    const { requests, sent } = await run(`report reps ${DAY} --tz Asia/Tokyo --user p.tran@tallyhouse.example`)
    expect(sent.filter((one) => one === 'POST /v2/stats/activity/aggregate')).toHaveLength(1)
    expect(bodyOf(requests[2])).toMatchObject({ filter: { fromDateTime: '2026-05-15T00:00:00+09:00' } })
  })

  it('--limit is one on rows, and no sum is made of a part', async () => {
    const some = JSON.parse((await run(`report reps ${DAY} --limit 2 -f json`)).out)
    const all = JSON.parse((await run(`report reps ${DAY} -f json`)).out)
    expect(some).toEqual(all.slice(0, 2))
  })

  it('links to media are done without where the key may not have them', async () => {
    const gong = testSandbox()
    const refused = {
      errors: ["You don't have permission to use 'api:calls:read:media-url' in your app."],
      requestId: 'r',
    }
    const { out, err, exit } = await run(`report coverage ${DAY} -f json`, {
      network: async (request, signal) =>
        String(request.body).includes('"media":true')
          ? await network(() => refused, 401)(request, signal)
          : await gong(request, signal),
    })
    expect(exit).toBe(0)
    expect(err).toContain('may not ask for links to media')
    expect(JSON.parse(out)).toMatchObject([{ day: '2026-05-15', withMedia: null, missing: 0 }])
  })
})

describe('--explain', () => {
  it.each(['reps', 'scorecards', 'trackers', 'accounts', 'coverage'])(
    'has a rule for each column of %s',
    async (name) => {
      const flags = {
        scorecards: '--by rep,scorecard,question,reviewer,week',
        trackers: '--by tracker,account,rep,week',
      }
      const by = name === 'scorecards' || name === 'trackers' ? flags[name] : name === 'coverage' ? '' : '--per week'
      const { out, sent } = await run(`report ${name} --explain -f json`)
      expect(sent).toEqual([])
      const explained = JSON.parse(out).map(({ column }: Row) => column)
      const { out: csv } = await run(`report ${name} ${DAY} ${by} -f csv`, { network: nothing })
      const missing = csv
        .split('\n')[0]
        ?.split(',')
        .filter((column) => !explained.includes(column))
      expect(missing).toEqual([])
    },
  )

  it.each(['reps', 'scorecards', 'trackers', 'accounts', 'coverage', 'overview'])(
    'of %s needs neither a profile nor an answer, whoever is named',
    async (name) => {
      const team = name === 'coverage' ? '' : '--team nobody@a.example'
      const { exit, out, sent } = await run(`report ${name} --explain --during last-week ${team}`, { env: {} })
      expect([exit, sent, out.length > 100]).toEqual([0, [], true])
    },
  )
})

describe('tables', () => {
  it.each([
    ['report-reps.txt', `reps ${DAY} --team k.nakamura@tallyhouse.example`],
    ['report-scorecards.txt', `scorecards ${DAY}`],
    ['report-trackers.txt', `trackers ${DAY} --by tracker,week --tz America/New_York`],
    ['report-accounts.txt', `accounts ${DAY} --account 'Brightmoor Textiles' --tz America/New_York`],
    ['report-coverage.txt', 'coverage --from 2026-05-15 --to 2026-05-18'],
  ])('are as in golden/%s', async (file, words) => {
    const { out } = await run(`report ${words}`, { ...FULL_COMPANY, terminal: true, columns: 160 })
    await expect(out).toMatchFileSnapshot(`../../golden/${file}`)
  })
})
