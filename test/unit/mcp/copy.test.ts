import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { onAbort } from '../../../src/lib/on-abort.ts'
import { once } from '../../../src/lib/once.ts'
import { rowsIn, textsIn } from '../../../src/lib/rows.ts'
import type { DuckDb } from '../../../src/platform/duckdb.ts'
import { loadDuckDb } from '../../../src/platform/node/duckdb.ts'
import { home, KEYS, NOW, run, type Setting } from '../../run.ts'
import { callTool } from '../../support/mcp-answers.ts'
import { type Connected, connect } from '../../support/mcp-client.ts'

const CALLS = 300

/** On this clock no deadline ever comes; `ended` when nothing waits for one any more. */
function endlessClock() {
  let hasEnded: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    hasEnded = resolve
  })
  const sleep = (_: number, signal = new AbortController().signal) =>
    new Promise<void>((_resolve, reject) => {
      onAbort(signal, () => {
        hasEnded()
        reject(signal.reason)
      })
    })
  return { clock: { now: () => NOW, sleep }, ended }
}

/** DuckDB, which tells of a statement that it runs. */
async function watchedDuckDb(isMeant: (sql: string) => boolean, hasBegun: () => void): Promise<DuckDb | undefined> {
  const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
  if (duckDb === undefined) return undefined
  return {
    ...duckDb,
    async open(...given) {
      const { connection, close } = await duckDb.open(...given)
      const extract = connection.extractStatements.bind(connection)
      connection.extractStatements = async (sql) => {
        const statements = await extract(sql)
        const prepare = statements.prepare.bind(statements)
        statements.prepare = async (at) => {
          const statement = await prepare(at)
          const stream = statement.stream.bind(statement)
          statement.stream = () => {
            const streaming = stream()
            if (isMeant(sql)) hasBegun()
            return streaming
          }
          return statement
        }
        return statements
      }
      return { connection, close }
    },
  }
}

async function withCopy(setting: Setting = { clock: endlessClock().clock }): Promise<Connected> {
  const env = { ...KEYS, ...(await home()).env }
  expect((await run('sync calls transcripts --since 5d', { env, calls: CALLS })).exit).toBe(0)
  return await connect('', { env, calls: CALLS, ...setting })
}

describe('tools on a copy', () => {
  it('say which account was probably meant', async () => {
    const { client, close } = await withCopy()
    const [{ accounts = null } = {}] = rowsIn(
      (await callTool(client, 'find_calls', { from: '4d', scope: 'external' })).data,
    )
    const [name = ''] = textsIn(accounts)
    const typed = `${name.slice(0, 3)}${name.slice(4)}`
    const { coverage } = await callTool(client, 'search_said', { words: 'we', account: typed, from: '4d' })
    expect(coverage).toContain(`did you mean "${name}"?`)
    expect(coverage).not.toMatch(/--|from Gong/)
    // By find_calls: of users this copy knows nothing.
    expect((await close()).sent).toEqual(['GET /v2/users'])
  })

  it('open the copy once for an answer', async () => {
    const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
    let opened = 0
    const counting = duckDb && {
      ...duckDb,
      open: (...given: Parameters<DuckDb['open']>) => {
        opened += 1
        return duckDb.open(...given)
      },
    }
    const { client } = await withCopy({ loadDuckDb: async () => counting })
    const { coverage } = await callTool(client, 'search_said', { words: 'we', from: '4d' })
    expect(coverage).not.toContain('from Gong')
    expect(opened).toBe(1)
  })

  it('end a statement that the client cancels, and answer the next', async () => {
    const { clock, ended } = endlessClock()
    const cancelling = new AbortController()
    const sql = 'select sum(a.range * b.range) from range(10000000) a, range(10000000) b'
    const isMeant = (text: string) => text === sql
    const { client } = await withCopy({ clock, loadDuckDb: () => watchedDuckDb(isMeant, () => cancelling.abort()) })
    await expect(client.callTool({ name: 'sql', arguments: { sql } }, { signal: cancelling.signal })).rejects.toThrow()
    await ended
    expect((await callTool(client, 'sql', { sql: 'select 1 as one' })).data).toEqual([{ one: 1 }])
  })

  it('end a statement that takes memory which DuckDB does not count', async () => {
    let bytes = 0
    const sql = 'select sum(a.range * b.range) from range(10000000) a, range(10000000) b'
    const begun = () => {
      bytes = 2_000_000_000
    }
    // Only looks at the memory come to an end.
    const sleep = async (ms: number, signal?: AbortSignal) => {
      if (ms > 50) return await endlessClock().clock.sleep(ms, signal)
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
    }
    const { client } = await withCopy({
      clock: { now: () => NOW, sleep },
      memoryBytes: () => bytes,
      loadDuckDb: () => watchedDuckDb((text) => text === sql, begun),
    })
    expect((await callTool(client, 'sql', { sql })).error).toMatchObject({
      kind: 'limited',
      message: 'the statement was ended: it took more than 1,500 MB of memory',
    })
  })

  it('fill no memory with one text', async () => {
    const { client } = await withCopy()
    const error = async (text: string) => (await callTool(client, 'sql', { sql: `select ${text}` })).error
    for (const text of ["repeat('x', 1000000000)", "lpad('x', 1e9::int, 'y')", "rpad('x', (select 1e9)::int, 'y')"])
      expect(await error(text)).toMatchObject({
        kind: 'usage',
        message: expect.stringContaining('takes a number up to 10000 here'),
      })
    expect((await callTool(client, 'sql', { sql: "select lpad('7', 2, '0') as day" })).data).toEqual([{ day: '07' }])
  })

  describe('with all that Gong has', () => {
    const window = { from: '2026-05-04', to: '2026-05-11' }
    const ZONE = 'POST /v2/stats/activity/aggregate'
    const whole = once(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'gong-test-'))
      const env = { ...KEYS, GONG_CONFIG_DIR: folder, GONG_STATE_DIR: folder, GONG_DATA_DIR: folder }
      expect(
        (await run('sync calls transcripts users stats scorecards settings --since 30d', { env, calls: CALLS })).exit,
      ).toBe(0)
      return { folder, env }
    })
    afterAll(async () => rmSync((await whole()).folder, { recursive: true }))

    it.each([
      ['team_numbers', window],
      ['team_numbers', { ...window, per: 'week' }],
      ['scorecards', { from: '2026-04-27', to: '2026-05-18' }],
      ['tracker_mentions', window],
      ['names', { kind: 'users' }],
    ])('answer %s as Gong does: %o', async (name, given) => {
      const gong = await connect('--sandbox', { calls: CALLS })
      const { client, close } = await connect('', { env: (await whole()).env, calls: CALLS })
      const [fromGong, fromCopy] = [await callTool(gong.client, name, given), await callTool(client, name, given)]
      expect(fromCopy.data).toEqual(fromGong.data)
      expect(rowsIn(fromCopy.data).length).toBeGreaterThan(1)
      expect(fromCopy.coverage).toContain('from the local copy')
      // Of days, it asks for the zone of the company.
      expect(new Set([ZONE, ...(await close()).sent])).toEqual(new Set([ZONE]))
    })
  })
})
