import type { LoadDuckDb } from './duckdb.ts'
import type { Files } from './files.ts'
import type { HttpTransport } from './http.ts'
import type { StartHttpServer } from './http-server.ts'
import type { ConnectPostgres } from './postgres.ts'
import type { RunProgram } from './programs.ts'
import type { RunStatement } from './statements.ts'

/**
 * The outside world as one interface. `nodePlatform` is the real one; tests hand in their own, so every test of behaviour is
 * in-process and mocks no module.
 */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The time zone of the machine, as an IANA name. @throws Failure `usage` when looked at where it has none */
  readonly zone: string
  readonly clock: Clock
  readonly files: Files
  readonly keychain: Keychain
  readonly stdin: InputStream
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** Prints on stdout what is all that this process has to say, such as help. No signal is heard meanwhile, and each ends it. */
  readonly print: (text: string) => Promise<void>
  /** Questions on the terminal; throws `declined` when there is none. */
  readonly prompts: Prompts
  /** A progress line on stderr that is redrawn in place. Only called on a terminal. */
  readonly startSpinner: () => Promise<Spinner>
  readonly network: HttpTransport
  /** Opens an address in the browser; does nothing where there is none. */
  readonly openBrowser: (address: string) => Promise<void>
  readonly startCallbackServer: StartCallbackServer
  /** Serves HTTP to other programs. */
  readonly startHttpServer: StartHttpServer
  /** Lets what is under way come to its end for so long after Ctrl-C or SIGTERM; a second signal still ends the process at once. */
  readonly allowDrain: (ms: number) => void
  /** From here on, garbage is collected more often: less memory for a little more work, where most of what lives is outside of the heap. */
  readonly keepHeapSmall: () => Promise<void>
  /** Runs jq where it can be terminated. @returns `undefined` when it ran out of memory; rejects with the reason of `interrupted` */
  readonly jq: (request: JqRequest) => Promise<JqResult | undefined>
  /** The library of local copies. */
  readonly loadDuckDb: LoadDuckDb
  /** Runs a statement on a local copy where it can be killed. */
  readonly runStatement: RunStatement
  /** Reaches a database that a copy is kept in. */
  readonly connectPostgres: ConnectPostgres
  /** Runs another program of this machine. */
  readonly runProgram: RunProgram
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal
  /** Cryptographic random bytes. */
  readonly random: (count: number) => Uint8Array
  /** The cost of a key that is derived from a passphrase. */
  readonly scryptCost: ScryptCost
  /** What a guess at whom a receipt of an erasure is about costs, also to who has its key. */
  readonly proofCost: ScryptCost
}

/** How this program came to this machine. */
export interface Install {
  readonly form: 'npm package' | 'executable' | 'checkout'
  /** Of the file that runs, without links. */
  readonly path: string
  /** The words that start it, wherever a PATH leads: the path, behind that of Node where Node runs it. */
  readonly command: readonly string[]
  /** When that file was put there, milliseconds since the epoch. */
  readonly installedMs: number
  /** What a shell starts as `gong`, where that is another one. */
  readonly other?: string
}

/** The parameters of scrypt; it takes 128 × N × r bytes of memory. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

export interface JqRequest {
  readonly json: string
  readonly expression: string
}

export interface JqResult {
  /** Results as compact JSON, one a line. */
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds that setting the clock does not change, common to all processes of this machine; `now` where absent. */
  monotonicMs?(): number
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Runs something in `ms` milliseconds, unless what is returned is called before; no reason for the process to stay. */
  later?(ms: number, run: () => void): () => void
}

/**
 * Starts the server of an OAuth redirect: a browser comes back to it from the sign-in.
 *
 * @param host an address of this machine, such as 127.0.0.1
 * @param port 0 for any free one
 * @param answer gets the path and query of each GET, and returns what the browser shows
 * @throws Failure `usage` when the port is taken
 */
export type StartCallbackServer = (
  host: string,
  port: number,
  answer: (target: string) => TextPage,
) => Promise<CallbackServer>

/** A page of plain text. */
export interface TextPage {
  readonly status: number
  readonly text: string
}

interface CallbackServer {
  readonly port: number
  /** Resolves when every answer was sent. */
  close(): Promise<void>
}

export interface InputStream {
  readonly isTTY: boolean
  /** All of it. */
  bytes(): Promise<Uint8Array>
  /** The same as it comes, for a conversation; ends where the run is interrupted. */
  chunks(): AsyncIterable<Uint8Array>
}

export interface OutputStream {
  readonly isTTY: boolean
  /** Width in characters; 80 where nobody knows. */
  readonly columns: number
  readonly colour: boolean
  /** True once the reader has gone (EPIPE); later writes do nothing. */
  readonly closed: boolean
  /** Backpressure: resolves when the reader has room again. */
  write(chunk: string | Uint8Array): Promise<void>
}

/** Each question rejects with `interrupted` on Ctrl-C and with `declined` where nobody can answer. */
export interface Prompts {
  /** Whether stdin and stderr are both terminals. */
  readonly available: boolean
  text(message: string, options?: { readonly initial?: string }): Promise<string>
  /** Typed unseen. */
  secret(message: string): Promise<string>
  /** Yes or no; the default is no. */
  confirm(message: string): Promise<boolean>
}

export interface Spinner {
  show(text: string): void
  /** Resolves once the terminal has taken what removes the line, or the run is interrupted. */
  stop(): Promise<void>
}

/** The keychain of the OS. Each rejects with a Failure `auth` that tells why: there is none, it is locked, it does not reply. */
export interface Keychain {
  /** `undefined` when it holds nothing there. */
  get(service: string, account: string): Promise<string | undefined>
  set(service: string, account: string, secret: string): Promise<void>
  /** Does nothing where it holds nothing. */
  remove(service: string, account: string): Promise<void>
}
