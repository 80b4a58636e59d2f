import { constants, open } from 'node:fs'
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { errorCode } from '../../../lib/error-code.ts'
import { onAbort } from '../../../lib/on-abort.ts'

/** Named pipes (FIFOs). */
export interface Pipes {
  /** Everything that comes, until every writer is gone. @throws the signal's reason when it is aborted first */
  read(path: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Waits for a reader. Each write rejects with the signal's reason when it is aborted first. */
  write(path: string, signal: AbortSignal): Promise<PipeWriter>
}

export interface PipeWriter {
  write(chunk: string | Uint8Array): Promise<void>
  close(): Promise<void>
}

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants
const openFile = promisify(open)

/** Milliseconds between two attempts to open a pipe that has no reader yet. */
const POLL_MS = 20

/**
 * Pipes of Node. A blocking open would hold a thread of the pool that nothing can end, not even the end of the process.
 * So they are opened with O_NONBLOCK, and read and written as sockets are.
 */
export const socketPipes: Pipes = { read: readPipe, write: writePipe }

async function* readPipe(path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  signal.throwIfAborted()
  const socket = new Socket({ fd: await openFile(path, O_RDONLY | O_NONBLOCK), readable: true, writable: false })
  const stop = () => void socket.destroy(asError(signal.reason))
  const forget = onAbort(signal, stop)
  try {
    yield* socket
  } finally {
    forget()
    socket.destroy()
  }
}

async function writePipe(path: string, signal: AbortSignal): Promise<PipeWriter> {
  const socket = new Socket({ fd: await openForWriting(path, signal), readable: false, writable: true })
  // Each write reports its own error.
  socket.on('error', () => undefined)
  const stop = () => void socket.destroy(asError(signal.reason))
  const forget = onAbort(signal, stop)
  const settled = (run: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve())))
  return {
    write: (chunk) => settled((done) => void socket.write(chunk, done)),
    close: async () => {
      forget()
      if (!socket.destroyed) await settled((done) => void socket.end(done))
    },
  }
}

async function openForWriting(path: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    signal.throwIfAborted()
    try {
      return await openFile(path, O_WRONLY | O_NONBLOCK)
    } catch (error) {
      // Nobody reads yet.
      if (errorCode(error) !== 'ENXIO') throw error
      await sleep(POLL_MS)
    }
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('interrupted')
}
