import { defined } from '../lib/defined.ts'
import type { Context, Install } from '../platform/ports.ts'
import type { ProgramResult } from '../platform/programs.ts'
import type { Schedule } from './schedules.ts'

/** What starts a schedule. */
export interface Starter {
  /**
   * Looks whether a schedule can be installed, and changes nothing.
   *
   * @param isOwn whether what is there under its name is known to be its own
   * @returns what installs it
   * @throws Failure `usage` where it cannot be, or where something else has its name
   */
  prepare(schedule: Schedule, isOwn: boolean): Promise<() => Promise<Installed>>
  /** Does nothing where it is not there. */
  remove(name: string): Promise<void>
  /** When it starts a schedule, as that stands there by now; `undefined` where it does not. */
  timesOf(schedule: Schedule): Promise<string | undefined>
}

interface Installed {
  /** For a person. */
  readonly written: string
  /** What else a person should know. */
  readonly note?: string
}

/** What a starter needs of this machine. */
export type Machine = Pick<Context, 'env' | 'files' | 'runProgram'>

/** What cron or systemd runs: the program that runs now, whichever gong is first in somebody's PATH. */
export function wordsFor({ command }: Pick<Install, 'command'>, name: string): readonly string[] {
  return [...command, 'schedule', 'run', name]
}

/** The variables by which a schedule is found. */
export function variablesFor({ env }: Pick<Schedule, 'env'>): Record<string, string> {
  const names = ['GONG_STATE_DIR', 'GONG_CONFIG_DIR', 'XDG_STATE_HOME', 'XDG_CONFIG_HOME']
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

/** Runs a program of the system, which speaks English then. @param more variables besides those that any gets */
export function runTool(
  { env, runProgram }: Machine,
  command: readonly string[],
  { stdin, more }: { readonly stdin?: Uint8Array; readonly more?: Readonly<Record<string, string>> } = {},
): Promise<ProgramResult | undefined> {
  const { PATH, HOME, LOGNAME, USER } = env
  return runProgram({
    command,
    env: { LC_ALL: 'C', ...defined({ PATH, HOME, LOGNAME, USER }), ...more },
    ...defined({ stdin }),
  })
}

/** What a program said, on one line. */
export function saidBy({ stdout, stderr, exit }: ProgramResult): string {
  const said = `${new TextDecoder().decode(stderr)} ${new TextDecoder().decode(stdout)}`.replace(/\s+/g, ' ').trim()
  return said === '' ? `it ended with ${exit}` : said
}
