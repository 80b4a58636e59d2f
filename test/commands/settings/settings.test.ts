import { describe, expect, it } from 'vitest'
import type { Json, Row } from '../../../src/lib/rows.ts'
import { valueAt } from '../../../src/output/fields.ts'
import { run } from '../../run.ts'
import { bare, bodyOf, network, queryOf } from '../../support/fake-gong.ts'

const AMERICAS = '10246923550725705'
const nothing = network(bare)

/** What stands at a dotted path of a row, as a list. */
function at(row: Row | undefined, path: string): Json[] {
  return [valueAt(row ?? {}, path) ?? []].flat()
}

const rows = async (line: string): Promise<Row[]> => JSON.parse((await run(line)).out)

describe('what reaches Gong', () => {
  it.each([
    ['settings scorecards', '/v2/settings/scorecards', {}],
    ['settings trackers', '/v2/settings/trackers', {}],
    ['settings trackers -w 42', '/v2/settings/trackers', { workspaceId: '42' }],
    ['settings briefs -w 42', '/v2/settings/briefs', { workspaceId: '42' }],
    ['library folders -w 42', '/v2/library/folders', { workspaceId: '42' }],
    ['library calls 7', '/v2/library/folder-content', { folderId: '7' }],
  ])('of %s', async (line, path, query) => {
    const { sent, requests } = await run(line, { network: nothing })
    expect(sent.filter((one) => !one.endsWith('/workspaces'))).toEqual([`GET ${path}`])
    expect(queryOf(requests[0])).toEqual(query)
  })

  it.each([
    ['access', 'AccessLog'],
    ['activity', 'UserActivityLog'],
    ['Call-Play', 'UserCallPlay'],
    ['shared-access', 'ExternallySharedCallAccess'],
    ['shared-play', 'ExternallySharedCallPlay'],
    ['AccessLog', 'AccessLog'],
  ])("of the log %s is Gong's own word for it", async (word, logType) => {
    const { requests } = await run(`logs list ${word} --from 2026-05-01 --to 2026-05-02`, { network: nothing })
    expect(queryOf(requests[0])).toEqual({
      logType,
      fromDateTime: '2026-05-01T00:00:00+02:00',
      toDateTime: '2026-05-02T00:00:00+02:00',
    })
  })

  it('of integration settings is each kind with each origin, in one request', async () => {
    const { sent, requests } = await run(
      'settings integration --type dialer,account-pages --origin https://a.example/ --origin https://b.example:8443',
      { network: nothing },
    )
    expect(sent).toEqual(['POST /v2/integration-settings'])
    expect(bodyOf(requests[0]).integrationTypeSettings).toEqual([
      { integrationType: 'DIALER', allowedOrigin: 'https://a.example' },
      { integrationType: 'DIALER', allowedOrigin: 'https://b.example:8443' },
      { integrationType: 'ACCOUNT_PAGES', allowedOrigin: 'https://a.example' },
      { integrationType: 'ACCOUNT_PAGES', allowedOrigin: 'https://b.example:8443' },
    ])
  })

  it('of integration settings can come as a body', async () => {
    const body = { integrationTypeSettings: [{ integrationType: 'DIALER', allowedOrigin: 'https://a.example' }] }
    const { requests } = await run(['settings', 'integration', '--body', JSON.stringify(body)], { network: nothing })
    expect(bodyOf(requests[0])).toEqual(body)
  })
})

describe('refused with nothing sent:', () => {
  it.each([
    ['settings scorecards --workspace 1', 'unknown flag'],
    ['settings trackers -w ""', '--workspace is empty'],
    ['settings briefs extra', 'too many arguments'],
    ['settings integration', '--type is missing'],
    ['settings integration --type DIALER', '--origin is missing'],
    ['settings integration --type DIALERS --origin https://a.example', 'did you mean "dialer"?'],
    ['settings integration --type DIALER --origin a.example', '--origin: "a.example" is not an http(s) address'],
    ['settings integration --type DIALER --origin https://a.example/path', 'try: --origin https://a.example'],
    ['settings integration --body {}', 'integrationTypeSettings is required'],
    ["settings integration --body '{}' --type DIALER", '--origin is missing'],
    ['library calls', "missing required argument 'folder'"],
    ['library folders -w 1 --from 7d', 'unknown flag'],
    ['logs list', "missing required argument 'type'"],
    ['logs list access', '--from is missing'],
    ['logs list acces --from 7d', 'did you mean "access"?'],
    ['logs list access --from later', '--from: "later" is not a time'],
    ['logs list access --from 1d --to 2d', 'is not after'],
  ])('%s', async (line, said) => {
    const { exit, sent, err } = await run(line)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })
})

describe('in the sandbox', () => {
  it('the ids of scorecards are exact text, and those of the reviews', async () => {
    const cards = await rows('settings scorecards')
    const reviews = await rows('stats scorecards --from 7d')
    expect(cards.map(({ scorecardId }) => scorecardId)).toContain('3363872573985348807')
    expect(cards.map(({ updaterUserId }) => updaterUserId)).toContain('-1')
    expect(cards.map(({ scorecardId }) => scorecardId)).toContain(reviews[0]?.scorecardId)
  })

  it('the trackers are those that calls show', async () => {
    const trackers = await rows('settings trackers')
    const [call] = await rows('calls details --from 2026-05-05 --to 2026-05-06 --with trackers --limit 1')
    const heard = trackers.filter(({ trackerId }) => at(call, 'content.trackers.id').includes(trackerId ?? null))
    expect(heard.length).toBeGreaterThan(0)
    const names = at(call, 'content.trackers.name')
    expect(heard.filter(({ trackerName }) => !names.includes(trackerName ?? null))).toEqual([])
  })

  it.each(['trackers', 'briefs'])('a workspace that is not there is an error for %s', async (name) => {
    const { exit, err } = await run(`settings ${name} -w 42`)
    expect(exit).toBe(2)
    expect(err).toContain('42')
  })

  it('only the briefs of one workspace are listed for it', async () => {
    const briefs = await rows('settings briefs -w "Sales Americas"')
    expect(new Set(briefs.map(({ workspaceId }) => workspaceId))).toEqual(new Set([AMERICAS]))
  })

  it('a snippet of the library has its times under short names', async () => {
    const { out } = await run('library calls 382319291092340328', { terminal: true, columns: 100 })
    expect(out).toMatch(/^id +title +from +to +note +created/)
    expect(out).toMatch(/ \d+:\d\d +\d+:\d\d /)
  })

  it('the library needs a workspace, and a folder shows calls that are there', async () => {
    expect((await run('library folders')).exit).toBe(2)
    const folders = await rows('library folders -w "Sales Americas"')
    const [first] = await rows(`library calls ${folders[1]?.id}`)
    expect((await run(`calls get ${first?.id}`)).exit).toBe(0)
  })

  it('a folder with nothing in it is an empty list', async () => {
    const folders = await rows('library folders -w "Sales Americas"')
    expect(await rows(`library calls ${folders.at(-1)?.id}`)).toEqual([])
  })

  it('the integration settings that now stand are shown', async () => {
    const [set] = await rows('settings integration --type DIALER --origin https://dialer.example')
    expect(set).toMatchObject({ integrationType: 'DIALER', allowedOrigin: 'https://dialer.example' })
  })

  it.each(['access', 'activity', 'call-play', 'shared-access', 'shared-play'])(
    'the log %s holds entries of its window, and none outside it',
    async (type) => {
      const entries = await rows(`logs list ${type} --during last-week --tz UTC`)
      const times = entries.map(({ eventTime }) => Date.parse(String(eventTime)))
      expect(times.length).toBeGreaterThan(1)
      expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse('2026-05-11T00:00:00Z'))
      expect(Math.max(...times)).toBeLessThan(Date.parse('2026-05-18T00:00:00Z'))
    },
  )

  it('who listened stands in the log as in the statistics', async () => {
    const user = '1272893819781835579'
    const plays = await rows('logs list call-play --from 2026-05-04 --to 2026-05-11 --tz UTC')
    const [stats] = await rows(`stats activity --from 2026-05-04 --to 2026-05-11 --user ${user}`)
    const counted = ['own', 'others'].map((whose) =>
      Number(at(stats, `userAggregateActivityStats.${whose}CallsListenedTo`)),
    )
    expect(plays.filter(({ userId }) => userId === user)).toHaveLength(counted.reduce((sum, count) => sum + count, 0))
  })

  it('the log of a window is that of its halves', async () => {
    const plays = async (from: string, to: string) =>
      (await rows(`logs list call-play --from 2026-05-${from} --to 2026-05-${to}`)).length
    expect((await plays('04', '06')) + (await plays('06', '08'))).toBe(await plays('04', '08'))
  })

  it('the access log goes back 14 days', async () => {
    const [first] = await rows('logs list access --from 2026-03-01 --limit 1')
    expect(Date.parse(String(first?.eventTime))).toBeGreaterThanOrEqual(Date.parse('2026-05-05T00:00:00Z'))
  })
})

it('shows the record of a log as words', async () => {
  const { out } = await run('logs list access --from 1d --limit 3', { terminal: true, columns: 160 })
  expect(out).toMatch(/\S+@tallyhouse\.example +eventType Log\w+, clientIpAddress 203\.0\.113\.\d+, userAgent/)
})

it('shows the questions of a scorecard and the words of a tracker', async () => {
  const cards = await run('settings scorecards', { terminal: true, columns: 140 })
  const trackers = await run('settings trackers', { terminal: true, columns: 140 })
  expect(cards.out).toContain('How good was the call as a whole?, Does the next step have a date?')
  expect(trackers.out).toContain('budget, discount, price, quote')
})
