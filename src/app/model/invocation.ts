import type { Command } from './command.ts'
import type { Raw } from './inputs.ts'

/** A command, with what was typed for it. */
export interface Invocation {
  readonly command: Command
  /** The words of the command: `calls list`. */
  readonly path: string
  readonly raw: Raw
  readonly globals: Raw
  /** The whole line, word by word. */
  readonly argv: readonly string[]
  /** The table whose lines are in the file of `--results`, which is the last of the outputs. */
  readonly resultsOf?: string
}
