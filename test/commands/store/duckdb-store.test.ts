import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import { duckDbTypes } from '../../../src/store/duckdb/ddl.ts'
import { openDuckDbStore } from '../../../src/store/duckdb/duckdb-store.ts'
import { migrate } from '../../../src/store/duckdb/migrate.ts'
import type { DuckDbCopy } from '../../../src/store/duckdb/open-file.ts'
import { changeOf } from '../../../src/store/rows/change-of.ts'
import { SCHEMA_VERSION } from '../../../src/store/schema.ts'
import type { LedgerEntry, Store } from '../../../src/store/store.ts'
import { views } from '../../../src/store/views/views.ts'
import { home, NOW } from '../../run.ts'
import { copyIn, storeIn } from '../../support/duckdb-copy.ts'

const DAY_MS = 86_400_000
const CALL = '7782342274025937895'

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

/** What a copy answers, which nothing else has open. */
async function ask(folder: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const { duckDb, path } = await copyIn(folder)
  const file = await duckDb.open(path, { access_mode: 'READ_ONLY' })
  try {
    return await (await file.connection.run(sql)).getRowObjectsJson()
  } finally {
    file.close()
  }
}

const details = (title: string, parties: readonly string[]) =>
  changeOf('listCallsExtensive', [
    { metaData: { id: CALL, title, started: '2026-05-01T09:00:00-07:00' }, parties: parties.map((name) => ({ name })) },
  ])

/** A copy in which no search ends, and Ctrl-C is pressed once one has begun. */
async function endlessCopy(folder: string): Promise<{ readonly store: Store; readonly interrupt: Failure }> {
  const interrupt = new Failure('interrupted', 'interrupted')
  const controller = new AbortController()
  const copy = await copyIn(folder)
  const open: typeof copy.duckDb.open = async (...given) => {
    const file = await copy.duckDb.open(...given)
    const run = file.connection.run.bind(file.connection)
    file.connection.run = (sql, ...values) => {
      if (!sql.includes('regexp_matches')) return run(sql, ...values)
      // Too early to be heard.
      controller.abort(interrupt)
      return run('SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b')
    }
    return file
  }
  const { signal } = controller
  return { store: await openDuckDbStore({ ...copy, duckDb: { ...copy.duckDb, open }, signal }), interrupt }
}

async function allOf<T>(many: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const one of many) all.push(one)
  return all
}

async function bytesOf(path: string): Promise<string> {
  return (await readFile(path)).toString('base64')
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('a copy in DuckDB', () => {
  it('has the last rows of a call, and no others of it, however often it is committed', async () => {
    const { folder } = await home()
    const store = await storeIn(folder)
    await store.commit(details('First', ['Jo', 'Ana', 'Ed']))
    await store.commit(details('Second', ['Jo', "x'); DROP TABLE calls; --\u0000\n=1+1"]))
    await store.close()
    expect(await ask(folder, 'SELECT call_id, title, epoch_ms(started)::VARCHAR AS started FROM calls')).toEqual([
      { call_id: CALL, title: 'Second', started: String(Date.parse('2026-05-01T16:00:00Z')) },
    ])
    expect(await ask(folder, 'SELECT name FROM parties ORDER BY place')).toEqual([
      { name: 'Jo' },
      { name: "x'); DROP TABLE calls; --\u0000\n=1+1" },
    ])
  })

  it('forgets a call with all that hangs on it', async () => {
    const { folder } = await home()
    const store = await storeIn(folder)
    await store.commit(details('First', ['Jo']))
    const tables = ['calls', 'parties'] as const
    await store.commit({ remove: tables.map((table) => ({ table, of: 'call_id', ids: [CALL] })) })
    await store.close()
    expect(await ask(folder, 'SELECT (SELECT count(*) FROM calls) + (SELECT count(*) FROM parties) AS n')).toEqual([
      { n: '0' },
    ])
  })

  it('keeps all of a change or nothing of it', async () => {
    const { folder } = await home()
    const store = await storeIn(folder)
    await store.commit({ marks: { users: '1' } })
    const broken: Parameters<Store['commit']>[0] = {
      ...details('First', []),
      marks: { users: '2' },
      ledger: [entry(CALL, Number.NaN)],
    }
    expect(await failureOf(store.commit(broken))).toBeInstanceOf(Error)
    const missing = {
      upsert: [{ table: 'calls' as const, rows: [{ call_id: CALL }, { title: 'no id' }] }],
      marks: { users: '3' },
    }
    expect(await failureOf(store.commit(missing))).toBeInstanceOf(Error)
    expect(await store.mark('users')).toBe('1')
    await store.close()
    expect(await ask(folder, 'SELECT count(*) AS n FROM calls')).toEqual([{ n: '0' }])
  })

  it('gives back of the ledger what was put in: by id, by start, by what is due, and by month', async () => {
    const { folder } = await home()
    const store = await storeIn(folder)
    const first = entry('1', NOW - DAY_MS, { workspaceId: '9', fingerprint: 'a.b' })
    const second = entry('2', NOW - 40 * DAY_MS, { state: 'settled' })
    await store.commit({ ledger: [first, second, entry('3', NOW, { state: 'gone' })] })
    await store.commit({ ledger: [entry('3', NOW, { state: 'excluded', isPrivate: true })] })
    expect(await store.ledger.get(['1', 'unknown'])).toEqual([first])
    expect(await allOf(store.ledger.between(NOW - 40 * DAY_MS, NOW))).toEqual([second, first])
    expect(await store.ledger.due(NOW + 4, 'transcript', 9)).toEqual([])
    expect(await store.ledger.due(NOW + 5, 'transcript', 9)).toEqual([first])
    expect(await store.ledger.counts()).toEqual([
      {
        month: '2026-05',
        seen: 2,
        awaiting: { details: 0, transcript: 1, summary: 0, media: 0 },
        settled: 0,
        gone: 0,
        excluded: 1,
      },
      {
        month: '2026-04',
        seen: 1,
        awaiting: { details: 0, transcript: 0, summary: 0, media: 0 },
        settled: 1,
        gone: 0,
        excluded: 0,
      },
    ])
  })

  it('gives the lease to one run, until it runs out or is given back', async () => {
    const { folder } = await home()
    const lease = async (...wanted: Parameters<Store['lease']>) => {
      const store = await storeIn(folder)
      const has = await store.lease(...wanted)
      await store.close()
      return has
    }
    expect(await lease('a', NOW, NOW + 10)).toBe(true)
    expect(await lease('b', NOW + 9, NOW + 20)).toBe(false)
    expect(await lease('a', NOW + 9, NOW + 30)).toBe(true)
    expect(await lease('b', NOW + 30, NOW + 40)).toBe(true)
    expect(await lease('b', NOW + 31, NOW + 31)).toBe(true)
    expect(await lease('a', NOW + 32, NOW + 40)).toBe(true)
  })

  it('keeps others of the same process out while it is open', async () => {
    const { folder } = await home()
    const copy = await copyIn(folder)
    const store = await openDuckDbStore(copy)
    expect(await failureOf(openDuckDbStore(copy))).toMatchObject({
      kind: 'declined',
      message: expect.stringContaining(`is open in process ${process.pid}`),
    })
    await store.release()
    await (await openDuckDbStore(copy)).close()
  })

  it('is not made anew where it was deleted while a run goes on', async () => {
    const { folder } = await home()
    const copy = await copyIn(folder)
    const store = await openDuckDbStore(copy)
    await store.release()
    await rm(copy.path)
    expect(await failureOf(store.commit({ marks: { users: '1' } }))).toMatchObject({
      kind: 'local',
      message: `${copy.path} was moved or deleted while this ran`,
    })
    expect(await copy.files.open(copy.path)).toBeUndefined()
  })

  it('is looked at by several at once, and written by none of them', async () => {
    const { folder } = await home()
    const copy = await copyIn(folder)
    await (await storeIn(folder)).close()
    const [one, other] = [
      await openDuckDbStore({ ...copy, isRead: true }),
      await openDuckDbStore({ ...copy, isRead: true }),
    ]
    expect([await one.mark('schema_version'), await other.mark('schema_version')]).toEqual([
      `${SCHEMA_VERSION}`,
      `${SCHEMA_VERSION}`,
    ])
    expect(await failureOf(one.commit({ marks: { users: '1' } }))).toBeInstanceOf(Error)
    await one.close()
    await other.close()
  })

  it('waits for another process that has it open, and says which when it waits in vain', async () => {
    const { folder } = await home()
    const copy = await copyIn(folder)
    const held = Array.from(
      { length: 4 },
      () => new Error('IO Error: Could not set lock on file "x": held in /usr/bin/node (PID 7).'),
    )
    const open: DuckDbCopy['duckDb']['open'] = async (...how) => {
      const error = held.pop()
      if (error) throw error
      return await copy.duckDb.open(...how)
    }
    const waits: number[] = []
    const clock = { now: () => waits.length * 50, sleep: async (ms: number) => void waits.push(ms) }
    const taken = { ...copy, clock, duckDb: { ...copy.duckDb, open } }
    expect(await failureOf(openDuckDbStore({ ...taken, waitMs: 100 }))).toMatchObject({
      kind: 'declined',
      message: expect.stringContaining('process 7'),
    })
    await openDuckDbStore({ ...taken, waitMs: 100 })
    expect(waits).toEqual([50, 50, 50])
  })

  it('is whole when the disk fills in the middle of a change, which can be made again', async () => {
    const { folder } = await home()
    const copy = await copyIn(folder)
    const before = await openDuckDbStore(copy)
    await before.commit({ marks: { users: '1' } })
    await before.close()
    const open: DuckDbCopy['duckDb']['open'] = async (...how) => {
      const file = await copy.duckDb.open(...how)
      const run = file.connection.run.bind(file.connection)
      file.connection.run = async (sql, ...rest) => {
        if (sql === 'COMMIT') throw new Error('IO Error: Could not write file "x": No space left on device')
        return await run(sql, ...rest)
      }
      return file
    }
    const full = await openDuckDbStore({ ...copy, duckDb: { ...copy.duckDb, open } })
    const change = { ...details('First', ['Jo']), marks: { users: '2' } }
    expect(await failureOf(full.commit(change))).toMatchObject({
      kind: 'local',
      message: expect.stringContaining('is full'),
    })
    expect(await full.mark('users')).toBe('1')
    await full.close()
    const store = await openDuckDbStore(copy)
    await store.commit(change)
    expect(await store.mark('users')).toBe('2')
    await store.close()
  })

  it('is kept behind a link, also one to a file that is not there yet', async () => {
    const { folder } = await home()
    await mkdir(join(folder, 'data'))
    const copy = await copyIn(folder)
    await symlink('data/behind.duckdb', copy.path)
    for (const users of ['1', '2']) {
      const store = await openDuckDbStore(copy)
      await store.commit({ marks: { users } })
      await store.close()
    }
    const store = await openDuckDbStore({ ...copy, path: join(folder, 'data', 'behind.duckdb') })
    expect(await store.mark('users')).toBe('2')
    await store.close()
  })

  it('is for its owner alone', async () => {
    const { folder } = await home()
    const before = process.umask()
    await (await openDuckDbStore(await copyIn(join(folder, 'data')))).close()
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, 'data/gong.duckdb'))).mode & 0o777).toBe(0o600)
    expect(process.umask()).toBe(before)
  })

  it.each([
    ['a table of values', 'id,name\n1,Jo\n'.repeat(99)],
    ['a database of SQLite', `SQLite format 3\0${'\0'.repeat(4096)}`],
    ['an empty file', ''],
  ])('is not made of %s, which stays as it is', async (_, text) => {
    const { folder } = await home()
    const copy = await copyIn(folder, 'other.duckdb')
    await writeFile(copy.path, text)
    expect(await failureOf(openDuckDbStore(copy))).toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('is no DuckDB database'),
    })
    expect(await readFile(copy.path, 'utf8')).toBe(text)
  })

  it('leaves nothing of what took more memory than it may have, neither its own nor of a run that was killed', async () => {
    const { folder } = await home()
    const { duckDb, path } = await copyIn(folder)
    await mkdir(`${path}.tmp-killed`)
    await writeFile(join(`${path}.tmp-killed`, 'x.tmp'), 'said')
    const { connection, close } = await duckDb.open(path, { memory_limit: '20MB' })
    await connection.run("CREATE TEMP TABLE large AS SELECT range || repeat('x', 100) AS text FROM range(200000)")
    const spilled = async () => (await readdir(folder)).filter((name) => name.includes('.tmp'))
    const [own = '', ...others] = await spilled()
    expect(others).toEqual([])
    expect((await stat(join(folder, own))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(folder, own))).not.toEqual([])
    close()
    expect(await spilled()).toEqual([])
  })

  it('is not made of a database that is somebody else’s, nor of one of a newer version', async () => {
    const { folder } = await home()
    const foreign = await copyIn(folder, 'foreign.duckdb')
    const file = await foreign.duckDb.open(foreign.path, {})
    await file.connection.run('CREATE TABLE sales AS SELECT 1 AS id')
    file.close()
    const newer = await copyIn(folder, 'newer.duckdb')
    const store = await openDuckDbStore(newer)
    await store.commit({ marks: { schema_version: '99' } })
    await store.close()
    const [one, two] = [await bytesOf(foreign.path), await bytesOf(newer.path)]
    expect(await failureOf(openDuckDbStore(foreign))).toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('no copy of Gong'),
    })
    expect(await failureOf(openDuckDbStore(newer))).toMatchObject({
      kind: 'usage',
      hint: expect.stringContaining('npm install'),
    })
    expect([await bytesOf(foreign.path), await bytesOf(newer.path)]).toEqual([one, two])
  })

  it('keeps others out while it is written anew, however long that takes, and is soon free when that run dies', async () => {
    const { folder } = await home()
    const plain = await copyIn(folder)
    const clock = { nowMs: NOW }
    const open: typeof plain.duckDb.open = async (path, options) => {
      if (path.endsWith('.compact')) clock.nowMs += 10 * 60_000
      return await plain.duckDb.open(path, options)
    }
    const copyAt = (files = plain.files) => ({
      ...plain,
      ...{ files, duckDb: { ...plain.duckDb, open }, clock: { ...plain.clock, now: () => clock.nowMs } },
    })
    const taken: boolean[] = []
    const lease = async (afterMs: number) => {
      const other = await openDuckDbStore(copyAt())
      const nowMs = clock.nowMs + afterMs
      taken.push(await other.lease('other', nowMs, nowMs + 1000))
      await other.close()
    }
    const append: typeof plain.files.append = async (...given) => {
      // The new file is there, ten minutes later, and not yet in the place of the old one.
      await lease(0)
      return await plain.files.append(...given)
    }
    const store = await openDuckDbStore(copyAt({ ...plain.files, append }))
    await store.lease('purge', NOW, NOW + 60_000)
    await store.compact()
    await store.close()
    await lease(60_000)
    await lease(4 * 60_000)
    expect(taken).toEqual([false, false, true])
  })

  it.each(['old.duckdb', 'OLD_old.duckdb', 'system.duckdb'])(
    'is written anew whatever it is called: %s',
    async (name) => {
      const store = await openDuckDbStore(await copyIn((await home()).folder, name))
      await store.commit({ marks: { kept: 'yes' } })
      await store.compact()
      expect(await store.mark('kept')).toBe('yes')
      await store.close()
    },
  )

  it.each(['search.duckdb', 'Search.v2.duckdb', '.search.duckdb', 'data_cloud.db', 'information_schema'])(
    'is not made under a name that a schema has: %s',
    async (name) => {
      const copy = await copyIn((await home()).folder, name)
      expect(await failureOf(openDuckDbStore(copy))).toMatchObject({
        kind: 'usage',
        message: expect.stringContaining('a copy cannot be called'),
      })
      expect(await copy.files.open(copy.path)).toBeUndefined()
    },
  )

  it('is not opened by a link to such a name', async () => {
    const copy = await copyIn((await home()).folder, 'gong.duckdb')
    await symlink('search.duckdb', copy.path)
    expect(await failureOf(openDuckDbStore(copy))).toMatchObject({ kind: 'usage' })
  })

  it('stays open while it is needed again and again, for two seconds at most, and half a second after that', async () => {
    const copy = await copyIn((await home()).folder)
    const log: string[] = []
    const nothing = (): void => undefined
    const time = { ms: 0, isIdle: nothing }
    const duckDb: typeof copy.duckDb = {
      ...copy.duckDb,
      async open(...given) {
        const { connection, close } = await copy.duckDb.open(...given)
        log.push('open')
        return { connection, close: () => [log.push('close'), close()] }
      },
    }
    const later = (ms: number, run: () => void) => {
      expect(ms).toBe(500)
      time.isIdle = run
      return () => {
        time.isIdle = nothing
      }
    }
    const clock = { ...copy.clock, monotonicMs: () => time.ms, later }
    const store = await openDuckDbStore({ ...copy, duckDb, clock })
    const useAt = async (ms: number) => {
      time.ms = ms
      await store.mark('any')
      await store.rest()
    }
    await store.release()
    log.length = 0
    for (const ms of [0, 400, 800, 1999]) await useAt(ms)
    expect(log).toEqual(['open'])
    await useAt(2000)
    expect(log).toEqual(['open', 'close'])
    // Also where nobody says that it rests.
    await store.mark('any')
    time.isIdle()
    await store.mark('any')
    expect(log).toEqual(['open', 'close', 'open', 'close', 'open'])
    await store.close()
  })

  it('loses the index of words that an older version kept', async () => {
    const { folder } = await home()
    const { duckDb, path } = await copyIn(folder)
    await (await storeIn(folder)).close()
    const { connection, close } = await duckDb.open(path, {})
    await connection.run('CREATE SCHEMA search_index')
    await connection.run("CREATE TABLE search_index.words AS SELECT 'zebrafish' AS words")
    await connection.run("UPDATE sync_marks SET value = '4' WHERE name = 'schema_version'")
    close()
    await (await storeIn(folder)).close()
    expect(await ask(folder, "SELECT schema_name FROM duckdb_schemas() WHERE schema_name = 'search_index'")).toEqual([])
  })

  it('learns which transcripts have come from the rows of an older version, which forgot those that are awaited anew', async () => {
    const { folder } = await home()
    const { duckDb, path } = await copyIn(folder)
    await (await storeIn(folder)).close()
    const { connection, close } = await duckDb.open(path, {})
    for (const id of ['said', 'silent'])
      await connection.run(
        `INSERT INTO sync_ledger BY NAME (SELECT '${id}' AS call_id, TIMESTAMPTZ '2026-05-01' AS started, 'open' AS state,
           false AS is_private, TIMESTAMPTZ '2026-05-02' AS first_seen, TIMESTAMPTZ '2026-05-03' AS last_seen,
           ${['details', 'transcript', 'summary', 'media'].map((step) => `'waiting' AS ${step}_state, 0 AS ${step}_attempts`).join(', ')})`,
      )
    await connection.run(
      "INSERT INTO turns BY NAME (SELECT 'said' AS call_id, 0 AS turn, 1 AS sentences, 'Yes' AS text, ' yes ' AS folded)",
    )
    await connection.run("UPDATE sync_marks SET value = '5' WHERE name = 'schema_version'")
    close()
    const store = await storeIn(folder)
    const entries = await store.ledger.get(['said', 'silent'])
    await store.close()
    const came = new Map(entries.map(({ callId, steps }) => [callId, steps.transcript.doneMs]))
    expect(came.get('said')).toBe(Date.parse('2026-05-03'))
    expect(came.get('silent')).toBeUndefined()
  })

  it('breaks off what runs at Ctrl-C, takes no more, and gives its lease back', async () => {
    const { folder } = await home()
    const { store, interrupt } = await endlessCopy(folder)
    expect(await store.lease('ours', NOW, NOW + 60_000)).toBe(true)
    expect(await failureOf(store.find('calls', ['title'], 'x', ['call_id']))).toBe(interrupt)
    expect(await failureOf(store.commit({ marks: { late: 'yes' } }))).toBe(interrupt)
    expect(await failureOf(store.lease('ours', NOW, NOW + 60_000))).toBe(interrupt)
    await store.lease('ours', NOW, NOW)
    await store.close()
    const theirs = await storeIn(folder)
    expect(await theirs.lease('theirs', NOW, NOW + 1)).toBe(true)
    await theirs.close()
    expect(await ask(folder, "SELECT count(*)::TEXT AS late FROM sync_marks WHERE name = 'late'")).toEqual([
      { late: '0' },
    ])
  })

  it('comes from an older version by its own statements, and keeps what it has', async () => {
    const { folder } = await home()
    const copy = await copyIn(folder)
    const store = await openDuckDbStore(copy)
    await store.commit({ ...details('Kept', []), marks: { old: 'yes' } })
    await store.close()
    const file = await copy.duckDb.open(copy.path, {})
    await file.connection.run('DROP TABLE flows')
    await migrate(file.connection, copy, {
      version: SCHEMA_VERSION + 1,
      migrations: { [SCHEMA_VERSION]: ["UPDATE sync_marks SET name = 'new' WHERE name = 'old'"] },
    })
    file.close()
    expect(await ask(folder, 'SELECT name, value FROM sync_marks ORDER BY name')).toEqual([
      { name: 'new', value: 'yes' },
      { name: 'schema_version', value: `${SCHEMA_VERSION + 1}` },
    ])
    expect(
      await ask(folder, 'SELECT (SELECT title FROM calls) AS title, (SELECT count(*) FROM flows) AS flows'),
    ).toEqual([{ title: 'Kept', flows: '0' }])
  })
})

describe('the views of a copy', () => {
  it('have the columns that the schema says, also where nothing is there yet', async () => {
    const { folder } = await home()
    await (await storeIn(folder)).close()
    for (const [name, { columns }] of Object.entries(views)) {
      const found = await ask(folder, `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${name})`)
      expect([name, found]).toEqual([
        name,
        Object.entries(columns).map(([column, { type }]) => ({ name: column, type: duckDbTypes[type] })),
      ])
    }
  })

  it('tell who spoke how long, a week of a rep, the calls of an account, and teams in a circle', async () => {
    const { folder } = await home()
    const store = await storeIn(folder)
    const call = (id: string, started: string) => ({
      metaData: { id, title: id, started, duration: 1800, primaryUserId: '1', scope: 'External' },
      context: [
        {
          system: 'Salesforce',
          objects: [{ objectType: 'Account', objectId: 'A', fields: [{ name: 'Name', value: 'Acme' }] }],
        },
      ],
      parties: [
        { id: 'p1', userId: '1', speakerId: 's1', affiliation: 'Internal', name: 'Jo' },
        { id: 'p2', speakerId: 's2', affiliation: 'External' },
      ],
    })
    const said = (speakerId: string, start: number, end: number) => ({
      speakerId,
      sentences: [{ start, end, text: 'Yes.' }],
    })
    await store.commit(
      changeOf('listCallsExtensive', [call('c1', '2026-05-04T09:00:00Z'), call('c2', '2026-05-06T21:00:00Z')]),
    )
    const twice = {
      speakerId: 's2',
      topic: 'A "price"',
      sentences: [...said('s2', 3000, 3500).sentences, ...said('s2', 3500, 4000).sentences],
    }
    const transcript = [said('s1', 0, 3000), twice, said('s1', 4000, 4500)]
    await store.commit(changeOf('getCallTranscripts', [{ callId: 'c1', transcript }]))
    const managers = { 1: '2', 2: '3', 3: '2' }
    await store.commit(
      changeOf(
        'listUsers',
        Object.entries(managers).map(([id, managerId]) => ({ id, managerId, firstName: 'Jo', lastName: 'May' })),
      ),
    )
    await store.close()
    expect(
      await ask(
        folder,
        'SELECT speaker_id, turns::INT AS turns, talk_seconds, round(talk_ratio, 3) AS ratio FROM talk_ratio ORDER BY 1',
      ),
    ).toEqual([
      { speaker_id: 's1', turns: 2, talk_seconds: 3.5, ratio: 0.778 },
      { speaker_id: 's2', turns: 1, talk_seconds: 1, ratio: 0.222 },
    ])
    expect(
      await ask(
        folder,
        "SET TimeZone = 'UTC'; SELECT name, week, calls_hosted::INT AS n, call_hours, round(talk_ratio, 3) AS r FROM rep_week",
      ),
    ).toEqual([{ name: 'Jo May', week: '2026-05-04', n: 2, call_hours: 1, r: 0.778 }])
    expect(
      await ask(folder, 'SELECT account_name, call_id, days_since_last FROM account_timeline ORDER BY started'),
    ).toEqual([
      { account_name: 'Acme', call_id: 'c1', days_since_last: null },
      { account_name: 'Acme', call_id: 'c2', days_since_last: 2.5 },
    ])
    expect(
      await ask(
        folder,
        "SELECT host_name, account_name, internal_parties::INT AS i, external_parties::INT AS e, sentences::INT AS s FROM calls_wide WHERE call_id = 'c1'",
      ),
    ).toEqual([{ host_name: 'Jo May', account_name: 'Acme', i: 1, e: 1, s: 4 }])
    expect(await ask(folder, 'SELECT manager_id, user_id, depth::INT AS depth FROM teams ORDER BY ALL')).toEqual([
      { manager_id: '2', user_id: '1', depth: 1 },
      { manager_id: '2', user_id: '3', depth: 1 },
      { manager_id: '3', user_id: '1', depth: 2 },
      { manager_id: '3', user_id: '2', depth: 1 },
    ])
    expect(
      await ask(
        folder,
        "SELECT conversation_key, workspace_ids, is_deleted FROM data_cloud.conversations WHERE conversation_id = 'c1'",
      ),
    ).toEqual([{ conversation_key: 'call-c1', workspace_ids: '[null]', is_deleted: false }])
    const c1 = "WHERE conversation_key = 'call-c1'"
    expect(
      await ask(folder, `SELECT speaker_id, affiliation FROM data_cloud.conversation_participants ${c1} ORDER BY 1`),
    ).toEqual([
      { speaker_id: 's1', affiliation: 'company' },
      { speaker_id: 's2', affiliation: 'non_company' },
    ])
    const [spoken] = await ask(folder, `SELECT transcript::TEXT AS transcript FROM data_cloud.call_transcripts ${c1}`)
    expect(JSON.parse(String(spoken?.transcript))).toEqual(transcript.map((turn) => ({ topic: null, ...turn })))
  })

  it('calls hosts as the parties of calls do, where users were not synced', async () => {
    const { folder } = await home()
    const store = await storeIn(folder)
    await store.commit(
      changeOf('listCallsExtensive', [
        {
          metaData: { id: '9', started: '2026-05-04T09:00:00Z', duration: 60, primaryUserId: '1' },
          parties: [{ userId: '1', name: 'Jo May', emailAddress: 'jo@us.example' }],
        },
      ]),
    )
    await store.close()
    const found = { name: 'Jo May', email: 'jo@us.example' }
    expect(await ask(folder, 'SELECT name, email FROM rep_week')).toEqual([found])
    expect(await ask(folder, 'SELECT host_name AS name, host_email AS email FROM calls_wide')).toEqual([found])
  })
})
