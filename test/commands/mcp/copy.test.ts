import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { onAbort } from '../../../src/lib/on-abort.ts'
import { once } from '../../../src/lib/once.ts'
import { isRow, rowsIn, textsIn } from '../../../src/lib/rows.ts'
import { utcTime } from '../../../src/lib/utc-time.ts'
import type { DuckDb } from '../../../src/platform/duckdb.ts'
import { loadDuckDb } from '../../../src/platform/node/duckdb.ts'
import type { RunStatement, StatementRequest } from '../../../src/platform/statements.ts'
import { ledgerFacts } from '../../../src/store/ledger/ledger-facts.ts'
import { seen } from '../../../src/store/ledger/transitions.ts'
import { home, KEYS, NOW, run, type Setting } from '../../run.ts'
import { storeIn } from '../../support/duckdb-copy.ts'
import { callTool } from '../../support/mcp-answers.ts'
import { type Connected, connect } from '../../support/mcp-client.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const CALLS = 300

/** A machine with a copy of some subjects, which is made once for all tests that only read it. */
function machineWith(subjects: string): () => Promise<Record<string, string>> {
  return once(async () => {
    const folder = emptyFolder()
    const env = { ...KEYS, GONG_CONFIG_DIR: folder, GONG_STATE_DIR: folder, GONG_DATA_DIR: folder }
    expect((await run(`sync ${subjects}`, { env, calls: CALLS })).exit).toBe(0)
    return env
  })
}

const calls = machineWith('calls transcripts --since 5d')
const whole = machineWith('calls transcripts users stats scorecards settings --since 30d')

async function withCopy(setting: Setting = {}): Promise<Connected> {
  return await connect('', { env: await calls(), calls: CALLS, ...setting })
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

  it('run a statement apart from the server, with what it may take and nothing of the environment', async () => {
    const requests: StatementRequest[] = []
    const runStatement: RunStatement = async (request) => {
      requests.push(request)
      return { rows: [{ one: '1' }] }
    }
    const { client } = await withCopy({ runStatement })
    const asked = { sql: 'select $one as one', params: { one: 1 }, tz: 'Asia/Tokyo', limit: 5 }
    expect((await callTool(client, 'sql', asked)).data).toEqual([{ one: '1' }])
    expect(requests).toEqual([
      {
        path: expect.stringMatching(/gong\.duckdb$/),
        sql: asked.sql,
        given: { one: '1' },
        zone: 'Asia/Tokyo',
        waitMs: 10_000,
        most: expect.objectContaining({ ms: 30_000, memoryBytes: 1_500_000_000, rows: 6 }),
      },
    ])
  })

  it('say why a statement was ended', async () => {
    const ends = ['time', 'memory', 'crash'] as const
    const runStatement: RunStatement = async ({ sql }) => ({ ended: ends.find((end) => sql === end) ?? 'crash' })
    const { client } = await withCopy({ runStatement })
    const errors = await Promise.all(ends.map(async (sql) => (await callTool(client, 'sql', { sql })).error))
    const hint = 'add conditions, join less, or make shorter texts'
    expect(errors).toEqual([
      { kind: 'limited', message: 'the statement was ended after 30 s', hint },
      { kind: 'limited', message: 'the statement was ended: it took more than 1,500 MB of memory', hint },
      { kind: 'limited', message: 'the statement was ended: its process died, probably of too much memory', hint },
    ])
  })

  it('end a statement that the client cancels, and answer the next', async () => {
    const cancelling = new AbortController()
    let hasEnded: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      hasEnded = resolve
    })
    const runStatement: RunStatement = ({ sql }, signal) => {
      if (sql === 'select 1') return Promise.resolve({ rows: [] })
      cancelling.abort()
      return new Promise((_, reject) => {
        onAbort(signal, () => {
          hasEnded()
          reject(signal.reason)
        })
      })
    }
    const { client } = await withCopy({ runStatement })
    const endless = { name: 'sql', arguments: { sql: 'select 2' } }
    await expect(client.callTool(endless, { signal: cancelling.signal })).rejects.toThrow()
    await ended
    expect((await callTool(client, 'sql', { sql: 'select 1' })).data).toEqual([])
  })

  it('tell the same end of the copy after a webhook has told of a call', async () => {
    const { folder, env } = await home()
    const setting = { env: { ...KEYS, ...env }, calls: CALLS }
    expect((await run('sync calls --since 5d', setting)).exit).toBe(0)
    const endOf = async () => {
      const { client, close } = await connect('', setting)
      const { data } = await callTool(client, 'status', {})
      await close()
      return isRow(data) && isRow(data.copy) ? data.copy.endsAt : undefined
    }
    const before = await endOf()
    const store = await storeIn(join(folder, 'data'))
    const told = ledgerFacts({ metaData: { id: '1', started: utcTime(NOW) } })
    if (told === undefined) throw new Error('it is a call')
    const later = { nowMs: NOW + 3_600_000, random: () => 0, giveUpMs: 0 }
    await store.commit({ ledger: [seen(undefined, told, later)] })
    await store.close()
    expect([await endOf(), before]).toEqual([utcTime(NOW), utcTime(NOW)])
  })

  it('say where a statement is wrong', async () => {
    const { client } = await withCopy()
    const { error } = await callTool(client, 'sql', { sql: 'select titel from calls' })
    expect(error).toMatchObject({ kind: 'usage', message: expect.stringContaining('line 1, column 8, at titel') })
    expect(error).toMatchObject({ hint: 'schema lists all tables and columns' })
  })

  it.each([[{ b: 1 }], [[1, 2]], [null]])('refuse a parameter that no text stands for: %j', async (value) => {
    const { client } = await withCopy()
    const { error } = await callTool(client, 'sql', { sql: 'select $a', params: { a: value } })
    expect(error).toMatchObject({ kind: 'usage', message: 'params.a is no text, number, true or false' })
  })

  it('answer a number that is too large', async () => {
    const { client } = await withCopy()
    expect((await callTool(client, 'sql', { sql: 'select -1e400 as a' })).data).toEqual([{ a: '-Infinity' }])
  })

  describe('with all that Gong has', () => {
    const window = { from: '2026-05-04', to: '2026-05-11' }
    const ZONE = 'POST /v2/stats/activity/aggregate'

    it.each([
      [
        'team_numbers',
        'at 2026-05-19T12:00:00Z, with activity up to the end of 2026-05-18 and reviews by scorecards up to the end of 2026-05-18',
      ],
      ['scorecards', 'reviews by scorecards up to the end of 2026-05-18 ('],
    ])('tell where figures of %s end', async (name, end) => {
      const { client } = await connect('', { env: await whole(), calls: CALLS })
      expect((await callTool(client, name, window)).coverage).toContain(end)
    })

    it.each([
      ['team_numbers', window],
      ['team_numbers', { ...window, per: 'week' }],
      ['scorecards', { from: '2026-04-27', to: '2026-05-18' }],
      ['tracker_mentions', window],
      ['names', { kind: 'users' }],
    ])('answer %s as Gong does: %o', async (name, given) => {
      const gong = await connect('--sandbox', { calls: CALLS })
      const { client, close } = await connect('', { env: await whole(), calls: CALLS })
      const [fromGong, fromCopy] = [await callTool(gong.client, name, given), await callTool(client, name, given)]
      expect(fromCopy.data).toEqual(fromGong.data)
      expect(rowsIn(fromCopy.data).length).toBeGreaterThan(1)
      expect(fromCopy.coverage).toContain('from the local copy')
      // Of days, it asks for the zone of the company.
      expect(new Set([ZONE, ...(await close()).sent])).toEqual(new Set([ZONE]))
    })
  })
})
