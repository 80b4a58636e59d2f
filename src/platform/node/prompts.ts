import { confirm, input, password } from '@inquirer/prompts'
import { Failure } from '../../lib/errors.ts'
import type { Prompts } from '../ports.ts'
import { withValidColumns } from './terminal-width.ts'

/** Prompts on stderr, so that stdout stays data. */
export const inquirerPrompts: Omit<Prompts, 'available'> = {
  text: (message, { initial } = {}) =>
    ask((context) => input({ message, ...(initial && { default: initial }) }, context)),
  secret: (message) => ask((context) => password({ message }, context)),
  confirm: (message) => ask((context) => confirm({ message, default: false }, context)),
}

interface PromptContext {
  readonly output: NodeJS.WritableStream
  readonly signal: AbortSignal
}

/** Ctrl-C ends the run as interrupted; Ctrl-D, which closes the terminal's input, as declined. */
async function ask<T>(ask: (context: PromptContext) => Promise<T>): Promise<T> {
  const closed = new AbortController()
  // A prompt whose input was closed never settles; the process then has nothing left to wait for.
  const leave = () => closed.abort()
  process.once('beforeExit', leave)
  try {
    return await ask({ output: withValidColumns(process.stderr), signal: closed.signal })
  } catch (cause) {
    if (closed.signal.aborted) throw new Failure('declined', 'the question was left without an answer', { cause })
    if (cause instanceof Error && cause.name === 'ExitPromptError')
      throw new Failure('interrupted', 'interrupted at a question', { cause })
    throw cause
  } finally {
    process.off('beforeExit', leave)
    // Rows go to stdout, which may overtake the end of the question on the same terminal.
    await new Promise<void>((resolve) => process.stderr.write('', () => resolve()))
  }
}
