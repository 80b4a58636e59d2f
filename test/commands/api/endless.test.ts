import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { home, KEYS, NOW, run } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'

const LINES = [
  ['calls details --from 1d', 'calls', (id: string) => ({ metaData: { id } })],
  ['calls list --from 1d', 'calls', (id: string) => ({ id })],
  ['users list', 'users', (id: string) => ({ id })],
  ['logs list access --from 1d', 'logEntries', (id: string) => ({ userId: id })],
  ['stats activity --from 2026-05-04 --to 2026-05-11', 'usersAggregateActivityStats', (id: string) => ({ userId: id })],
  ['crm associations --since 1d', 'associations', (id: string) => ({ callId: id })],
  ['api GET /v2/calls --paginate', 'calls', (id: string) => ({ id })],
  ['api GET /v2/unheard-of --paginate', 'things', (id: string) => ({ id })],
] as const

describe.each(LINES)('%s ends by itself, with few requests, on', (line, name, row) => {
  const answering = (rows: (index: number) => readonly object[], cursor: (index: number) => string): HttpTransport =>
    network((_, index) => ({ requestId: 'r', records: { cursor: cursor(index) }, [name]: rows(index) }))

  it.each([
    ['a cursor that is ignored and renewed', () => [row('1')], String, 3],
    ['empty pages with new cursors', () => [], String, 2],
    ['an empty page with the same cursor', () => [], () => 'same', 2],
    ['the same page with the same cursor', () => [row('1')], () => 'same', 2],
    ['other rows with the same cursor', (index: number) => [row(String(index))], () => 'same', 4],
    ['two pages by turns', (index: number) => [row(String(index % 2))], String, 4],
    ['three pages by turns', (index: number) => [row(String(index % 3))], String, 5],
  ] as const)('%s', async (_, rows, cursor, most) => {
    const { exit, sent, err } = await run(line, { network: answering(rows, cursor) })
    expect(exit, err).toBe(7)
    expect(sent.length).toBeLessThanOrEqual(most)
    expect(err).toMatch(/the pull would never end/)
  })
})

const calls = (ids: readonly string[], cursor?: string) => ({
  requestId: 'r',
  records: { totalRecords: 300, cursor },
  calls: ids.map((id) => ({ id })),
})

/** Answers one after the other, each with its status. */
function playing(...answers: readonly (readonly [status: number, body: object])[]): HttpTransport {
  let at = 0
  return async (request, signal) => {
    const [status, body] = answers[Math.min(at, answers.length - 1)] ?? [500, {}]
    at += 1
    return await network(() => body, status)(request, signal)
  }
}

it.each(['users list', 'calls list --from 7d', 'flows list --owner a@b.example', 'logs list access --from 7d'])(
  'a later page of %s that is not found breaks the pull',
  async (line) => {
    const nothing = { requestId: 'r', errors: ['No calls found corresponding to the provided filters'] }
    const rows = [{ id: '1' }]
    const first = { requestId: 'r', records: { cursor: 'c1' }, users: rows, calls: rows, flows: rows, logEntries: rows }
    const { exit, err } = await run(`${line} --no-retry`, { network: playing([200, first], [404, nothing]) })
    expect(exit, err).toBe(7)
    expect(err).toContain('broke off')
  },
)

it('a 404 that says more than that nothing was found is no empty list', async () => {
  const errors = ['Nope', 'No calls found corresponding to the provided filters']
  const { exit, out } = await run('calls list --from 7d', { network: network(() => ({ requestId: 'r', errors }), 404) })
  expect({ exit: exit === 4 || exit === 5, out }).toEqual({ exit: true, out: '' })
})

it('a 404 that says that nothing was found is a list without rows, by method and path too', async () => {
  const nothing = { requestId: 'r', errors: ['No calls found corresponding to the provided filters'] }
  const { exit, out } = await run(['api', 'POST', '/v2/calls/extensive', '--body', '{"filter":{}}'], {
    network: network(() => nothing, 404),
  })
  expect({ exit, out: JSON.parse(out) }).toEqual({ exit: 0, out: { requestId: 'r', calls: [] } })
})

describe('a file', () => {
  const broken = [
    [
      'says that there is nothing',
      [404, { requestId: 'r', errors: ['No calls found corresponding to the provided filters'] }],
    ],
    ['has no list', [200, { requestId: 'r', records: {} }]],
    ['has null for a list', [200, { requestId: 'r', calls: null }]],
    ['reports errors', [200, { ...calls([]), errors: ['down'] }]],
  ] as const

  it.each(broken)('is not there when a later page %s, and the same line goes on', async (_, second) => {
    const { folder, env } = await home()
    const line = `calls list --from 2026-05-01 --to 2026-05-02 -f csv --fields id -o ${folder}/p.csv --no-retry`
    const setting = { env: { ...KEYS, ...env } }
    const first = await run(line, { ...setting, network: playing([200, calls(['1', '2'], 'c1')], second) })
    expect([first.exit, existsSync(`${folder}/p.csv`)]).toEqual([7, false])
    const again = await run(line, { ...setting, network: playing([200, calls(['3'])]) })
    expect([again.exit, again.requests.map((one) => queryOf(one).cursor)]).toEqual([0, ['c1']])
    expect(readFileSync(`${folder}/p.csv`, 'utf8').trim().split(/\r?\n/)).toEqual(['id', '1', '2', '3'])
  })
})

it('takes any 400 about a cursor for a dead one, and begins again', async () => {
  const refused = [400, { requestId: 'r', errors: ['Invalid cursor'] }] as const
  const send = playing([200, calls(['1'], 'c1')], refused, [200, calls(['1'], 'c3')], [200, calls(['2', '3'])])
  const { exit, out } = await run('calls list --from 1d --fields id -f jsonl', { network: send })
  expect([exit, out]).toEqual([0, '{"id":"1"}\n{"id":"2"}\n{"id":"3"}\n'])
})

it('keeps no dead cursor for the next run', async () => {
  const { folder, env } = await home()
  const line = `calls list --from 2026-05-01 --to 2026-05-02 -f jsonl --fields id -o ${folder}/x.jsonl`
  const setting = { env: { ...KEYS, ...env } }
  const refusing: HttpTransport = (request, signal) =>
    queryOf(request).cursor === undefined
      ? network(() => calls(['1'], 'dead'))(request, signal)
      : network(() => ({ requestId: 'r', errors: ['The cursor is not valid'] }), 400)(request, signal)
  const first = await run(line, { ...setting, network: refusing })
  expect([first.exit, existsSync(`${folder}/x.jsonl`)]).toEqual([5, false])
  const again = await run(line, { ...setting, network: playing([200, calls(['1', '2'])]) })
  expect([again.exit, again.requests.map((one) => queryOf(one).cursor)]).toEqual([0, [undefined]])
  expect(readFileSync(`${folder}/x.jsonl`, 'utf8')).toBe('{"id":"1"}\n{"id":"2"}\n')
})

it('cuts a range that is too long to 90 days, and goes on', async () => {
  const DAY = 86_400_000
  const send: HttpTransport = (request, signal) => {
    const { fromDateTime = '', toDateTime = '' } = queryOf(request)
    const isLong = Date.parse(toDateTime) - Date.parse(fromDateTime) > 90 * DAY
    return isLong
      ? network(() => ({ requestId: 'r', errors: ['Date range must not exceed 90 days'] }), 400)(request, signal)
      : network(() => ({ requestId: 'r', records: { totalRecords: 1 }, calls: [{ id: fromDateTime }] }))(
          request,
          signal,
        )
  }
  const { exit, out, err, sent } = await run('calls list --during 2025 --fields id -f jsonl', { network: send })
  expect([exit, out.trim().split('\n').length, sent.length]).toEqual([0, 5, 6])
  expect(err).toBe('5 rows, 6 requests\n')
})

it('ends with its own words where a range is refused whatever its length', async () => {
  const send = network(() => ({ requestId: 'r', errors: ['Date range must not exceed 90 days'] }), 400)
  const { exit, err } = await run('calls list --during 2025', { network: send })
  expect([exit, err.includes('Date range must not exceed 90 days')]).toEqual([5, true])
})

it.each(['0', '-5', new Date(NOW - 60_000).toUTCString()])('waits as usual after Retry-After: %s', async (after) => {
  const limited: HttpTransport = async (request, signal) => ({
    ...(await network(() => ({ requestId: 'r', errors: ['Rate limit exceeded'] }), 429)(request, signal)),
    headers: { 'retry-after': after },
  })
  const { exit, waits } = await run('users list', { network: limited })
  expect([exit, waits.length, waits.every((ms) => ms > 0)]).toEqual([6, 4, true])
})

it.each([1e15, -1, 1.5])('takes a total of %s for none', async (totalRecords) => {
  const send = network(() => ({ requestId: 'r', records: { totalRecords }, calls: [{ id: '1' }] }))
  const { exit, err, sent } = await run('calls list --during 2025', { network: send })
  expect([exit, err, sent.length]).toEqual([0, '', 1])
})

it('gives a number that no double can hold as it was written, in every format', async () => {
  const send = network(() => '{"requestId":"r","users":[{"id":"1","size":1e400}]}')
  const line = 'users list --fields id,size'
  expect((await run(`${line} -f jsonl`, { network: send })).out).toBe('{"id":"1","size":"1e400"}\n')
  expect((await run(`${line} -f csv`, { network: send })).out).toContain('1,1e400')
})

describe('a 404 is no empty list', () => {
  it.each([
    `calls list --from 1d`,
    `calls details --from 1d`,
    `transcripts get --from 1d`,
    'users search --created-from 1d',
    'stats interaction --from 2026-05-04 --to 2026-05-11',
    'logs list access --from 1d',
    'library folders',
    'settings scorecards',
  ])('in other words than those about the filters: %s', async (line) => {
    const send = network(() => ({ requestId: 'r', errors: ['No handler found for GET /v2/calls'] }), 404)
    const { exit, out } = await run(line, { network: send })
    expect({ isNone: exit === 4 || exit === 5, out }).toEqual({ isNone: true, out: '' })
  })

  it.each(['settings trackers', 'permissions list -w 1', 'crm integration get'])(
    'where the operation does not say so: %s',
    async (line) => {
      const send = network(
        () => ({ requestId: 'r', errors: ['No calls found corresponding to the provided filters.'] }),
        404,
      )
      expect((await run(line, { network: send })).exit).toBe(5)
    },
  )
})

describe('a page after the first', () => {
  const first = { requestId: 'r', records: { totalRecords: 3, cursor: 'c1' }, calls: [{ id: '1' }] }

  it.each([
    ['does not say where the pull stands', { requestId: 'r', calls: [{ id: '2' }] }],
    ['says null of it', { requestId: 'r', records: null, calls: [{ id: '2' }] }],
    ['says something else', { requestId: 'r', records: [], calls: [{ id: '2' }] }],
  ])('is not taken for the last where it %s', async (_, second) => {
    const { folder, env } = await home()
    const file = join(folder, 'calls.jsonl')
    for (const line of [`calls list --from 1d -o ${file}`, 'api GET /v2/calls --paginate']) {
      const send = network((_request, index) => (index === 0 ? first : second))
      const { exit, err } = await run(`${line} --no-retry`, { env: { ...KEYS, ...env }, network: send })
      expect(exit, err).toBe(7)
      expect(err).toContain('"records"')
      expect(existsSync(file)).toBe(false)
    }
  })
})
