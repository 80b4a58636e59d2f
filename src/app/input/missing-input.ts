import { Failure } from '../../lib/errors.ts'
import { kebab } from '../../lib/spelling.ts'
import type { Command } from '../model/command.ts'
import { flagOf, labelOf } from '../model/labels.ts'

/**
 * A line of the command's own examples that has what is missing, with the choices in front where it is a choice.
 *
 * @param name the input that is missing
 */
export function hintFor(command: Command, name: string): string | undefined {
  const { arguments: names, examples, inputs } = command
  const flag = flagOf(name)
  const example = names.includes(name) ? examples[0] : examples.find((line) => line.split(/[ =]/).includes(flag))
  const choices = [...new Set(inputs[name]?.of?.map(kebab))]
  const choice = choices.length === 0 ? [] : [`${labelOf(command, name)}: one of ${choices.join(', ')}`]
  const line = example ?? examples[0]
  return [...choice, ...(line === undefined ? [] : [line])].join('; ') || undefined
}

/** What Gong takes the address of one of its users for. */
const USERS = ['--owner', '--by', '--organizer']
const ADDRESSES = 'gong users list --fields emailAddress,firstName,lastName'

/** The same failure with a way out, where it says that an input is missing or no address, and not what could stand there. */
export function withHint(command: Command, error: unknown): unknown {
  if (!(error instanceof Failure) || error.kind !== 'usage' || error.hint !== undefined) return error
  const [, flag = ''] = /^(--[\w-]+): "[^"]*" is not an e-mail address/.exec(error.message) ?? []
  if (USERS.includes(flag)) return new Failure('usage', error.message, { hint: ADDRESSES, cause: error })
  const [, label] = /^(<[\w-]+>|--[\w-]+)( and --[\w-]+)? (is|are) missing/.exec(error.message) ?? []
  const name = Object.keys(command.inputs).find((one) => labelOf(command, one) === label)
  if (name === undefined) return error
  return new Failure('usage', error.message, { hint: hintFor(command, name), cause: error })
}
