import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { FULL_COMPANY, home, KEYS, run } from '../../run.ts'
import { bodyOf, network, queryOf } from '../../support/fake-gong.ts'

const AMERICAS = '10246923550725705'
const KALANI = '1272893819781835579'
const INGRID = '10409338845264712'
const window = (fromDateTime: string, toDateTime: string) => ({ fromDateTime, toDateTime })
const nothing = network(() => ({ requestId: 'r', calls: [] }))

describe('calls list asks for', () => {
  it.each([
    ['', window('2026-05-12T12:00:00Z', '2026-05-19T12:00:00Z')],
    ['--from 24h', window('2026-05-18T12:00:00Z', '2026-05-19T12:00:00Z')],
    ['--from 2026-05-01 --to 2026-05-02', window('2026-05-01T00:00:00+02:00', '2026-05-02T00:00:00+02:00')],
    ['--from 2026-05-01T09:00 --to today', window('2026-05-01T09:00:00+02:00', '2026-05-19T00:00:00+02:00')],
    [
      '--from 2026-05-01 --to 2026-05-02 --tz America/New_York',
      window('2026-05-01T00:00:00-04:00', '2026-05-02T00:00:00-04:00'),
    ],
    ['--during last-week', window('2026-05-11T00:00:00+02:00', '2026-05-18T00:00:00+02:00')],
    ['--during 2026-03 --tz UTC', window('2026-03-01T00:00:00+00:00', '2026-04-01T00:00:00+00:00')],
    ['--during 2026-03', window('2026-03-01T00:00:00+01:00', '2026-04-01T00:00:00+02:00')],
    ['--from 7d -w 42', { ...window('2026-05-12T12:00:00Z', '2026-05-19T12:00:00Z'), workspaceId: '42' }],
  ])('the frozen window of "%s"', async (flags, query) => {
    const { requests } = await run(`calls list ${flags}`, { network: nothing })
    expect(queryOf(requests[0])).toEqual(query)
  })

  it('the same frozen window on every page', async () => {
    const { requests } = await run('calls list --during last-month --limit 250')
    const windows = requests.map(queryOf).map(({ cursor: _, ...rest }) => rest)
    expect(windows).toHaveLength(3)
    expect(new Set(windows.map((query) => JSON.stringify(query))).size).toBe(1)
  })

  it('the workspace that was named, whatever its case', async () => {
    const { requests, sent, exit } = await run("calls list --from 1d -w 'sales americas'")
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['GET /v2/workspaces', 'GET /v2/calls'] })
    expect(queryOf(requests[1]).workspaceId).toBe(AMERICAS)
  })
})

it.each([
  ['calls list --from tomorrow', '--from 2026-05-20T00:00:00+02:00 is still to come'],
  ['calls details --during 2027-01', 'is still to come'],
  ['transcripts get --from 2026-06-01 --to 2026-07-01', 'is still to come'],
  ['logs list access --from tomorrow', 'is still to come'],
  ['calls list --from 2026-05-05 --to 2026-05-01', 'is not after'],
])('refuses a window that nothing can be in: %s', async (line, why) => {
  const { exit, sent, err } = await run(line)
  expect({ exit, sent, said: err.includes(why) }).toEqual({ exit: 2, sent: [], said: true })
})

it('says the window on stderr when none was given, and only then', async () => {
  const usual = await run('calls list', { network: nothing })
  const typed = await run('calls list --from 7d', { network: nothing })
  expect(usual.err).toContain('the last 7d; choose with')
  expect(typed.err).toBe('')
})

it('calls list lists hundreds of calls of the sandbox for a month', async () => {
  const { out } = await run('calls list --during last-month', FULL_COMPANY)
  expect(JSON.parse(out).length).toBeGreaterThan(300)
})

it('calls get shows one call as one object', async () => {
  const [first] = JSON.parse((await run('calls list --limit 1')).out)
  const { out, sent } = await run(`calls get ${first.id}`)
  expect(JSON.parse(out)).toEqual(first)
  expect(sent).toEqual([`GET /v2/calls/${first.id}`])
})

describe('calls details sends', () => {
  const details = async (flags: string, setting = {}) => {
    const { requests } = await run(`calls details ${flags}`, { network: nothing, ...setting })
    return bodyOf(requests.at(-1))
  }
  const exposed = async (words: string) => {
    const { contentSelector } = (await details(`1 --with ${words}`)) as { contentSelector: Row }
    return contentSelector.exposedFields
  }

  it('ids without a window of its own', async () => {
    expect((await details('1 2,3')).filter).toEqual({ callIds: ['1', '2', '3'] })
  })

  it('ids together with a window that was asked for', async () => {
    const filter = { callIds: ['1'], ...window('2026-05-12T12:00:00Z', '2026-05-19T12:00:00Z') }
    expect((await details('1 --from 7d')).filter).toEqual(filter)
  })

  it.each([
    ['parties', { parties: true }],
    ['brief,Key-Points', { content: { brief: true, keyPoints: true } }],
    [
      'stats --with comments',
      { interaction: { personInteractionStats: true }, collaboration: { publicComments: true } },
    ],
    ['tracker-occurrences', { content: { trackerOccurrences: true, trackers: true } }],
  ])('the switches for --with %s', async (words, fields) => {
    expect(await exposed(words)).toEqual(fields)
  })

  it('every switch for --with all', async () => {
    const fields = (await exposed('all')) as { [group: string]: Row }
    expect(Object.keys(fields)).toEqual(['parties', 'content', 'interaction', 'collaboration', 'media'])
    expect(Object.keys(fields.content ?? {})).toHaveLength(10)
    expect(Object.keys(fields.interaction ?? {})).toHaveLength(4)
  })

  it('parties and the brief unless told otherwise', async () => {
    expect((await details('1')).contentSelector).toEqual({ exposedFields: { parties: true, content: { brief: true } } })
  })

  it.each(['now,call', 'Now,TimeOfCall', 'now,call,time-of-call'])(
    'the CRM context at "%s" in the words of Gong',
    async (times) => {
      const { contentSelector } = await details(`1 --crm extended --crm-at ${times}`)
      expect(contentSelector).toMatchObject({ context: 'Extended', contextTiming: ['Now', 'TimeOfCall'] })
    },
  )

  it.each([
    ['an id', INGRID, [INGRID]],
    ['an e-mail address', 'INGRID@tallyhouse.example', [INGRID]],
    ['an alias', 'k-nakamura@tallyhouse.example', [KALANI]],
    ['several', `k-nakamura@tallyhouse.example,${INGRID}`, [KALANI, INGRID]],
  ])('the host by %s', async (_, host, ids) => {
    const { requests } = await run(`calls details --from 1d --host ${host}`)
    const asked = requests.find(({ url }) => url.endsWith('/v2/calls/extensive'))
    expect(bodyOf(asked).filter).toMatchObject({ primaryUserIds: ids })
  })
})

it('calls details has room for titles, people and the brief on a narrow terminal', async () => {
  const { out } = await run('calls details --from 1d --limit 1', { terminal: true, columns: 80 })
  expect(out).toMatch(/^id +started +duration +title +parties +brief/)
})

it('reads the list of users once for all hosts', async () => {
  const { sent } = await run('calls details --from 1d --host k-nakamura@tallyhouse.example,ingrid@tallyhouse.example')
  expect(sent).toEqual(['GET /v2/users', 'POST /v2/calls/extensive'])
})

it('names the near address when a host is unknown, and asks for no calls', async () => {
  const { exit, sent, err } = await run('calls details --from 1d --host ingrit@tallyhouse.example')
  expect({ exit, sent }).toEqual({ exit: 2, sent: ['GET /v2/users'] })
  expect(err).toContain('did you mean "ingrid@tallyhouse.example"?')
})

describe('lists of ids', () => {
  const ids = Array.from({ length: 250 }, (_, index) => String(index + 1))
  const batches = [ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)]
  const asked = (requests: Parameters<typeof bodyOf>[0][]) =>
    requests.map((sent) => (bodyOf(sent).filter as Row).callIds)

  it.each([
    ['@file', 'calls details @ids.txt'],
    ['stdin', 'calls details -'],
    ['commas', `calls details ${ids.join(',')}`],
    ['words, for transcripts too', `transcripts get ${ids.join(' ')}`],
  ])('from %s are cut into the hundreds that Gong takes', async (_, line) => {
    const { folder, env } = await home()
    const path = join(folder, 'ids.txt')
    await diskFiles().write(path, `${ids.join('\r\n')}\n\n`, 0o600)
    const answer = network(() => ({
      requestId: 'r',
      calls: [{ metaData: { id: '1' } }],
      callTranscripts: [{ callId: '1' }],
    }))
    const setting = { env: { ...KEYS, ...env }, stdin: ids.join('\n'), network: answer }
    const { requests, out } = await run(line.replace('ids.txt', path), setting)
    expect(asked([...requests])).toEqual(batches)
    expect(JSON.parse(out)).toHaveLength(3)
  })

  it('that are empty ask for nothing instead of everything', async () => {
    const { exit, sent, err } = await run('calls details -', { stdin: '\n' })
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(err).toContain('the list is empty')
  })
})
