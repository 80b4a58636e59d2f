import type { Send } from '../api/transport.ts'

/**
 * The outside world as one interface. `cli/world.ts` is the real one; tests hand in their own, so every test is
 * in-process and nothing has to be mocked.
 */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The time zone of the machine, as an IANA name. @throws Failure `usage` when looked at where it has none */
  readonly zone: string
  readonly clock: Clock
  readonly files: Files
  readonly keychain: Keychain
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  /** Questions on the terminal; throws `declined` when there is none. */
  readonly ask: Questions
  /** Starts a line of progress on stderr that is drawn over itself. Only called on a terminal. */
  readonly spin: () => Promise<Spinner>
  readonly network: Send
  /** Opens an address in the browser of whoever sits here; quietly does nothing where there is none. */
  readonly browse: (address: string) => Promise<void>
  readonly listen: Listen
  /** Runs jq where it can be ended. @returns `undefined` when it gave up; rejects with the reason of `interrupted` */
  readonly jq: (question: JqQuestion) => Promise<JqAnswer | undefined>
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal
  /** Cryptographic random bytes. */
  readonly random: (count: number) => Uint8Array
  /** What a key made of a passphrase costs whoever guesses, and whoever opens it. */
  readonly scryptCost: ScryptCost
  /** What a guess at whom a receipt of an erasure is about costs, also to who has its key. */
  readonly proofCost: ScryptCost
}

/** The parameters of scrypt; it takes 128 × N × r bytes of memory. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

export interface JqQuestion {
  readonly json: string
  readonly expression: string
}

/** What jq wrote: results as compact JSON, one a line, and its complaints. */
export interface JqAnswer {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds that no setting of the clock changes, the same in all processes of this machine; `now` where absent. */
  steadyMs?(): number
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/**
 * Listens on this machine for a browser that comes back from elsewhere.
 *
 * @param host an address of this machine, such as 127.0.0.1
 * @param port 0 for any free one
 * @param answer gets the path and query of each GET that was meant for this machine, and says what the browser shows
 * @throws Failure `usage` when the port cannot be had
 */
export type Listen = (host: string, port: number, answer: (target: string) => Shown) => Promise<Listening>

/** A page of plain text. */
export interface Shown {
  readonly status: number
  readonly text: string
}

interface Listening {
  readonly port: number
  /** Resolves when every answer that was given has left. */
  close(): Promise<void>
}

export interface Input {
  readonly isTTY: boolean
  /** All of it. */
  bytes(): Promise<Uint8Array>
}

export interface Output {
  readonly isTTY: boolean
  /** Width in characters; 80 where nobody knows. */
  readonly columns: number
  readonly colour: boolean
  /** True once the reader has gone; later writes do nothing. */
  readonly closed: boolean
  /** Resolves when the reader has room again, so that a slow reader slows the writer. */
  write(chunk: string | Uint8Array): Promise<void>
}

/** Each question rejects with `interrupted` on Ctrl-C and with `declined` where nobody can answer. */
export interface Questions {
  /** Whether somebody is there: stdin and stderr are both terminals. */
  readonly possible: boolean
  text(message: string, options?: { readonly initial?: string }): Promise<string>
  /** Typed unseen. */
  secret(message: string): Promise<string>
  /** Yes or no; no unless said otherwise. */
  confirm(message: string): Promise<boolean>
}

export interface Spinner {
  show(text: string): void
  stop(): void
}

/** Files, always by absolute path or relative to the working folder. A missing file is `undefined`, never a throw. */
export interface Files {
  read(path: string): Promise<Uint8Array | undefined>
  /** Reads a file of this tool's own. @throws Failure `usage` for a link, a pipe or whatever else somebody has laid there */
  own(path: string): Promise<Uint8Array | undefined>
  /** What tells this very file from another of its name; `undefined` when it is missing, or is no file but a link or pipe. */
  mark(path: string): Promise<string | undefined>
  /**
   * Replaces the file whole: written beside it, flushed to the disk, renamed. Makes the folder (0700) when missing.
   *
   * @param ending of the file beside it, for one that nobody else writes: a death leaves no litter that stays. A link that
   * stands there is replaced, and not followed.
   */
  write(path: string, data: string | Uint8Array, mode: number, ending?: string): Promise<void>
  /** Removes what killed processes have left of a file while they wrote it. Only under the lock of all who write it. */
  sweep(path: string): Promise<void>
  /** Overwrites without flushing to the disk: for what may be lost. Makes the folder (0700) when missing. */
  jot(path: string, text: string): Promise<void>
  remove(path: string): Promise<void>
  /** The permission bits (0o600 …); `undefined` for a missing file, and on Windows, where they mean nothing. */
  mode(path: string): Promise<number | undefined>
  /** Opens a file to be read once, piece by piece; `undefined` when it is missing. */
  open(path: string): Promise<Source | undefined>
  /**
   * Starts a file that appears under its name only when committed. A device or pipe is written straight.
   *
   * @param part to go on with what an earlier run has kept
   * @param mode the permission bits (0o600 …); else those of the file that was there, or what the umask leaves
   */
  create(path: string, part?: Part, mode?: number): Promise<NewFile>
  /**
   * Goes on with a file at byte `at`: what is behind it goes. Made when missing; never through a link.
   *
   * @param mode the permission bits (0o600 …), also of a file that was there; else what the umask leaves
   */
  append(path: string, at: number, mode?: number): Promise<Growing>
  /** Makes a folder, and those above it, when missing; the umask decides who may enter. */
  folder(path: string): Promise<void>
  /** The same path from the root of the disk. */
  absolute(path: string): string
  /** The names in a folder; `undefined` when it is missing. */
  list(path: string): Promise<readonly string[] | undefined>
  /**
   * Runs while no other process holds the same lock; one whose holder died, or has not renewed it in time, is taken over.
   *
   * @param run gets what throws when the lock was lost meanwhile, to be asked before it writes
   * @param patience milliseconds to wait for somebody else; 10 s when left out
   * @param waiting told once when the wait is longer than a second. @param who such as `process 12 on build-1`
   */
  locked<T>(
    path: string,
    run: (check: Held['check']) => Promise<T>,
    patience?: number,
    waiting?: (who: string) => Promise<void>,
  ): Promise<T>
  /**
   * Takes an output, a file or a folder that is there, for this run alone; `undefined` for a device or a pipe.
   *
   * @throws Failure `declined` that names the other run when it does not let go in time
   */
  claim(path: string, wait: Claiming): Promise<Held | undefined>
}

/** How to wait for another run that writes the same output. */
export interface Claiming {
  readonly waitMs: number
  /** Told once, when there is somebody to wait for. @param who such as `process 12 on build-1` */
  readonly waiting: (who: string) => Promise<void>
  /** A command to type when it does not let go. */
  readonly hint: string
}

/** A lock that is held. */
export interface Held {
  /** Asked before something is written. @throws Failure `local` when this process stood still and another has taken it */
  readonly check: () => Promise<void>
  readonly release: () => Promise<void>
}

/** The keychain of the OS. Each rejects with a Failure `auth` that tells why: none is here, it is locked, it is silent. */
export interface Keychain {
  /** `undefined` when it holds nothing there. */
  get(service: string, account: string): Promise<string | undefined>
  set(service: string, account: string, secret: string): Promise<void>
  /** Does nothing where nothing is held. */
  remove(service: string, account: string): Promise<void>
}

export interface Source {
  /** Without its folder. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  chunks(): AsyncIterable<Uint8Array>
}

/** The unfinished file: the ending that it has until then, and how many of its bytes count; what is behind them goes. */
export interface Part {
  readonly ending: string
  readonly bytes: number
}

/** A file that stands under its own name while it grows, so that a later run can go on with it. */
export interface Growing {
  write(chunk: string | Uint8Array): Promise<void>
  /** Makes what was written outlive a power cut. */
  sync(): Promise<void>
  close(): Promise<void>
  /** Flushes to the disk, closes, and gives the file its final name. */
  rename(to: string): Promise<void>
}

export interface NewFile {
  /** Bytes so far. */
  readonly size: number
  /** Whether it is a file, not a device, a pipe or a terminal. */
  readonly regular: boolean
  /** Whether it can be kept for another run. */
  readonly lasting: boolean
  write(chunk: string | Uint8Array): Promise<void>
  /** Makes what was written outlive a power cut. */
  flush(): Promise<void>
  /** Leaves it unfinished, for another run to go on with. */
  keep(): Promise<void>
  /** Flushes to the disk and gives the file its name. */
  commit(): Promise<void>
  /** Leaves no trace. */
  discard(): Promise<void>
}
