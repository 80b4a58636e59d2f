import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { errorCode } from '../../lib/error-code.ts'
import { onAbort } from '../../lib/on-abort.ts'
import type { ProgramResult, ProgramRun } from '../programs.ts'

/** What is kept of each stream, bytes: its end says why it ended. */
const MAX_KEPT = 4_000_000

/** `Context.runProgram`. @param signal ends the program */
export function runProgram(
  { command: [program = '', ...args], env, cwd, stdin }: ProgramRun,
  signal: AbortSignal,
): Promise<ProgramResult | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'] })
    const [stdout, stderr] = [kept(child.stdout), kept(child.stderr)]
    const stop = () => void child.kill('SIGTERM')
    const forget = onAbort(signal, stop)
    // It may end without reading.
    child.stdin.on('error', () => undefined).end(stdin ?? '')
    child.on('error', (error) => (errorCode(error) === 'ENOENT' ? resolve(undefined) : reject(error)))
    child.on('close', (code, by) => {
      forget()
      const exit = code ?? 128 + (by === null ? 0 : constants.signals[by])
      if (signal.aborted) reject(signal.reason)
      else resolve({ exit, stdout: stdout(), stderr: stderr() })
    })
  })
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
