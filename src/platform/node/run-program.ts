import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { errorCode } from '../../lib/error-code.ts'
import { onAbort } from '../../lib/on-abort.ts'
import type { ProgramResult, ProgramRun } from '../programs.ts'

/** What is kept of each stream, bytes: its end says why it ended. */
const MAX_KEPT = 4_000_000
/** What does not heed SIGTERM for so long is killed, milliseconds. */
const KILL_AFTER_MS = 2000
/** So long after its end what a program has said is read to its end, milliseconds: what it has started may hold on to its streams. */
const READ_AFTER_MS = 500

/** `Context.runProgram`. @param interrupted ends a program that has no signal of its own */
export function runProgram(
  { command: [program = '', ...args], env, cwd, stdin, signal: own }: ProgramRun,
  interrupted: AbortSignal,
): Promise<ProgramResult | undefined> {
  return new Promise((resolve, reject) => {
    const signal = own ?? interrupted
    const child = spawn(program, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'], detached: own !== undefined })
    const [stdout, stderr] = [kept(child.stdout), kept(child.stderr)]
    let timer: NodeJS.Timeout | undefined
    let lastRead: NodeJS.Timeout | undefined
    const forget = onAbort(signal, () => {
      if (own === undefined) return void child.kill('SIGTERM')
      killGroup(child, 'SIGTERM')
      timer = setTimeout(() => killGroup(child, 'SIGKILL'), KILL_AFTER_MS)
    })
    // It may end without reading.
    child.stdin.on('error', () => undefined).end(stdin ?? '')
    child.on('error', (error) => (errorCode(error) === 'ENOENT' ? resolve(undefined) : reject(error)))
    child.on('exit', () => {
      if (own !== undefined)
        lastRead = setTimeout(() => child.stdio.forEach((stream) => void stream?.destroy()), READ_AFTER_MS)
    })
    child.on('close', (code, by) => {
      forget()
      clearTimeout(timer)
      clearTimeout(lastRead)
      const exit = code ?? 128 + (by === null ? 0 : constants.signals[by])
      if (signal.aborted && own !== undefined) killGroup(child, 'SIGKILL')
      if (signal.aborted) reject(signal.reason)
      else resolve({ exit, stdout: stdout(), stderr: stderr() })
    })
  })
}

/** The program and what it has started; the program alone on Windows, which has no such groups. */
function killGroup(child: ChildProcess, by: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (child.pid === undefined || process.platform === 'win32') child.kill(by)
    else process.kill(-child.pid, by)
  } catch {
    // It has ended meanwhile.
  }
}

function kept(stream: NodeJS.ReadableStream): () => Uint8Array {
  const chunks: Buffer[] = []
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    bytes += chunk.length
    while (bytes - (chunks[0]?.length ?? 0) > MAX_KEPT) bytes -= chunks.shift()?.length ?? 0
  })
  return () => Buffer.concat(chunks)
}
