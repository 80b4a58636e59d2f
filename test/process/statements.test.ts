import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { describe, expect, it, onTestFinished } from 'vitest'
import { once } from '../../src/lib/once.ts'
import { statementProcesses } from '../../src/platform/node/statement-process.ts'
import type { StatementRequest } from '../../src/platform/statements.ts'
import { EXECUTABLE, freshEnv, GONG, gong, TOOL } from '../support/built-tool.ts'
import { storeIn } from '../support/duckdb-copy.ts'
import { callTool } from '../support/mcp-answers.ts'
import { ROOT } from '../support/root.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

/** Takes minutes. */
const ENDLESS = 'select sum(a.range * b.range) from range(10000000) a, range(10000000) b'
/** Works in one go, which no interrupt reaches, and takes 100 GB. */
const HUGE = "select length(replace(repeat('a', 10000000), 'a', repeat('b', 10000)))"

/** What the system has written about a process; nothing of one that is gone. */
function told(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}

/** The processes of statements that a process has started. */
function childrenOf(pid: number): readonly number[] {
  const all = told(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return all.filter((child) => told(child, 'cmdline').includes('statement'))
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** What the system says of a process; nothing of one that is gone, whoever has still to take note of it. */
function statusOf(pid: number): string {
  const status = told(pid, 'status')
  return /State:\s+[ZX]/.test(status) ? '' : status
}

const untilGone = (pid: number) => until(() => (statusOf(pid) === '' ? true : undefined))

// The program is the same beside a single executable, which runs its own below.
describe.skipIf(!existsSync('/proc/self') || EXECUTABLE !== undefined)('a statement in a process of its own', () => {
  const places = { amongPackages: true, folders: [] }
  const program = join(dirname(GONG), 'statement.cjs')

  /** What runs statements on an empty copy, within some bounds. */
  async function statements(own: Partial<StatementRequest['most']> = {}) {
    const folder = emptyFolder()
    await (await storeIn(folder)).close()
    const run = statementProcesses(program, places, { GONG_ACCESS_KEY_SECRET: 'secret', TMPDIR: folder })
    const bytes = { memoryBytes: 500_000_000, countedBytes: 200_000_000, diskBytes: 200_000_000 }
    const most = { ...bytes, ms: 60_000, rows: 10, characters: 1_000_000, ...own }
    const request = { path: join(folder, 'gong.duckdb'), given: {}, zone: 'UTC', waitMs: 0, most }
    const never = new AbortController().signal
    return { folder, run: (sql: string, signal = never) => run({ ...request, sql }, signal) }
  }

  it('gives its rows', async () => {
    const { run } = await statements()
    expect(await run("select 7782342274025937895 as id, 'ö' as text, count(*) as calls from calls")).toEqual({
      rows: [{ id: '7782342274025937895', text: 'ö', calls: 0 }],
    })
  })

  it('is killed when its time is up', async () => {
    const { run } = await statements({ ms: 1000 })
    expect(await run(ENDLESS)).toEqual({ ended: 'time' })
  })

  it('leaves nothing on the disk when it is killed', async () => {
    const { run, folder } = await statements({ countedBytes: 50_000_000, diskBytes: 2_000_000_000 })
    const over = new AbortController()
    const reply = run('select * from range(30000000) order by hash(range) offset 29999999', over.signal)
    await until(() => readdirSync(folder).find((name) => name.includes('.tmp-')))
    over.abort()
    await expect(reply).rejects.toThrow('aborted')
    expect(readdirSync(folder)).toEqual(['gong.duckdb'])
  })

  it('waits for its turn where others run', async () => {
    const { run } = await statements()
    const [one, two] = [new AbortController(), new AbortController()]
    const endless = Promise.allSettled([run(ENDLESS, one.signal), run(ENDLESS, two.signal)])
    const third = run('select 3 as three')
    expect(childrenOf(process.pid)).toHaveLength(2)
    one.abort()
    expect(await third).toEqual({ rows: [{ three: 3 }] })
    two.abort()
    expect(await endless).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  })

  it.each([
    ['printf', "select printf('%1000000000d', 1)"],
    ['many at once', "select count(*) from range(1000) where length(printf('%100000000d', range)) > 3"],
  ])('is killed when it takes memory that DuckDB does not count: %s', async (_, sql) => {
    const { run } = await statements()
    const reply = run(sql)
    const [pid = 0] = childrenOf(process.pid)
    let most = 0
    await until(() => {
      const status = statusOf(pid)
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024)
      return status === '' ? true : undefined
    })
    expect(await reply).toEqual({ ended: 'memory' })
    expect(most).toBeGreaterThan(100_000_000)
    expect(most).toBeLessThan(1_000_000_000)
  })

  it('is told nothing of the environment that it has no use for', async () => {
    const { run } = await statements()
    const over = new AbortController()
    const reply = run(ENDLESS, over.signal)
    const [pid = 0] = childrenOf(process.pid)
    expect({ line: told(pid, 'cmdline'), env: told(pid, 'environ') }).toEqual({
      line: expect.stringMatching(new RegExp(`^[^\0]+\0${program}\0$`)),
      env: expect.stringMatching(/^TMPDIR=[^\0]*\0$/),
    })
    over.abort()
    await expect(reply).rejects.toThrow('aborted')
  })
})

describe.skipIf(!existsSync('/proc/self'))('gong mcp', () => {
  /** The environment of a server that has a copy, which statements only read. */
  const withCopy = once(async () => {
    const folder = emptyFolder()
    // A single executable has DuckDB from there.
    if (EXECUTABLE !== undefined) await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    const env = { ...(await sandboxServer({ calls: 12 })).env, GONG_DATA_DIR: folder }
    expect(await gong('sync calls --since 5d', { env })).toMatchObject({ exit: 0 })
    return env
  })

  /** A server with that copy, and its process. */
  async function server() {
    const env = await withCopy()
    const [command, ...args] = TOOL
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } })
    onTestFinished(() => client.close())
    const transport = new StdioClientTransport({ command, args: [...args, 'mcp'], env: freshEnv(env) })
    await client.connect(transport)
    const { pid } = transport
    if (pid === null) throw new Error('the server has no process')
    const begun = () => until(() => childrenOf(pid)[0])
    return { client, pid, begun }
  }

  it('answers the next question after a statement that nothing but a kill ends', async () => {
    const { client } = await server()
    expect((await callTool(client, 'sql', { sql: HUGE })).error).toMatchObject({ kind: 'limited' })
    const sql = 'select count(*) > 0 as has from calls'
    expect((await callTool(client, 'sql', { sql })).data).toEqual([{ has: true }])
  })

  it('kills a statement that its client cancels', async () => {
    const { client, begun } = await server()
    const cancelling = new AbortController()
    const asked = client.callTool({ name: 'sql', arguments: { sql: ENDLESS } }, { signal: cancelling.signal })
    const child = await begun()
    cancelling.abort()
    await expect(asked).rejects.toThrow()
    await untilGone(child)
  })

  it('takes a statement along when it is killed', async () => {
    const { client, pid, begun } = await server()
    const asked = client.callTool({ name: 'sql', arguments: { sql: ENDLESS } })
    const child = await begun()
    process.kill(pid, 'SIGKILL')
    await expect(asked).rejects.toThrow()
    await untilGone(child)
  })
})
