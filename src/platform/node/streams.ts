import { fstatSync, writeSync } from 'node:fs'
import { errorCode } from '../../lib/error-code.ts'
import { Failure } from '../../lib/errors.ts'
import { onAbort } from '../../lib/on-abort.ts'
import { once } from '../../lib/once.ts'
import type { InputStream, OutputStream } from '../ports.ts'
import { validColumns } from './terminal-width.ts'

/** All of stdin. @throws the signal's reason when it is aborted first; Failure `usage` for what cannot be read */
export async function readAll(stream: NodeJS.ReadStream, signal: AbortSignal): ReturnType<InputStream['bytes']> {
  signal.throwIfAborted()
  const stop = () => void stream.destroy(signal.reason)
  const forget = onAbort(signal, stop)
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk)
  } catch (cause) {
    throw cause instanceof Failure
      ? cause
      : new Failure('usage', `stdin cannot be read: ${errorCode(cause)}`, { cause })
  } finally {
    forget()
  }
  return Buffer.concat(chunks)
}

/** Stdin as it comes. It ends with the signal, and where the other end of the pipe goes away. */
export async function* chunksOf(stream: NodeJS.ReadStream, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const forget = onAbort(signal, () => void stream.destroy())
  try {
    for await (const chunk of stream) yield chunk
  } catch (error) {
    if (!signal.aborted && errorCode(error) !== 'ECONNRESET') throw error
  } finally {
    forget()
  }
}

/** How long after Ctrl-C a slow reader may still take what was written. */
const DRAIN_MS = 300

/** The failure of a stream that cannot be written; `undefined` where that does not matter. */
type FailureOf = (error: unknown) => Failure | undefined

interface Output {
  readonly fd: 1 | 2
  readonly open: () => NodeJS.WriteStream
  readonly env: NodeJS.ProcessEnv
  readonly failureOf: FailureOf
  /** Ends the wait for a slow reader. */
  readonly interrupted?: () => AbortSignal
}

/**
 * A stream that is `closed` once its reader has gone (EPIPE), which is no failure. That of a pipe or a file is opened for
 * the first write, since Node's streams take a tenth of a start to load.
 */
export function outputStream({ fd, open, env, failureOf, interrupted }: Output): OutputStream {
  const isTTY = isTerminal(fd)
  let closed = false
  const pending = new Set<() => void>()
  const giveUp = () => {
    closed ||= pending.size > 0
    for (const resolve of pending) resolve()
  }
  const stream = once(() => {
    const opened = open()
    if (isTTY) setNonBlocking(opened)
    if (interrupted) onAbort(interrupted(), () => setTimeout(giveUp, DRAIN_MS).unref())
    return opened.on('error', (error: NodeJS.ErrnoException) => {
      closed ||= error.code === 'EPIPE'
    })
  })
  // To open one that stands still (Ctrl-S) would wait for it under Bun.
  if (isTTY) stream()
  return {
    isTTY,
    get columns() {
      return validColumns(isTTY ? stream().columns : Number(env.COLUMNS))
    },
    colour: hasColour(isTTY, env),
    get closed() {
      return closed
    },
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (closed || chunk.length === 0) return resolve()
        pending.add(resolve)
        stream().write(chunk, (error) => {
          pending.delete(resolve)
          const failure = error && !isGone(error) ? failureOf(error) : undefined
          return failure === undefined ? resolve() : reject(failure)
        })
      }),
  }
}

/** Whether it is a terminal, which only a device can be; `node:tty`, which tells, loads the network with it. */
export function isTerminal(fd: 0 | 1 | 2): boolean {
  return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(fd)
}

/**
 * Writes a text in a blocking call, without a stream.
 *
 * @returns what the reader had no room for; nothing when it has gone
 * @throws Failure `local` where stdout cannot be written
 */
export function writeBlocking(fd: number, text: string): Uint8Array {
  let rest = Buffer.from(text)
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest))
    return rest
  } catch (error) {
    // Another process may have made the pipe non-blocking.
    if (errorCode(error) === 'EAGAIN') return rest
    if (errorCode(error) === 'EPIPE') return new Uint8Array()
    throw cannotWrite(error)
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
export function cannotWrite(error: unknown): Failure {
  const code = errorCode(error)
  const reason = code === 'ENOSPC' ? 'the disk is full' : (code ?? String(error))
  return new Failure('local', `stdout cannot be written: ${reason}`, { cause: error })
}

/** NO_COLOR, then FORCE_COLOR, then whether it is a terminal that is not dumb. */
function hasColour(isTTY: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0'
  return isTTY && env.TERM !== 'dumb'
}
