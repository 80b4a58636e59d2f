/** A program to be run, without a terminal and with nothing in its environment but what is given. */
export interface ProgramRun {
  /** Its name or path, and its arguments: no shell reads them. */
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The working folder; this one's when left out. */
  readonly cwd?: string
  readonly stdin?: string | Uint8Array
  /**
   * What ends it, in place of Ctrl-C. It is then the head of a process group, all of which is ended: a terminal's Ctrl-C does
   * not reach it, and what it has started does not outlive it.
   */
  readonly signal?: AbortSignal
}

/** What became of it. */
export interface ProgramResult {
  /** 128 and the number of the signal for one that was killed, as a shell has it. */
  readonly exit: number
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
}

/** @returns `undefined` where there is no such program; rejects with the reason of what ended it, Ctrl-C or `signal` */
export type RunProgram = (run: ProgramRun) => Promise<ProgramResult | undefined>
