import type { Entry } from '../../src/app/job/app.ts'
import { type Globals, readGlobals } from '../../src/app/model/globals.ts'
import { readLine } from '../../src/cli/mount.ts'
import { Failure } from '../../src/lib/errors.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'

/** A line that is to run by itself, read as it will be then. */
export interface ScheduledLine {
  /** The words after `gong`. */
  readonly words: readonly string[]
  readonly globals: Globals
  /** The files and folders that it writes. */
  readonly writes: readonly string[]
  /** Whether it goes on from its last run, or adds to what that has written. */
  readonly goesOn: boolean
  /** Whether rows go to stdout, which nobody sees. */
  readonly printsRows: boolean
}

const EXAMPLE =
  "gong schedule add calls --cron '0 6 * * 1' -- calls list --since last --from 30d -o calls.csv --append id"

/** @throws Failure `usage` for a line that would not run at all, before anything is sent */
export async function readScheduledLine(
  typed: readonly string[],
  entries: readonly Entry[],
  version: string,
): Promise<ScheduledLine> {
  const words = typed[0] === 'gong' ? typed.slice(1) : typed
  if (words.length === 0 || words[0] === 'schedule')
    throw new Failure('usage', 'what is to run? A line of gong that is no schedule itself', { hint: EXAMPLE })
  const line = await readLine(words, entries, version, { columns: 80, colour: false })
  if ('show' in line)
    throw new Failure('usage', `${shellQuote(['gong', ...words])} only prints help`, { hint: EXAMPLE })
  const globals = readGlobals(line.globals)
  const outs = [globals.out, ...globals.moreOut]
  const others = Object.entries(line.command.inputs).map(([name, { writes }]) => writes && line.raw[name])
  return {
    ...{ words, globals },
    writes: [...outs, globals.status, ...others].filter((path) => typeof path === 'string'),
    goesOn: globals.append !== undefined || line.raw.since !== undefined,
    printsRows: outs.includes(undefined),
  }
}
