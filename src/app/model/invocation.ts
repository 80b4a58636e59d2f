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
}
