import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import type { Json } from '../../../src/lib/rows.ts'
import { loadDuckDb } from '../../../src/platform/node/duckdb.ts'
import { openDuckDbStore } from '../../../src/store/duckdb/duckdb-store.ts'
import { DUCKDB_PACKAGE } from '../../../src/store/duckdb/install-hint.ts'
import { openReader } from '../../../src/store/query/open-reader.ts'
import type { SqlReader } from '../../../src/store/query/sql-reader.ts'
import { changeOf } from '../../../src/store/rows/change-of.ts'
import { ABOUT, run, type Setting } from '../../run.ts'
import { copyIn, storeIn } from '../../support/duckdb-copy.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gong-test-'))
  const store = await storeIn(folder)
  await store.commit(
    changeOf('listCallsExtensive', [
      {
        metaData: {
          id: '7782342274025937895',
          title: 'Émile & Co',
          started: '2026-05-01T23:30:00-07:00',
          duration: 61,
          odd: { deep: [1] },
        },
      },
      { metaData: { id: '7782342274025937896', title: '=1+1', started: '2026-05-02T09:00:00.5Z', duration: 600 } },
    ]),
  )
  await store.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const query = (words: readonly string[], setting: Setting = {}) =>
  run(['query', ...words], {
    ...setting,
    env: {
      GONG_DATA_DIR: folder,
      GONG_CONFIG_DIR: join(folder, 'config'),
      GONG_STATE_DIR: join(folder, 'state'),
      ...setting.env,
    },
  })

const EXACT: readonly (readonly [sql: string, json: Json])[] = [
  ['9007199254740993::BIGINT', '9007199254740993'],
  ['42::HUGEINT', 42],
  ['170141183460469231731687303715884105727::HUGEINT', '170141183460469231731687303715884105727'],
  ['12.30::DECIMAL(18,2)', 12.3],
  ['12345678901234567.89::DECIMAL(38,2)', '12345678901234567.89'],
  ['-0.05::DECIMAL(4,2)', -0.05],
  ["'nan'::DOUBLE", 'NaN'],
  ['1e400', 'Infinity'],
  ['-1e400', '-Infinity'],
  ["1e400 || ':-Infinity,\"Infinity'", 'inf:-Infinity,"Infinity'],
  ["TIMESTAMP '1969-12-31 23:59:59.999999'", '1969-12-31T23:59:59.999999'],
  ["TIMESTAMPTZ '2026-05-19 12:00:00+02'", '2026-05-19T10:00:00Z'],
  ["'infinity'::TIMESTAMPTZ", 'infinity'],
  ["DATE '2026-05-19'", '2026-05-19'],
  ['[1, NULL, 9007199254740993]', [1, null, '9007199254740993']],
  ["{'a': 1, 'b': {'c': DATE '2026-05-19'}}", { a: 1, b: { c: '2026-05-19' } }],
  ["MAP {'k': 1.5, 'l': NULL}", { k: 1.5, l: null }],
  ['MAP {1: true}', { 1: true }],
  [`'{"id": 9007199254740993}'::JSON`, { id: '9007199254740993' }],
  ['\'{"a": 1}\'::VARCHAR', '{"a": 1}'],
  ['NULL', null],
  ["'x'::BLOB", 'x'],
  ['true', true],
  ["INTERVAL '90 minutes'", '01:30:00'],
  ["'a'::ENUM('a', 'b')", 'a'],
  ['array_value(1, 2)', [1, 2]],
  ['union_value(n := 7)', 7],
]

/** Attempts at whatever is not a row of the copy. */
const REFUSED = [
  "attach ':memory:' as m",
  "copy calls to 'x.csv'",
  "copy (select 1) to '/dev/stdout'",
  'install httpfs',
  "load '/tmp/x.so'",
  'pragma version',
  'set threads = 1',
  'reset threads',
  'set variable x = 1',
  "export database 'x'",
  "import database 'x'",
  'create temp table z as select 1',
  'create temp macro f() as 1',
  "insert into calls (call_id) values ('1')",
  'delete from calls',
  'drop table calls',
  'update calls set title = NULL',
  'call duckdb_settings()',
  'checkpoint',
  'vacuum',
  'begin',
  'use memory',
  'detach gong',
  'explain analyze select 1',
  'prepare q as select 1',
  'create secret s (type s3)',
  'select 1; drop table calls',
  "select * from read_csv('/etc/passwd')",
  "select * from read_text('/etc/passwd')",
  "select * from read_blob('/etc/passwd')",
  "select * from '/etc/passwd'",
  "select * from 'x.csv'",
  "select * from glob('/*')",
  "select * from parquet_scan('x')",
  "select * from sniff_csv('/etc/passwd')",
  "select * from query('select 1')",
  "select * from query_table('duckdb_settings')",
  "select * from json_execute_serialized_sql('{}')",
  'select * from duckdb_settings()',
  'select * from DUCKDB_SETTINGS()',
  'select * from "duckdb_databases"',
  'from duckdb_secrets()',
  'select * from pragma_database_list',
  'select * from pg_catalog.pg_settings',
  "select current_setting('access_mode')",
  "select Current_Setting('temp_directory')",
  'select (select [x -> current_setting(x)])',
  'select 1 where exists (with t as (from duckdb_settings()) select * from t)',
  'select * from calls where title in (select value from duckdb_settings())',
  "select list_transform(['access_mode'], x -> current_setting(x))",
  'show databases',
  "select write_log('x')",
  "select getenv('HOME')",
  'values (1) union all select count(*) from pragma_database_list',
]

const ALLOWED = [
  'show tables',
  'describe calls',
  'summarize calls',
  'from calls',
  'values (1)',
  'select * from range(3)',
  'with a as (select 1 as n) select * from a',
]

async function openCopy(): Promise<SqlReader> {
  const { files, clock } = await copyIn(folder)
  const context = {
    files,
    clock,
    loadDuckDb: () => loadDuckDb({ amongPackages: true, folders: [] }),
    connectPostgres: () => Promise.reject(new Error('this test has no PostgreSQL')),
    env: { GONG_DATA_DIR: folder },
    interrupted: new AbortController().signal,
  }
  return await openReader(undefined, {
    context,
    say: async () => undefined,
    form: 'npm package',
    lockWaitMs: 0,
    zone: 'UTC',
  })
}

/** The kind of failure that a query ends with. */
async function failureOf(reader: SqlReader, sql: string): Promise<string | undefined> {
  try {
    for await (const _ of reader.query({ sql, given: new Map(), nested: true }));
    return undefined
  } catch (error) {
    return error instanceof Failure ? error.kind : String(error)
  }
}

describe('gong query', () => {
  it('answers from the copy alone, with ids digit for digit and instants in UTC', async () => {
    const { exit, out, sent, err } = await query(['select call_id, started, duration_seconds from calls order by 1'])
    expect({ exit, sent, err }).toEqual({ exit: 0, sent: [], err: expect.not.stringContaining('profile') })
    expect(JSON.parse(out)).toEqual([
      { call_id: '7782342274025937895', started: '2026-05-02T06:30:00Z', duration_seconds: 61 },
      { call_id: '7782342274025937896', started: '2026-05-02T09:00:00.5Z', duration_seconds: 600 },
    ])
  })

  it('writes every type exactly', async () => {
    const { out, err } = await query([`select ${EXACT.map(([sql], at) => `${sql} as v${at}`).join(', ')}`])
    expect(err).not.toContain('error')
    expect(JSON.parse(out)).toEqual([Object.fromEntries(EXACT.map(([, value], at) => [`v${at}`, value]))])
  })

  it('nests a column of JSON in JSON, and has it as one cell in a table of values', async () => {
    const one = 'select raw from calls where duration_seconds = 61'
    expect(JSON.parse((await query([one])).out)[0].raw.metaData.odd).toEqual({ deep: [1] })
    expect((await query([one, '-f', 'csv'])).out.split('\n')[0]).toBe('raw')
  })

  it('keeps a spreadsheet from running a title, and draws a chart', async () => {
    const { out } = await query(['select title, duration_seconds from calls order by 2 desc', '-f', 'csv'])
    expect(out).toBe(
      "title,duration_seconds\r\n'=1+1,600\r\nÉmile & Co,61\r\n".replaceAll('\r', out.includes('\r') ? '\r' : ''),
    )
    expect((await query(['select title, duration_seconds from calls order by 2', '--chart'])).out).toContain('█')
  })

  it('takes parameters, whose types the query decides', async () => {
    const sql =
      'select title from calls where call_id = $call and duration_seconds > $over and started >= $from::timestamptz'
    const { out, err } = await query([
      sql,
      '--set',
      'call=7782342274025937895',
      '--set',
      'over=60',
      '--set',
      'from=2026-05-01',
    ])
    expect(err).not.toContain('error')
    expect(JSON.parse(out)).toEqual([{ title: 'Émile & Co' }])
  })

  it.each([
    [['select $cal', '--set', 'call=1'], '--set call', '--set cal='],
    [['select $call'], 'parameter $call', '--set'],
    [['select * from calls where duration_seconds > $n', '--set', 'n=ten'], 'a whole number', ''],
    [['select ?'], 'has a name', '--set call='],
    [['select 1', '--set', 'x'], 'name=value', ''],
  ])('says what is wrong with the parameters of %j', async (words, message, hint) => {
    const { exit, err } = await query(words)
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(message) })
    expect(err).toContain(hint)
  })

  it.each([
    ['select titel from calls', 'line 1, column 8, at titel', 'title'],
    ['select é,\n  titel from calls', 'line 1, column 8, at é', ''],
    ["select 'é',\n  titel from calls", 'line 2, column 3, at titel', 'title'],
    ['select * from cals', 'line 1, column 15, at cals', 'calls'],
    ['select * form calls', 'line 1, column 15, at calls', ''],
    ['select mx(duration_seconds) from calls', 'line 1, column 8, at mx', ''],
    ['select title::int from calls', 'line 1, column 13', ''],
    ['select (1', 'line 1', ''],
    ['/* nothing */', 'there is no SQL', ''],
  ])('names the place of the fault in %j', async (sql, place, near) => {
    const { exit, err } = await query([sql])
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(place) })
    expect(err).toContain(near)
  })

  it('refuses whatever is not a row of the copy, which stays as it is', async () => {
    const before = await readFile(join(folder, 'gong.duckdb'))
    const reader = await openCopy()
    for (const sql of REFUSED) expect([sql, await failureOf(reader, sql)]).toEqual([sql, 'usage'])
    for (const sql of ALLOWED) expect([sql, await failureOf(reader, sql)]).toEqual([sql, undefined])
    await reader.close()
    expect(before.equals(await readFile(join(folder, 'gong.duckdb')))).toBe(true)
  })

  it('reads the SQL of a file and of stdin, and stops after --limit', async () => {
    const file = join(folder, 'sales.sql')
    await writeFile(file, '-- all\nselect 1 as n;\n')
    expect(JSON.parse((await query(['--file', file])).out)).toEqual([{ n: 1 }])
    expect(JSON.parse((await query(['-'], { stdin: 'select 2 as n' })).out)).toEqual([{ n: 2 }])
    expect((await query(['select range as n from range(100000000)', '--limit', '3', '-f', 'jsonl'])).out).toBe(
      '{"n":0}\n{"n":1}\n{"n":2}\n',
    )
    expect((await query(['select 1', '--file', file])).exit).toBe(2)
  })

  it('takes for times what the database calls so, whatever the name of a column', async () => {
    const at = '2026-05-04T09:00:00+02:00'
    const sql = `select '${at}' as started, TIMESTAMPTZ '${at}' as x, {'b': TIMESTAMPTZ '${at}'} as s, DATE '2026-05-04' as d`
    const shown = (words: string) => query([sql, ...words.split(' '), '--fields', 'started,x,d'], { terminal: true })
    expect((await shown('-f table --tz America/New_York')).out).toContain(`${at}  2026-05-04 03:00  2026-05-04\n`)
    expect((await query([sql, '-f', 'csv', '--utc', '--sort', 'x'])).out).toBe(
      `started,x,s.b,d\n${at},2026-05-04T07:00:00.000Z,2026-05-04T07:00:00.000Z,2026-05-04\n`,
    )
    expect(JSON.parse((await query([sql])).out)[0]).toMatchObject({ started: at, x: '2026-05-04T07:00:00Z' })
  })

  it('begins days in the zone that is asked for', async () => {
    const day = "select strftime(date_trunc('day', started), '%d') as day from calls where duration_seconds = 61"
    expect(JSON.parse((await query([day, '--tz', 'America/Los_Angeles'])).out)).toEqual([{ day: '01' }])
    expect(JSON.parse((await query([day, '--tz', 'UTC'])).out)).toEqual([{ day: '02' }])
    expect((await query([day, '--tz', 'Mars'])).exit).toBe(2)
  })

  it('ends a query that takes too long at Ctrl-C', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Failure('interrupted', 'interrupted')), 50)
    const { exit } = await query(
      ['select count(*) from range(100000000) a, range(100000) b where a.range * b.range % 7 = 3'],
      { interrupted: controller.signal },
    )
    expect(exit).toBe(130)
  })

  it('is answered in little memory, and in more where it cannot be', async () => {
    const limits: (string | undefined)[] = []
    /** The little is made less, so that a small question takes more. */
    const less = async () => {
      const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
      if (duckDb === undefined) return undefined
      const open: typeof duckDb.open = (path, { memory_limit: limit, ...options }) => {
        limits.push(limit)
        return duckDb.open(path, { ...options, ...(limit !== undefined && { memory_limit: '16MB' }) })
      }
      return { ...duckDb, open }
    }
    const ask = async (sql: string) => {
      limits.length = 0
      return { answer: await query([sql, '-f', 'jsonl'], { loadDuckDb: less }), limits: [...limits] }
    }
    const small = await ask('select count(*) as n from calls')
    expect({ out: small.answer.out, limits: small.limits }).toEqual({ out: '{"n":2}\n', limits: ['256MB'] })
    const large = await ask("select length(string_agg(repeat('x', 1000), '')) as n from range(40000)")
    expect({ out: large.answer.out, limits: large.limits }).toEqual({
      out: '{"n":40000000}\n',
      limits: ['256MB', undefined],
    })
  })

  it('lists what a copy holds, without one', async () => {
    const elsewhere = { env: { GONG_DATA_DIR: join(folder, 'none') }, loadDuckDb: async () => undefined }
    const { out, exit } = await query(['--schema', 'parties', '-f', 'jsonl'], elsewhere)
    expect(exit).toBe(0)
    expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({
      table: 'parties',
      column: 'call_id',
      type: 'text',
      key: true,
      operation: 'listCallsExtensive',
    })
    expect((await query(['--schema', 'partys'])).err).toContain('gong query --schema parties')
  })

  it.each([
    ['select 1; delete from calls', 'DELETE is none'],
    ["copy calls to 'x.csv'", 'COPY is none'],
  ])('says which statement of %s it refuses', async (sql, said) => {
    expect((await query([sql])).err).toContain(said)
  })

  it('says what to type where there is no copy, no DuckDB, or another file', async () => {
    expect((await query(['select 1'], { env: { GONG_DATA_DIR: join(folder, 'none') } })).err).toContain('gong sync')
    const without = { loadDuckDb: async () => undefined }
    expect((await query(['select 1'], without)).err).toContain(`npm install -g ${DUCKDB_PACKAGE}`)
    const about = { ...ABOUT, install: () => ({ ...ABOUT.install(), form: 'executable' as const }) }
    expect((await query(['select 1'], { ...without, about })).err).toContain(
      `tar -xzf gong-*-duckdb-*.tar.gz -C ${folder}`,
    )
    await writeFile(join(folder, 'x.csv'), 'a,b\n1,2\n')
    expect(await query(['select 1', '--in', join(folder, 'x.csv')])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('no DuckDB database'),
    })
    expect(await query(['select 1', '--in', 's3://lake/gong'])).toMatchObject({ exit: 2 })
  })

  it('asks for the very DuckDB that the tests have', async () => {
    const { devDependencies, peerDependencies } = JSON.parse(await readFile('package.json', 'utf8'))
    const [name, version] = DUCKDB_PACKAGE.split(/(?<=.)@/)
    expect([devDependencies, peerDependencies].map((all) => all[String(name)])).toEqual([version, version])
  })

  it('refuses a copy of a newer version', async () => {
    const copy = await copyIn(folder, 'newer.duckdb')
    const store = await openDuckDbStore(copy)
    await store.commit({ marks: { schema_version: '99' } })
    await store.close()
    expect(await query(['select 1', '--in', copy.path])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('newer gong'),
    })
  })
})
