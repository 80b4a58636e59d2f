import { errorCode } from '../../lib/error-code.ts'
import { Failure } from '../../lib/errors.ts'
import type { InputStream, OutputStream } from '../ports.ts'
import { validColumns } from './terminal-width.ts'

/** All of stdin. @throws the signal's reason when it is aborted first; Failure `usage` for what cannot be read */
export async function readAll(stream: NodeJS.ReadStream, signal: AbortSignal): ReturnType<InputStream['bytes']> {
  signal.throwIfAborted()
  const stop = () => void stream.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk)
  } catch (cause) {
    throw cause instanceof Failure
      ? cause
      : new Failure('usage', `stdin cannot be read: ${errorCode(cause)}`, { cause })
  } finally {
    signal.removeEventListener('abort', stop)
  }
  return Buffer.concat(chunks)
}

/** How long after Ctrl-C a slow reader may still take what was written. */
const DRAIN_MS = 300

/** The failure of a stream that cannot be written; `undefined` where that does not matter. */
type FailureOf = (error: NodeJS.ErrnoException) => Failure | undefined

/** A stream that is `closed` once its reader has gone (EPIPE), which is no failure. */
export function outputStream(
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
  failureOf: FailureOf,
  signal?: AbortSignal,
): OutputStream {
  if (stream.isTTY) setNonBlocking(stream)
  let closed = false
  const pending = new Set<() => void>()
  const giveUp = () => {
    closed ||= pending.size > 0
    for (const resolve of pending) resolve()
  }
  signal?.addEventListener('abort', () => setTimeout(giveUp, DRAIN_MS).unref(), { once: true })
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed ||= error.code === 'EPIPE'
  })
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return validColumns(stream.columns ?? Number(env.COLUMNS))
    },
    colour: hasColour(stream, env),
    get closed() {
      return closed
    },
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (closed || chunk.length === 0) return resolve()
        pending.add(resolve)
        stream.write(chunk, (error) => {
          pending.delete(resolve)
          const failure = error && !isGone(error) ? failureOf(error) : undefined
          return failure === undefined ? resolve() : reject(failure)
        })
      }),
  }
}

/** Node writes to a terminal in a blocking call, in which one that is not read (Ctrl-S) would hold the process, deaf to signals. */
function setNonBlocking(stream: NodeJS.WriteStream): void {
  const handle: unknown = Reflect.get(stream, '_handle')
  if (typeof handle !== 'object' || handle === null || !('setBlocking' in handle)) return
  if (typeof handle.setBlocking === 'function') handle.setBlocking(false)
}

function isGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED'
}

/** The failure of a stdout that cannot be written. */
export function cannotWrite(error: NodeJS.ErrnoException): Failure {
  const reason = error.code === 'ENOSPC' ? 'the disk is full' : (error.code ?? error.message)
  return new Failure('local', `stdout cannot be written: ${reason}`, { cause: error })
}

/** NO_COLOR, then FORCE_COLOR, then whether it is a terminal that is not dumb. */
function hasColour(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0'
  return stream.isTTY === true && env.TERM !== 'dumb'
}
