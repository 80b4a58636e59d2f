import { afterAll, describe, expect, it } from 'vitest'
import { sharedPace } from '../../src/api/pace.ts'
import { Failure } from '../../src/lib/errors.ts'
import { systemClock } from '../../src/platform/node/clock.ts'
import { connectPostgres } from '../../src/platform/node/postgres.ts'
import { migratePostgres } from '../../src/store/postgres/migrate-postgres.ts'
import { postgresSession } from '../../src/store/postgres/postgres-session.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts'
import { logThroughPostgres } from '../../src/store/postgres/shared-log.ts'
import { changeOf } from '../../src/store/rows/change-of.ts'
import { SCHEMA_VERSION } from '../../src/store/schema.ts'
import type { LedgerEntry, Store } from '../../src/store/store.ts'
import { NOW } from '../run.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { postgresPrograms, startPostgres } from '../support/postgres-server.ts'

const CALL = '7782342274025937895'
const programs = postgresPrograms()
const server = programs === undefined ? undefined : startPostgres(programs)

afterAll(() => server?.stop())

const details = (title: string, parties: readonly string[], id = CALL) =>
  changeOf('listCallsExtensive', [
    {
      metaData: { id, title, started: '2026-05-01T09:00:00.123456-07:00' },
      parties: parties.map((name) => ({ name })),
    },
  ])

const entry = (callId: string, startedMs: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  callId,
  startedMs,
  state: 'open',
  isPrivate: false,
  firstSeenMs: NOW,
  lastSeenMs: NOW,
  steps: {
    details: { state: 'done', attempts: 0, doneMs: NOW },
    transcript: { state: 'waiting', attempts: 2, dueMs: NOW + 5 },
    summary: { state: 'none', attempts: 0 },
    media: { state: 'none', attempts: 0 },
  },
  ...more,
})

const openAt = (url: string, signal?: AbortSignal): Promise<Store> =>
  openPostgresStore({
    connect: (at) => connectPostgres(at, {}),
    url,
    waitMs: 5000,
    create: true,
    ...(signal && { signal }),
  })

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function allOf<T>(many: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const one of many) all.push(one)
  return all
}

/** Missing locally is no fault; missing where the tests must all run is. */
describe.skipIf(server === undefined && process.env.CI === undefined)('a copy in PostgreSQL', () => {
  if (server === undefined) return it('is tested with a PostgreSQL', () => expect(server).toBeDefined())

  it('has the last rows of a call, whatever is in them, and no others of it', async () => {
    const url = await server.database('rows')
    const store = await openAt(url)
    await store.commit(details('First', ['Jo', 'Ana', 'Ed']))
    await store.commit(details('Second\t\\N\n', ['Jo', "x'); DROP TABLE calls; --\u0000\\."]))
    expect(await server.ask(url, 'SELECT call_id, title, started, started_zone FROM gong.calls')).toEqual([
      [CALL, 'Second\t\\N\n', expect.stringContaining('16:00:00.123456'), '-07:00'],
    ])
    expect(await server.ask(url, 'SELECT name FROM gong.parties ORDER BY place')).toEqual([
      ['Jo'],
      ["x'); DROP TABLE calls; --\\."],
    ])
    await store.commit({ remove: [{ table: 'parties', of: 'call_id', ids: [CALL] }] })
    expect(await server.ask(url, 'SELECT count(*) FROM gong.parties')).toEqual([['0']])
    await store.close()
  })

  it('keeps all of a change or nothing of it', async () => {
    const url = await server.database('whole')
    const store = await openAt(url)
    const broken = { ...details('Half', []), ledger: [entry(CALL, Number.NaN)] }
    expect(await failureOf(store.commit(broken))).toBeInstanceOf(Error)
    expect(await server.ask(url, 'SELECT count(*) FROM gong.calls')).toEqual([['0']])
    await store.commit({ ...details('Whole', []), marks: { users: 'done' } })
    expect(await store.mark('users')).toBe('done')
    await store.close()
  })

  it('gives the ledger back as it was written', async () => {
    const store = await openAt(await server.database('ledger'))
    const entries = [
      entry('1', NOW - 3_600_000, { workspaceId: '7', fingerprint: 'f' }),
      entry('2', NOW, { isPrivate: true }),
      entry('3', NOW + 1, { state: 'settled' }),
    ]
    await store.commit({ ledger: entries })
    expect(await store.ledger.get(['3', '1', 'no such'])).toHaveLength(2)
    expect(await allOf(store.ledger.between(NOW - 3_600_000, NOW + 1))).toEqual(entries.slice(0, 2))
    expect((await store.ledger.due(NOW + 5, 'transcript', 9)).map(({ callId }) => callId)).toEqual(['1', '2'])
    expect(await store.ledger.due(NOW + 4, 'transcript', 9)).toEqual([])
    expect(await store.ledger.counts()).toMatchObject([{ seen: 3, settled: 1, awaiting: { transcript: 2 } }])
    await store.close()
  })

  it('is changed by one run at a time, and by no run whose lease another one has', async () => {
    const url = await server.database('lease')
    const [one, two] = [await openAt(url), await openAt(url)]
    expect(await one.lease('one', NOW, NOW + 60_000)).toBe(true)
    expect(await two.lease('two', NOW, NOW + 60_000)).toBe(false)
    await server.ask(url, "UPDATE gong.lease SET until = now() - interval '1 second'")
    expect(await two.lease('two', NOW, NOW + 60_000)).toBe(true)
    expect(await failureOf(one.commit(details('Late', [])))).toMatchObject({ kind: 'declined' })
    await two.commit(details('In time', []))
    expect(await two.lease('two', NOW, NOW)).toBe(true)
    expect(await one.lease('one', NOW, NOW + 60_000)).toBe(true)
    expect(await server.ask(url, 'SELECT title FROM gong.calls')).toEqual([['In time']])
    await Promise.all([one.close(), two.close()])
  })

  it('breaks off what waits at Ctrl-C, takes no more, and gives its lease back', async () => {
    const url = await server.database('interrupted')
    const controller = new AbortController()
    const interrupt = new Failure('interrupted', 'interrupted')
    const [one, two] = [await openAt(url, controller.signal), await openAt(url)]
    expect(await one.lease('one', NOW, NOW + 60_000)).toBe(true)
    const locked = await connectPostgres(url, {})
    await locked.query('BEGIN')
    await locked.query('LOCK TABLE gong.calls')
    const waiting = failureOf(one.commit(details('Late', [])))
    const waits = "SELECT 1 FROM pg_stat_activity WHERE datname = 'interrupted' AND wait_event_type = 'Lock'"
    while ((await server.ask(url, waits)).length === 0);
    controller.abort(interrupt)
    expect(await waiting).toBe(interrupt)
    expect(await failureOf(one.mark('a'))).toBe(interrupt)
    await one.lease('one', NOW, NOW)
    expect(await two.lease('two', NOW, NOW + 60_000)).toBe(true)
    await Promise.all([locked.close(), one.close(), two.close()])
  })

  it('goes on with a new connection where the old one was ended', async () => {
    const url = await server.database('ended')
    const store = await openAt(url)
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'ended' AND pid <> pg_backend_pid()`
    await server.ask(url, end)
    const first = await failureOf(store.commit({ marks: { a: '1' } }))
    if (first !== undefined) expect(first).toMatchObject({ kind: 'local' })
    await store.commit({ marks: { a: '2' } })
    expect(await store.mark('a')).toBe('2')
    await store.close()
  })

  it('touches nothing of somebody else, and no copy of a newer version', async () => {
    const foreign = await server.database('somebodys')
    await server.ask(foreign, 'CREATE SCHEMA gong')
    await server.ask(foreign, 'CREATE TABLE gong.sales AS SELECT 1 AS id')
    expect(await failureOf(openAt(foreign))).toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('no copy of Gong'),
    })
    expect(await server.ask(foreign, "SELECT count(*) FROM pg_tables WHERE schemaname = 'gong'")).toEqual([['1']])
    const newer = await server.database('newer')
    await (await openAt(newer)).commit({ marks: { schema_version: '99' } })
    expect(await failureOf(openAt(newer))).toMatchObject({ kind: 'usage', message: expect.stringContaining('newer') })
    const latin = await server.database('latin', "ENCODING 'LATIN1' TEMPLATE template0")
    expect(await failureOf(openAt(latin))).toMatchObject({ hint: expect.stringContaining('UTF8') })
  })

  it('comes from an older version by its own statements, and keeps what it has', async () => {
    const url = await server.database('older')
    const store = await openAt(url)
    await store.commit({ ...details('Kept', []), marks: { old: 'yes' } })
    const connection = await connectPostgres(url, {})
    await connection.query('DROP TABLE gong.flows')
    const migrations = { [SCHEMA_VERSION]: ["UPDATE gong.sync_marks SET name = 'new' WHERE name = 'old'"] }
    await migratePostgres(connection, { version: SCHEMA_VERSION + 1, migrations })
    await connection.close()
    expect(await server.ask(url, 'SELECT name, value FROM gong.sync_marks ORDER BY name')).toEqual([
      ['new', 'yes'],
      ['schema_version', String(SCHEMA_VERSION + 1)],
    ])
    expect(await server.ask(url, 'SELECT (SELECT title FROM gong.calls), (SELECT count(*) FROM gong.flows)')).toEqual([
      ['Kept', '0'],
    ])
    await store.close()
  })

  it('says which rights are missing, and how to get in', async () => {
    const url = await server.database('rights')
    await server.ask(url, 'CREATE ROLE clerk LOGIN')
    const clerk = server.urlAs('clerk', url)
    expect(await failureOf(openAt(clerk))).toMatchObject({
      kind: 'usage',
      hint: 'GRANT CREATE ON DATABASE "rights" TO "clerk"',
    })
    await (await openAt(url)).close()
    expect(await failureOf(openAt(clerk))).toMatchObject({
      hint: expect.stringMatching(/^GRANT USAGE, CREATE ON SCHEMA/),
    })
    await server.ask(url, 'GRANT USAGE ON SCHEMA gong TO clerk')
    await server.ask(url, 'GRANT SELECT ON ALL TABLES IN SCHEMA gong TO clerk')
    const store = await openAt(clerk)
    expect(await failureOf(store.commit(details('No', [])))).toMatchObject({
      hint: expect.stringContaining('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA gong TO "clerk"'),
    })
    await store.close()
    const nowhere = await failureOf(openAt('postgres://me:secret@/none?host=/tmp/no-such-folder&password=secret'))
    expect(nowhere).toMatchObject({ kind: 'local' })
    expect(JSON.stringify(nowhere) + String(nowhere)).not.toContain('secret')
  })

  it('has one pace for all machines: their turns, and the requests of the day', async () => {
    const url = await server.database('pace')
    await (await openAt(url)).close()
    const copy = { connect: (at: string) => connectPostgres(at, {}), url, waitMs: 5000, create: false }
    const [rate, turns] = [20, 12]
    const arrived: number[] = []
    const sessions = [0, 1].map(() => postgresSession(copy))
    const machines = sessions.map(async (session, at) => {
      // Monotonic clocks of two machines have nothing in common.
      const clock = { ...systemClock, monotonicMs: () => performance.now() + 1e6 * at }
      const together = logThroughPostgres(session, { host: 'api.gong.io', owner: `${at}`, clock })
      const pace = sharedPace(clock, memoryFiles(), `/home/ana/${at}.json`, { rate, spender: 'sync', together })
      for (let turn = 0; turn < turns; turn++) {
        await pace(new AbortController().signal)
        arrived.push(performance.now())
      }
    })
    await Promise.all(machines)
    arrived.sort((one, other) => one - other)
    const crowded = arrived.filter((at, place) => (arrived[place + rate] ?? Number.POSITIVE_INFINITY) - at < 1000)
    expect(crowded).toEqual([])
    const [[log = null] = []] = await server.ask(url, 'SELECT log FROM gong.pace')
    expect(JSON.parse(String(log))).toMatchObject({ spent: { sync: 2 * turns } })
    await Promise.all(sessions.map((session) => session.close()))
  })
})
