import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { isatty } from 'node:tty'
import { network } from '../../api/transport.ts'
import { Failure } from '../../lib/errors.ts'
import { machineZone } from '../../lib/machine-zone.ts'
import { once } from '../../lib/once.ts'
import type { Clock, Context, Files, Input, Keychain, Output, Questions, ScryptCost } from '../ports.ts'
import { columnsFrom, withColumns } from './terminal-width.ts'

/** 128 MB and a third of a second for each guess. */
export const SCRYPT_COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }
/** Some 20 ms. The receipts on disk do not say it: with another one none would be known again. */
export const PROOF_COST: ScryptCost = { N: 2 ** 13, r: 8, p: 1 }

/**
 * The real outside world: this process, its streams, its clock, its disk and its network.
 *
 * @param programs the paths of the built `bin/keychain-helper.ts` and `bin/jq-worker.ts`
 */
export function world(programs: { readonly keychain: string; readonly jq: string }): Context {
  const interruption = new AbortController()
  const { signal } = interruption
  // Not `once`: libraries that tidy up at an exit kill the process when they find themselves alone at the signal.
  const stop = () => {
    const failure = new Failure('interrupted', 'interrupted')
    if (signal.aborted) process.exit(failure.exit)
    // Whatever does not end by itself is left as it is: a reader that stands still, a disk that does not answer.
    setTimeout(() => process.exit(failure.exit), LAST_MS).unref()
    interruption.abort(failure)
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  const { env } = process
  const files = diskFiles(signal)
  const jq = once(async () => (await import('./jq-thread.ts')).jqThread(programs.jq, signal))
  let stderr: Output | undefined
  return {
    env,
    // Asking costs 15 ms, and most commands never need to know. A stream costs 2 ms as soon as it is looked at.
    get zone() {
      const system = () => Intl.DateTimeFormat().resolvedOptions().timeZone
      return machineZone({ tz: env.TZ, system, followed })
    },
    clock,
    files,
    keychain: keychain(programs.keychain),
    stdin: { isTTY: isatty(0), bytes: () => readAll(process.stdin, signal) },
    stdout: output(withColumns(process.stdout), env, cannotWrite, signal),
    get stderr() {
      // What cannot be said is not worth a second failure: the exit code still tells.
      stderr ??= output(withColumns(process.stderr), env, () => undefined)
      return stderr
    },
    ask: questions(isatty(0) && isatty(2)),
    spin,
    network: network(env),
    browse: async (address) => (await import('./browser.ts')).browse(address),
    listen: async (...at) => (await import('./callback-server.ts')).listen(...at),
    jq: async (question) => await (await jq())(question),
    interrupted: signal,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    scryptCost: SCRYPT_COST,
    proofCost: PROOF_COST,
  }
}

function followed(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** Milliseconds after Ctrl-C in which everything has ended, and those in which a reader may still take what was written. */
const LAST_MS = 900
const GRACE_MS = 300

/** The disk, which is loaded when it is first touched. @param signal ends every wait for a lock or a pipe */
function diskFiles(signal: AbortSignal): Files {
  const disk = once(async () => (await import('./disk/files.ts')).realFiles({ signal }))
  return {
    read: async (path) => (await disk()).read(path),
    own: async (path) => (await disk()).own(path),
    mark: async (path) => (await disk()).mark(path),
    write: async (path, data, mode, ending) => (await disk()).write(path, data, mode, ending),
    sweep: async (path) => (await disk()).sweep(path),
    jot: async (path, text) => (await disk()).jot(path, text),
    remove: async (path) => (await disk()).remove(path),
    mode: async (path) => (await disk()).mode(path),
    open: async (path) => (await disk()).open(path),
    create: async (path, part, mode) => (await disk()).create(path, part, mode),
    append: async (path, at, mode) => (await disk()).append(path, at, mode),
    folder: async (path) => (await disk()).folder(path),
    absolute: (path) => resolve(path),
    list: async (path) => (await disk()).list(path),
    locked: async (path, run, ...how) => (await disk()).locked(path, run, ...how),
    claim: async (path, wait) => (await disk()).claim(path, wait),
  }
}

/** Loaded when it is first asked. */
function keychain(program: string): Keychain {
  const load = async () => (await import('./keychain.ts')).realKeychain(program)
  return {
    get: async (...where) => (await load()).get(...where),
    set: async (...what) => (await load()).set(...what),
    remove: async (...where) => (await load()).remove(...where),
  }
}

const clock: Clock = {
  now: () => Date.now(),
  steadyMs: () => {
    const [seconds, nanoseconds] = process.hrtime()
    return seconds * 1000 + nanoseconds / 1_000_000
  },
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

async function readAll(stream: NodeJS.ReadStream, signal: AbortSignal): ReturnType<Input['bytes']> {
  signal.throwIfAborted()
  const stop = () => void stream.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  signal.removeEventListener('abort', stop)
  return Buffer.concat(chunks)
}

/** What a stream that cannot be written means for the run; `undefined` when nothing. */
type Refused = (error: NodeJS.ErrnoException) => Failure | undefined

/** A stream that tells when its reader has gone, and fails only for reasons that a person can mend. */
function output(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv, refused: Refused, signal?: AbortSignal): Output {
  if (stream.isTTY) unblock(stream)
  let closed = false
  const waiting = new Set<() => void>()
  // After Ctrl-C a reader that stands still is waited for no longer than this.
  const leave = () => {
    closed ||= stream.writableLength > 0
    for (const go of waiting) go()
  }
  signal?.addEventListener('abort', () => setTimeout(leave, GRACE_MS).unref(), { once: true })
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed ||= error.code === 'EPIPE'
  })
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return columnsFrom(stream.columns ?? Number(env.COLUMNS))
    },
    colour: coloured(stream, env),
    get closed() {
      return closed
    },
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (closed || chunk.length === 0) return resolve()
        waiting.add(resolve)
        stream.write(chunk, (error) => {
          waiting.delete(resolve)
          const failure = error && !isGone(error) ? refused(error) : undefined
          return failure === undefined ? resolve() : reject(failure)
        })
      }),
  }
}

/**
 * Node writes to a terminal in one blocking call. One that is not read would hold the process in it, deaf to every signal.
 */
function unblock(stream: NodeJS.WriteStream): void {
  const handle: unknown = Reflect.get(stream, '_handle')
  if (typeof handle !== 'object' || handle === null || !('setBlocking' in handle)) return
  if (typeof handle.setBlocking === 'function') handle.setBlocking(false)
}

function isGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED'
}

function cannotWrite(error: NodeJS.ErrnoException): Failure {
  const reason = error.code === 'ENOSPC' ? 'the disk is full' : (error.code ?? error.message)
  return new Failure('local', `stdout cannot be written: ${reason}`, { cause: error })
}

/** NO_COLOR and FORCE_COLOR are honoured; otherwise a terminal has colours unless it says it is dumb. */
function coloured(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0'
  return stream.isTTY === true && env.TERM !== 'dumb'
}

/** @param possible whether somebody is there to answer */
function questions(possible: boolean): Questions {
  const load = async () => {
    if (!possible) throw new Failure('declined', 'there is a question here, and no terminal to ask it on')
    return (await import('./prompts.ts')).prompts
  }
  return {
    possible,
    text: async (message, options) => await (await load()).text(message, options),
    secret: async (message) => await (await load()).secret(message),
    confirm: async (message) => await (await load()).confirm(message),
  }
}

const spin: Context['spin'] = async () => {
  const { default: ora } = await import('ora')
  const spinner = ora({ stream: withColumns(process.stderr), discardStdin: false })
  return {
    show: (text) => {
      spinner.text = text
      if (!spinner.isSpinning) spinner.start()
    },
    stop: () => {
      spinner.stop()
    },
  }
}
