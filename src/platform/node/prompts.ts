import { confirm, input, password } from '@inquirer/prompts'
import { Failure } from '../../lib/errors.ts'
import type { Questions } from '../ports.ts'
import { withColumns } from './terminal-width.ts'

/** The prompts themselves, written to stderr so that stdout stays data. Loaded only when something is asked. */
export const prompts: Omit<Questions, 'possible'> = {
  text: (message, { initial } = {}) =>
    answered((where) => input({ message, ...(initial && { default: initial }) }, where)),
  secret: (message) => answered((where) => password({ message }, where)),
  confirm: (message) => answered((where) => confirm({ message, default: false }, where)),
}

interface Where {
  readonly output: NodeJS.WritableStream
  readonly signal: AbortSignal
}

/** Ctrl-C ends the run as interrupted; Ctrl-D, which closes the terminal's input, as declined. */
async function answered<T>(ask: (where: Where) => Promise<T>): Promise<T> {
  const left = new AbortController()
  // A prompt that was closed says nothing, but with nobody to wait for the process is about to leave.
  const leave = () => left.abort()
  process.once('beforeExit', leave)
  try {
    return await ask({ output: withColumns(process.stderr), signal: left.signal })
  } catch (cause) {
    if (left.signal.aborted) throw new Failure('declined', 'the question was left without an answer', { cause })
    if (cause instanceof Error && cause.name === 'ExitPromptError')
      throw new Failure('interrupted', 'interrupted at a question', { cause })
    throw cause
  } finally {
    process.off('beforeExit', leave)
  }
}
