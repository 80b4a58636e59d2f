import { confirm, input, password } from '@inquirer/prompts'
import type { Questions } from '../context.ts'
import { Failure } from '../errors.ts'

const onStderr = { output: process.stderr }

/** The prompts themselves, written to stderr so that stdout stays data. Loaded only when something is asked. */
export const prompts: Omit<Questions, 'possible'> = {
  text: (message, { initial } = {}) => answered(input({ message, ...(initial && { default: initial }) }, onStderr)),
  secret: (message) => answered(password({ message }, onStderr)),
  confirm: (message) => answered(confirm({ message, default: false }, onStderr)),
}

/** Ctrl-C and a closed terminal end the run as interrupted. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'ExitPromptError')
      throw new Failure('interrupted', 'interrupted at a question', { cause })
    throw cause
  }
}
