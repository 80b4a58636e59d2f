import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { isRow, type Row, rowsIn } from '../../src/lib/rows.ts'
import type { CallTool, Described } from './tools.ts'

/** `gong mcp` as a client sees it. */
export interface AgentServer {
  readonly described: readonly Described[]
  /** Bytes of its list of tools. */
  readonly listBytes: number
  readonly callTool: CallTool
  close(): Promise<void>
}

const GONG = 'dist/gong.cjs'
const VERSION = '2025-11-25'

/** Starts the built tool against its sandbox, and speaks to it as lines of JSON-RPC. */
export async function startServer(env: NodeJS.ProcessEnv): Promise<AgentServer> {
  const child = spawn('node', [GONG, 'mcp', '--sandbox', '--rate', '0'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const ask = asking(child)
  await ask('initialize', { protocolVersion: VERSION, capabilities: {}, clientInfo: { name: 'bench', version: '1' } })
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`)
  const listed = await ask('tools/list', {})
  const described = rowsIn(listed.tools).map(({ name, description }) => ({
    name: String(name),
    description: String(description),
  }))
  return {
    described,
    listBytes: Buffer.byteLength(JSON.stringify(listed)),
    async callTool(name, input) {
      const { content } = await ask('tools/call', { name, arguments: input })
      return String(rowsIn(content)[0]?.text)
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await ended
    },
  }
}

function asking(child: ChildProcess) {
  const waiting = new Map<number, (result: Row) => void>()
  let last = 0
  if (child.stdout === null) throw new Error('it has no stdout')
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer: unknown = JSON.parse(line)
    if (!isRow(answer)) return
    waiting.get(Number(answer.id))?.(isRow(answer.result) ? answer.result : {})
  })
  return async (method: string, params: Row): Promise<Row> => {
    last += 1
    const id = last
    const answered = new Promise<Row>((resolve) => waiting.set(id, resolve))
    child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
    return await answered
  }
}
