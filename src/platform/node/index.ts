import { setMaxListeners } from 'node:events'
import { realpathSync } from 'node:fs'
import { Failure } from '../../lib/errors.ts'
import { machineZone } from '../../lib/machine-zone.ts'
import { once } from '../../lib/once.ts'
import type { HttpTransport } from '../http.ts'
import type { Clock, Context } from '../ports.ts'
import { systemClock } from './clock.ts'
import type { Pipes } from './disk/pipe.ts'
import { lazyFiles, lazyKeychain, lazyPrompts } from './lazy.ts'
import { PROOF_COST, SCRYPT_COST } from './scrypt-cost.ts'
import { cannotWrite, chunksOf, isTerminal, outputStream, readAll, writeBlocking } from './streams.ts'
import { withValidColumns } from './terminal-width.ts'

/** What runs the program, and what is its own way. */
export interface Runtime {
  readonly name: 'node' | 'bun'
  readonly version: string
  readonly clock: Clock
  /** Signals at which a run comes to its end, instead of being cut off. */
  readonly endedBy: readonly NodeJS.Signals[]
  /** Those of Node when left out. */
  readonly loadPipes?: () => Promise<Pipes>
  /** The network, where it is not `node:http` for every request. @param loadHttp loads that */
  readonly loadNetwork?: (env: NodeJS.ProcessEnv, loadHttp: () => Promise<HttpTransport>) => Promise<HttpTransport>
  /** The environment of a process that loads a native library; that of this one when left out. */
  readonly libraryEnv?: (env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv
  /** Stdout (1) or stderr (2). */
  readonly outputOf: (fd: 1 | 2) => NodeJS.WriteStream
}

export const nodeRuntime: Runtime = {
  name: 'node',
  version: process.versions.node,
  clock: systemClock,
  endedBy: ['SIGINT', 'SIGTERM', 'SIGHUP'],
  outputOf: (fd) => (fd === 1 ? process.stdout : process.stderr),
}

/** What the platform needs besides the runtime itself. */
export interface PlatformParts {
  readonly network: HttpTransport
  /** The path of another program of this tool, as built: of `bin/keychain-helper.ts`, `jq-worker.ts` or `statement-process.ts`. */
  readonly pathOf: (program: 'keychain' | 'jq' | 'statement') => string
  readonly runtime: Runtime
}

/** The outside world as it is: this process, its streams, its clock, its disk. What a run may not need is loaded when it is first used. */
export function nodePlatform({ network, pathOf, runtime }: PlatformParts): Context {
  const { env } = process
  // Before anything else: a signal that comes while the rest is loaded ends a run like any other.
  const { signal, allowDrain } = interruption(runtime.endedBy)
  const interrupted = () => signal
  const jq = once(async () => (await import('./jq-thread.ts')).jqThread(pathOf('jq'), interrupted()))
  const copies = once(async () =>
    (await import('./local-copies.ts')).localCopies(pathOf('statement'), runtime.name, env),
  )
  const open = (fd: 1 | 2) => () => withValidColumns(runtime.outputOf(fd))
  const stdout = outputStream({ fd: 1, open: open(1), env, failureOf: cannotWrite, interrupted })
  // A message that cannot be written is not worth a second failure: the exit code still tells.
  const stderr = once(() => outputStream({ fd: 2, open: open(2), env, failureOf: () => undefined }))
  return {
    env,
    // Asking costs 15 ms, and most commands never need to know.
    get zone() {
      const system = () => Intl.DateTimeFormat().resolvedOptions().timeZone
      return machineZone({ tz: env.TZ, systemZone: system, realPath: realPath })
    },
    clock: runtime.clock,
    files: lazyFiles(interrupted, runtime.loadPipes),
    keychain: lazyKeychain(pathOf('keychain'), () => runtime.libraryEnv?.(env) ?? env),
    stdin: {
      get isTTY() {
        return isTerminal(0)
      },
      bytes: () => readAll(process.stdin, interrupted()),
      chunks: () => chunksOf(process.stdin, interrupted()),
    },
    stdout,
    get stderr() {
      return stderr()
    },
    print: async (text) => await stdout.write(stdout.isTTY ? text : writeBlocking(1, text)),
    prompts: lazyPrompts(() => isTerminal(0) && isTerminal(2)),
    startSpinner: async () => (await import('./spinner.ts')).startSpinner(interrupted()),
    network,
    openBrowser: async (address) => (await import('./browser.ts')).openBrowser(address),
    startCallbackServer: async (...at) => (await import('./callback-server.ts')).startCallbackServer(...at),
    startHttpServer: async (...at) => (await import('./http-server.ts')).startHttpServer(...at),
    allowDrain,
    keepHeapSmall: async () => (await import('./young-generation.ts')).keepHeapSmall(),
    jq: async (question) => await (await jq())(question),
    loadDuckDb: async () => (await copies()).loadDuckDb(),
    runStatement: async (...asked) => (await copies()).runStatement(...asked),
    connectPostgres: async (url) => (await import('./postgres.ts')).connectPostgres(url, env),
    runProgram: async (run) => (await import('./run-program.ts')).runProgram(run, interrupted()),
    get interrupted() {
      return interrupted()
    },
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    scryptCost: SCRYPT_COST,
    proofCost: PROOF_COST,
  }
}

/** Milliseconds after Ctrl-C until the process ends, whatever is still open, unless it may drain for longer. */
const EXIT_DELAY_MS = 900
/** Signals that come so close are one: npx hands on what the terminal has sent to both, and a shell and the system tell a hang-up. */
const ONE_SIGNAL_MS = 400
/** In so many parts, each of which lets the process go on: on a machine that does much else, time passes without it. */
const EXIT_PARTS = 9

/** Aborted by Ctrl-C (SIGINT), SIGTERM, or a terminal that is closed (SIGHUP); a second signal ends the process at once. */
function interruption(signals: Runtime['endedBy']): {
  readonly signal: AbortSignal
  readonly allowDrain: (ms: number) => void
} {
  let delayMs = EXIT_DELAY_MS
  const controller = new AbortController()
  // As many wait for it as are under way; from ten on Node takes that for a leak, and says so on stderr.
  setMaxListeners(0, controller.signal)
  let firstMs = Number.POSITIVE_INFINITY
  // Not `once`: libraries that tidy up at an exit kill the process when they find themselves alone at the signal.
  const stop = (by: NodeJS.Signals) => {
    const failure = new Failure('interrupted', 'interrupted')
    const nowMs = performance.now()
    if (nowMs - firstMs >= ONE_SIGNAL_MS) process.exit(failure.exit)
    if (controller.signal.aborted) return
    firstMs = nowMs
    if (by === 'SIGHUP') process.once('exit', hangUp)
    // What does not end by itself is abandoned: a reader that stands still, a disk that does not answer.
    let partsLeft = EXIT_PARTS
    const endAtLast = () => {
      partsLeft -= 1
      if (partsLeft === 0) process.exit(failure.exit)
    }
    setInterval(endAtLast, delayMs / EXIT_PARTS).unref()
    controller.abort(failure)
  }
  for (const signal of signals) process.on(signal, stop)
  const allowDrain = (ms: number) => {
    delayMs = Math.max(delayMs, ms + EXIT_DELAY_MS)
  }
  return { signal: controller.signal, allowDrain }
}

/** Ends the process by the signal: an exit resets the terminal, and Node aborts with a core dump where that is gone. */
function hangUp(): void {
  process.removeAllListeners('SIGHUP')
  process.kill(process.pid, 'SIGHUP')
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
