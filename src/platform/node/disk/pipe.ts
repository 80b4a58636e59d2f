import { constants, open } from 'node:fs'
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { codeOf } from './errno.ts'

/**
 * Pipes with a name (FIFOs). Opening one waits for the other end, and a thread that waits in the disk can be ended by
 * nobody, not even by the end of the process. So they are opened without waiting, and read and written as sockets are.
 */
const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants
const opened = promisify(open)

/** Milliseconds between two looks for a reader. */
const PAUSE = 20

/** Everything that comes, until every writer is gone. @throws the signal's reason when it is aborted first */
export async function* readPipe(path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  signal.throwIfAborted()
  const socket = new Socket({ fd: await opened(path, O_RDONLY | O_NONBLOCK), readable: true, writable: false })
  const stop = () => void socket.destroy(asError(signal.reason))
  signal.addEventListener('abort', stop, { once: true })
  try {
    yield* socket
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}

interface PipeWriter {
  write(chunk: string | Uint8Array): Promise<void>
  close(): Promise<void>
}

/** Waits for a reader. Each write rejects with the signal's reason when it is aborted first. */
export async function writePipe(path: string, signal: AbortSignal): Promise<PipeWriter> {
  const socket = new Socket({ fd: await reader(path, signal), readable: false, writable: true })
  // Each write tells its own error.
  socket.on('error', () => undefined)
  const stop = () => void socket.destroy(asError(signal.reason))
  signal.addEventListener('abort', stop, { once: true })
  const told = (run: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve())))
  return {
    write: (chunk) => told((done) => void socket.write(chunk, done)),
    close: async () => {
      signal.removeEventListener('abort', stop)
      if (!socket.destroyed) await told((done) => void socket.end(done))
    },
  }
}

async function reader(path: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    signal.throwIfAborted()
    try {
      return await opened(path, O_WRONLY | O_NONBLOCK)
    } catch (error) {
      // Nobody reads yet.
      if (codeOf(error) !== 'ENXIO') throw error
      await sleep(PAUSE)
    }
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('interrupted')
}
