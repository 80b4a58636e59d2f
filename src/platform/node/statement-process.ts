import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { onAbort } from '../../lib/on-abort.ts'
import { turns } from '../../lib/turns.ts'
import type { RunStatement, StatementReply, StatementRequest } from '../statements.ts'
import type { LibraryPlaces } from './duckdb.ts'

/** What `bin/statement-process.ts` reads, as a line of JSON on stdin. */
export interface StatementJob extends StatementRequest {
  readonly places: LibraryPlaces
  /** Names the folder of what memory has no room for. */
  readonly spillId: string
}

/** Each may take all the memory of its bounds. */
const MOST_AT_ONCE = 2

/** How long a process may take to remove what it has put on the disk. */
const LEAVE_MS = 500

/** What a system needs to load a library, and where temporary files are: it gets no credential, and nothing else. */
const INHERITED = ['SystemRoot', 'TMPDIR', 'TEMP', 'TMP', 'LD_LIBRARY_PATH', 'NIX_LD', 'NIX_LD_LIBRARY_PATH']

/**
 * `Context.runStatement`.
 *
 * @param program the path of the built `bin/statement-process.ts`
 * @param places where DuckDB may be installed
 */
export function statementProcesses(program: string, places: LibraryPlaces, env: NodeJS.ProcessEnv): RunStatement {
  const inTurn = turns(MOST_AT_ONCE)
  const own = Object.fromEntries(INHERITED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
  const begin = () =>
    spawn(process.execPath, [program], { env: own, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true })
  return (request, signal) =>
    inTurn(signal, () => answerOf(begin(), { ...request, places, spillId: randomUUID() }, signal))
}

/** What a process answers, once it is gone. */
async function answerOf(child: ChildProcess, job: StatementJob, signal: AbortSignal): Promise<StatementReply> {
  let isOverdue = false
  const timer = setTimeout(() => {
    isOverdue = true
    end(child)
  }, job.most.ms)
  const forget = onAbort(signal, () => end(child))
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  // One that could not start has closed its stdin. It stays open: its end tells the process that it is not wanted any more.
  child.stdin?.on('error', () => undefined).write(`${JSON.stringify(job)}\n`)
  try {
    await once(child, 'close')
  } finally {
    clearTimeout(timer)
    forget()
  }
  await removeLeft(job)
  signal.throwIfAborted()
  return isOverdue ? { ended: 'time' } : replyIn(Buffer.concat(chunks).toString())
}

/** What cannot be removed is named by `gong doctor`. */
async function removeLeft({ path, spillId }: StatementJob): Promise<void> {
  const { removeSpilledOf } = await import('./duckdb.ts')
  await removeSpilledOf(path, spillId).catch(() => undefined)
}

function end(child: ChildProcess): void {
  child.stdin?.destroy()
  const timer = setTimeout(() => child.kill('SIGKILL'), LEAVE_MS)
  child.on('close', () => clearTimeout(timer))
}

function replyIn(text: string): StatementReply {
  return text === '' ? { ended: 'crash' } : JSON.parse(text)
}
