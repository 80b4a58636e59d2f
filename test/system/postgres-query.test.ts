import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPostgres } from '../../src/platform/node/postgres.ts'
import { home, KEYS, NOW, type Ran, run } from '../run.ts'
import { freshEnv, gong } from '../support/built-tool.ts'
import { REFUSED_BY_POSTGRES } from '../support/postgres-attacks.ts'
import { postgresPrograms, startPostgres } from '../support/postgres-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const programs = postgresPrograms()
const server = programs === undefined ? undefined : startPostgres(programs)
let url = ''

beforeAll(async () => {
  if (server === undefined) return
  url = await server.database('shared')
  await server.ask(url, 'CREATE SCHEMA sales')
  await server.ask(url, "CREATE FUNCTION public.harmful() RETURNS int LANGUAGE sql AS 'select 1'")
})
afterAll(() => server?.stop())

/** A machine of its own, whose copy is in the database. */
async function machine(): Promise<(words: readonly string[], now?: number) => Promise<Ran>> {
  const { folder, env } = await home()
  const all = { ...KEYS, ...env, GONG_DATA_DIR: folder }
  return (words, now = NOW) =>
    run(words, { env: all, calls: 40, now, connectPostgres: (to) => connectPostgres(to, {}) })
}

describe.skipIf(server === undefined && process.env.CI === undefined)('a copy in PostgreSQL, by command lines', () => {
  if (server === undefined) return it('is tested with a PostgreSQL', () => expect(server).toBeDefined())

  it('is filled by one machine, and found whole by another', async () => {
    const [one, two] = [await machine(), await machine()]
    const first = await one(['sync', 'calls', 'transcripts', '--into', url])
    expect({ exit: first.exit, err: first.err }).toMatchObject({ exit: 0 })
    const status = await two(['sync', 'status', '--into', url, '-f', 'csv', '--fields', 'month,calls'])
    expect(status.out).toBe('month,calls\n2026-05,4\n2026-04,7\n2026-03,7\n2026-02,2\n')
    const again = await two(['sync', 'calls', 'transcripts', '--into', url], NOW + 60_000)
    expect(again.exit).toBe(0)
    // Besides, each machine asks once which company it is.
    expect(again.sent.filter((line) => line.startsWith('POST'))).toEqual(Array(2).fill('POST /v2/calls/extensive'))
    const check = await two(['sync', 'check', '--into', url, '--sample', '100%'], NOW + 60_000)
    expect({ exit: check.exit, err: check.err }).toMatchObject({ exit: 0 })
  })

  it('has the hits that a copy in DuckDB has', async () => {
    const folder = await machine()
    await folder(['sync', 'calls', 'transcripts', '--into', url])
    await folder(['sync', 'calls', 'transcripts'])
    const words = [
      ['the', '--limit', '3'],
      ['"we"', 'th*', '--from', '30d'],
      ['/pric(e|ing)/', '--speaker', 'external'],
      ['the', '--speaker', 'internal', '--user', 'a', '--account', 'e', '--limit', '5'],
      ['the', '--tracker', 'pric', '--topic', 'pric'],
    ]
    for (const line of words) {
      const hits = async (...where: string[]) => {
        const { exit, out, err, sent } = await folder(['search', ...line, ...where, '-f', 'jsonl'])
        expect({ exit, err, sent }).toMatchObject({ exit: 0, sent: [] })
        return { out, told: /\d+ calls searched.*/.exec(err)?.[0] }
      }
      const inDuckDb = await hits()
      expect(inDuckDb.out).not.toBe('')
      expect(await hits('--in', url)).toEqual(inDuckDb)
    }
  }, 60_000)

  it('is published beside it in the same line, as Parquet and as texts, and changed parts alone the next time', async () => {
    const folder = emptyFolder()
    const [lake, texts] = [`parquet:${folder}/lake`, `folder:${folder}/texts`]
    const ask = await machine()
    const line = ['sync', 'calls', 'transcripts', '--into', url, '--into', lake, '--into', texts]
    const first = await ask(line)
    expect({ exit: first.exit, err: first.err }).toMatchObject({ exit: 0 })
    const sql = 'select call_id, started, is_private, duration_seconds, title, raw from calls order by call_id'
    const rows = async (place: string) => (await ask(['query', sql, '--in', place, '-f', 'jsonl'])).out
    expect(await rows(lake)).toBe(await rows(url))
    expect((await rows(lake)).split('\n').length).toBeGreaterThan(20)
    expect(readdirSync(join(folder, 'texts')).filter((name) => name.endsWith('.md')).length).toBeGreaterThan(10)
    const again = await ask(line, NOW + 60_000)
    expect(again.err).toMatch(/lake: \d files? written with \d+ rows, \d\d+ unchanged/)
    expect(again.err).toContain('texts: 0 files written')
    expect(readdirSync(join(folder, 'lake'))).not.toContain('.copy.duckdb')
    const two = await ask(['sync', '--into', url, '--into', `${folder}/b.duckdb`])
    expect([two.exit, two.sent, two.err]).toEqual([2, [], expect.stringContaining('names two copies')])
  }, 60_000)

  it('answers as one in DuckDB does: types, names of columns, parameters, views', async () => {
    const ask = await machine()
    const sql = `select 9007199254740993::bigint as big, 0.5::numeric as half, true as yes, '{"n": 12345678901234567890}'::json as j,
      timestamptz '2026-05-19 14:00:00.5+02' as at, 1 as same, 2 as same, null as nothing, $who as who, 'a $who -- b' as text`
    const { out, exit, err, sent } = await ask(['query', sql, '--set', 'who=Ana', '--in', url])
    expect({ exit, err, sent }).toMatchObject({ exit: 0, sent: [] })
    expect(out).toContain('"j":{"n":"12345678901234567890"}')
    expect(JSON.parse(out)).toMatchObject([
      {
        big: '9007199254740993',
        half: 0.5,
        yes: true,
        at: '2026-05-19T12:00:00.5Z',
        same: 1,
        same_1: 2,
        nothing: null,
        who: 'Ana',
      },
    ])
    const instant = "'2026-05-04T09:00:00+02:00'"
    const times = `select ${instant}::text as started, ${instant}::timestamptz as x`
    expect((await ask(['query', times, '--in', url, '-f', 'csv', '--utc'])).out).toBe(
      'started,x\n2026-05-04T09:00:00+02:00,2026-05-04T07:00:00.000Z\n',
    )
    const months =
      "select date_trunc('month', started)::date as month, count(*) as calls from calls group by 1 order by 1 desc"
    expect((await ask(['query', months, '--in', url, '-f', 'csv'])).out).toMatch(/^month,calls\n2026-05-01,4\n/)
    for (const view of [
      'calls_wide',
      'rep_week',
      'talk_ratio',
      'teams',
      'data_cloud.call_transcripts',
      'data_cloud.calls',
      'data_cloud.conversation_participants',
      'data_cloud.conversations',
    ])
      expect((await ask(['query', `select * from ${view}`, '--in', url])).exit).toBe(0)
  })

  it('refuses whatever is more than a row, and stays as it is', async () => {
    const ask = await machine()
    const before = await server.ask(url, 'SELECT count(*) FROM gong.calls')
    const passed: unknown[] = []
    for (const sql of REFUSED_BY_POSTGRES) {
      const { exit, out } = await ask(['query', sql, '--in', url])
      if (exit !== 2) passed.push({ sql, exit, out })
    }
    expect(passed).toEqual([])
    expect(await server.ask(url, 'SELECT count(*) FROM gong.calls')).toEqual(before)
  })

  it('names the place of a fault in what was typed', async () => {
    const ask = await machine()
    const faults = [
      ['select titel from calls where title = $x', 'line 1, column 8, at titel', 'title'],
      ['select $x::text,\n  nothing from calls', 'line 2, column 3, at nothing', ''],
      ['select é, $x::int from calls', 'line 1, column 8, at é', ''],
      ['select $x::text, $y', 'parameter $y', '--set'],
      ["select 'a'::int, $x::text", 'invalid input syntax', ''],
    ] as const
    for (const [sql, place, meant] of faults) {
      const { exit, err } = await ask(['query', sql, '--set', 'x=1', '--in', url])
      expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(place) })
      expect(err).toContain(meant)
    }
  })

  it('is read by whoever may only read, and says what others lack', async () => {
    await server.ask(url, 'CREATE ROLE reader LOGIN')
    const asReader = server.urlAs('reader', url)
    const ask = await machine()
    const refused = await ask(['query', 'select count(*) as n from calls', '--in', asReader])
    expect(refused).toMatchObject({ exit: 2, err: expect.stringContaining('GRANT USAGE ON SCHEMA gong TO "reader"') })
    await server.ask(url, 'GRANT USAGE ON SCHEMA gong TO reader')
    await server.ask(url, 'GRANT SELECT ON ALL TABLES IN SCHEMA gong TO reader')
    expect((await ask(['query', 'select count(*) as n from calls', '--in', asReader, '-f', 'csv'])).out).toBe('n\n20\n')
    const secret = await ask(['query', 'select 1', '--in', 'postgres://me:hunter2@/shared'])
    expect(secret).toMatchObject({ exit: 2, err: expect.stringContaining('.pgpass') })
    expect(secret.err).not.toContain('hunter2')
    const none = await ask(['query', 'select 1', '--in', url.replace('/shared?', '/postgres?')])
    expect(none).toMatchObject({ exit: 2, err: expect.stringContaining('no copy in database postgres') })
  })

  it('is synced by one of two processes at once', async () => {
    const shared = await server.database('two')
    const line = ['sync', 'calls', '--sandbox', '--into', shared, '--since', '3d']
    const ended = await Promise.all([gong(line, { env: freshEnv() }), gong(line, { env: freshEnv() })])
    // The other one ends with 9, or comes when the first is through.
    expect(ended.filter(({ exit }) => exit !== 0 && exit !== 9)).toEqual([])
    expect(ended.some(({ exit }) => exit === 0)).toBe(true)
    const counts = await server.ask(shared, 'SELECT count(*), count(DISTINCT call_id) FROM gong.calls')
    const ledger = await server.ask(shared, 'SELECT count(*), count(DISTINCT call_id) FROM gong.sync_ledger')
    expect(counts).toEqual(ledger)
    expect(Number(counts[0]?.[0])).toBeGreaterThan(0)
  })
})
