import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { entries } from '../commands/index.ts'
import { manualPage } from '../commands/manual-page.ts'
import type { About } from '../src/app/model/job.ts'
import { main } from '../src/cli/main.ts'
import { Failure } from '../src/lib/errors.ts'
import { machineZone } from '../src/lib/machine-zone.ts'
import type { HttpRequest, HttpTransport } from '../src/platform/http.ts'
import { diskFiles } from '../src/platform/node/disk/files.ts'
import type { Clock, Context, OutputStream, Prompts } from '../src/platform/ports.ts'
import { DEFAULT_CALL_COUNT } from '../src/sandbox/company/company.ts'
import { embeddedSandbox } from '../src/sandbox/embedded.ts'
import { openSandbox } from '../src/sandbox/handle.ts'
import type { ErasureTimes } from '../src/sandbox/handlers/request.ts'
import { duckDbWithTables } from './support/duckdb-template.ts'
import { noKeychain } from './support/fake-keychains.ts'
import { jqHere } from './support/jq-in-process.ts'
import { statementHere } from './support/statement-in-process.ts'

/** A Tuesday noon; every test lives at this moment unless it says otherwise. */
export const NOW = Date.parse('2026-05-19T12:00:00Z')

export interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
  /** The requests that left, as `POST /v2/calls/extensive`. */
  readonly sent: readonly string[]
  readonly requests: readonly HttpRequest[]
  /** What each request had already been followed by: stdout at the time it left. */
  readonly outAtRequest: readonly string[]
  /** The questions that were asked, as `secret: Access key secret`. */
  readonly asked: readonly string[]
  readonly waits: readonly number[]
}

export interface Setting {
  /** How many calls the built-in company has; a quarter of a user's when left out. */
  readonly calls?: number
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string | Uint8Array | undefined
  /** Stdin of a conversation; nothing when left out. */
  readonly input?: AsyncIterable<Uint8Array>
  /** The variable TZ of a machine; it is in Europe/Berlin when left out. */
  readonly tz?: string
  /** Where links lead on it; nowhere else when left out. */
  readonly realPath?: (path: string) => string | undefined
  /** Whether stdout and stderr are a terminal; nobody answers questions unless `answers` are given. */
  readonly terminal?: boolean
  readonly columns?: number
  /** Whether stdout shows colours; it does not when left out. */
  readonly colour?: boolean
  readonly answers?: readonly string[] | undefined
  readonly now?: number
  /** Instead of the clock that only sleeping moves on. */
  readonly clock?: Clock
  /** Instead of a spinner whose texts stand in `err`, in square brackets. */
  readonly startSpinner?: Context['startSpinner']
  readonly random?: Context['random']
  /** What stands where the network would; the sandbox when left out. */
  readonly network?: HttpTransport
  /** The browser; none when left out. */
  readonly openBrowser?: Context['openBrowser']
  /** Who listens for it; nobody can when left out. */
  readonly startCallbackServer?: Context['startCallbackServer']
  /** Who serves other programs; nobody can when left out. */
  readonly startHttpServer?: Context['startHttpServer']
  readonly interrupted?: AbortSignal
  /** Called with everything that was written to stdout; true means that the reader has gone. */
  readonly gone?: (out: string) => boolean
  /** Called with each piece of stdout. */
  readonly onOut?: (text: string) => void
  /** The same of stderr. */
  readonly onErr?: (text: string) => void
  /** What a slow reader takes to read what was written to stdout. */
  readonly reading?: () => Promise<void>
  /** What passes before somebody has answered a question. */
  readonly thinking?: () => Promise<void>
  readonly files?: Context['files']
  /** What other programs there are; none when left out. */
  readonly runProgram?: Context['runProgram']
  /** Instead of the DuckDB that the tests have; none where no data folder is named, since it writes to the real disk. */
  readonly loadDuckDb?: Context['loadDuckDb']
  /** Instead of this process, in which statements come to an end. */
  readonly runStatement?: Context['runStatement']
  readonly connectPostgres?: Context['connectPostgres']
  readonly about?: About
  /** Instead of none. */
  readonly keychain?: Context['keychain']
}

export const ABOUT: About = {
  version: '0.0.0-test',
  runtime: { name: 'node', version: '22.0.0' },
  platform: 'linux x64',
  install: () => ({
    form: 'npm package',
    path: '/usr/lib/node_modules/gong-cli/dist/gong.cjs',
    command: ['/usr/bin/node', '/usr/lib/node_modules/gong-cli/dist/gong.cjs'],
    installedMs: NOW,
  }),
}

/** What a guess costs in tests, where nobody guesses. */
export const CHEAP = { N: 2 ** 10, r: 8, p: 1 }

/** The same for the proofs of receipts, each of which is one guess. */
export const CHEAP_PROOF = { N: 2, r: 1, p: 1 }

/** How many calls the company of the tests has, a quarter of a user's: some ten a workday, and more than a page in a month. */
export const CALL_COUNT = 1300

/** The setting in which the company is as large as a user's. */
export const FULL_COMPANY = { calls: DEFAULT_CALL_COUNT }

/** A credential that the sandbox takes, as the environment would give it, without a pace. */
export const KEYS = { GONG_ACCESS_KEY: 'sandbox', GONG_ACCESS_KEY_SECRET: 'sandbox-secret', GONG_RATE: '0' }

/** Runs a whole command line in this process against the sandbox, and tells what a user and Gong would see. */
export async function run(line: string | readonly string[], setting: Setting = {}): Promise<Ran> {
  const argv = typeof line === 'string' ? words(line) : line
  const seen = { out: '', err: '' }
  const say = (text: string): void => {
    seen.err += text
    setting.onErr?.(text)
  }
  const requests: HttpRequest[] = []
  const outAtRequest: string[] = []
  const waits: number[] = []
  const asked: string[] = []
  const clock = setting.clock ?? ticking(setting.now ?? NOW, waits)
  const network = setting.network ?? testSandbox(() => clock.now(), setting.calls)
  const files = setting.files ?? diskFiles({ signal: setting.interrupted })
  const loadDuckDb = setting.loadDuckDb ?? duckDbFor(setting)
  const context: Context = {
    env: setting.env ?? KEYS,
    get zone() {
      const { tz } = setting
      return tz === undefined
        ? 'Europe/Berlin'
        : machineZone({ tz, systemZone: () => undefined, realPath: setting.realPath ?? ((path) => path) })
    },
    clock,
    files,
    keychain: setting.keychain ?? noKeychain,
    stdin: {
      isTTY: setting.answers !== undefined,
      bytes: async () => Buffer.from(setting.stdin ?? ''),
      chunks: () => setting.input ?? noChunks(),
    },
    print: async (text) => {
      seen.out += text
    },
    stdout: output(setting, async (text) => {
      seen.out += text
      setting.onOut?.(text)
      await setting.reading?.()
      return setting.gone?.(seen.out) ?? false
    }),
    stderr: output(setting, async (text) => {
      say(text)
      return false
    }),
    prompts: answering(setting, asked),
    startSpinner:
      setting.startSpinner ?? (async () => ({ show: (text) => say(`[${text}]`), stop: async () => undefined })),
    network: (request, signal) => {
      requests.push(request)
      outAtRequest.push(seen.out)
      return network(request, signal)
    },
    openBrowser: setting.openBrowser ?? (async () => undefined),
    startCallbackServer: setting.startCallbackServer ?? (() => Promise.reject(new Error('nobody can listen here'))),
    startHttpServer: setting.startHttpServer ?? (() => Promise.reject(new Error('nobody can serve here'))),
    allowDrain: () => undefined,
    keepHeapSmall: async () => undefined,
    jq: jqHere,
    loadDuckDb,
    runStatement: setting.runStatement ?? statementHere({ loadDuckDb, files, clock }),
    connectPostgres: setting.connectPostgres ?? (async () => Promise.reject(new Error('this test has no PostgreSQL'))),
    runProgram: setting.runProgram ?? (async () => undefined),
    interrupted: setting.interrupted ?? new AbortController().signal,
    random: setting.random ?? ((count) => new Uint8Array(count).fill(128)),
    scryptCost: CHEAP,
    proofCost: CHEAP_PROOF,
  }
  const app = {
    entries,
    about: setting.about ?? ABOUT,
    manualPage,
    openSandbox: async (now: () => number) => ({ ...embeddedSandbox(now), send: testSandbox(now, setting.calls) }),
  }
  const exit = await main(argv, context, app)
  return { exit, ...seen, sent: requests.map(brief), requests, outAtRequest, asked, waits }
}

async function* noChunks(): AsyncGenerator<Uint8Array> {
  yield* []
}

function duckDbFor({ env }: Setting): Context['loadDuckDb'] {
  const hasFolder = env?.GONG_DATA_DIR !== undefined
  return async () => (hasFolder ? await duckDbWithTables() : undefined)
}

/** The sandbox with all of its calls in memory, which tests read over and over. Changes made in it are its own. */
export function testSandbox(now = () => NOW, calls = CALL_COUNT, erasures: ErasureTimes = {}): HttpTransport {
  return openSandbox({ now, calls, keptCalls: calls, erasures })
}

/** A folder of its own for one test, and the environment that puts gong's files there. */
export async function home(): Promise<{ readonly folder: string; readonly env: Record<string, string> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gong-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return {
    folder,
    env: {
      GONG_CONFIG_DIR: join(folder, 'config'),
      GONG_STATE_DIR: join(folder, 'state'),
      GONG_DATA_DIR: join(folder, 'data'),
    },
  }
}

/** Splits a line as a shell would, as far as quotes go. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, one, two, bare]) => one ?? two ?? bare ?? '')
}

function brief({ method, url }: HttpRequest): string {
  return `${method} ${new URL(url).pathname}`
}

/** Time passes only by sleeping, and sleeping takes none. */
function ticking(start: number, waits: number[]): Clock {
  let now = start
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      waits.push(ms)
      now += ms
    },
    // What is put off until nobody needs it is done at the end.
    later: () => () => undefined,
  }
}

function output(
  { terminal = false, columns = 100, colour = false }: Setting,
  take: (text: string) => Promise<boolean>,
): OutputStream {
  const state = { closed: false }
  return {
    isTTY: terminal,
    columns,
    colour,
    get closed() {
      return state.closed
    },
    write: async (chunk) => {
      const text = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk)
      if (await take(text)) state.closed = true
    },
  }
}

function answering({ answers, thinking }: Setting, asked: string[]): Prompts {
  const left = [...(answers ?? [])]
  const next = async (kind: string, message: string): Promise<string> => {
    asked.push(`${kind}: ${message}`)
    await thinking?.()
    if (answers === undefined) throw new Failure('declined', `nobody to answer: ${message}`)
    return left.shift() ?? ''
  }
  return {
    available: answers !== undefined,
    text: (message) => next('text', message),
    secret: (message) => next('secret', message),
    confirm: async (message) => (await next('confirm', message)) === 'y',
  }
}
