import { labelOf } from '../../src/app/model/labels.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { ToolCall } from '../../src/mcp/call-tool.ts'
import { commandLineOf } from './command-line.ts'
import type { NamedCommand } from './from-commands.ts'

/** What people call it when something is taken away for good. */
const VERBS = new Set([
  ...['erase', 'delete', 'remove', 'revoke', 'unassign', 'purge', 'forget'],
  ...['destroy', 'wipe', 'drop', 'clear', 'anonymize', 'anonymise'],
])

/**
 * What to say to a name that speaks of erasing and that no command has, such as `delete_person`: that no tool erases, and what
 * a person can type.
 *
 * @returns `undefined` for a name that does not speak of it
 */
export function erasureRefusal(commands: readonly NamedCommand[], { name, given }: ToolCall): Failure | undefined {
  const words = wordsOf(name)
  if (!words.some((word) => VERBS.has(word))) return undefined
  const shared = ({ path, command }: NamedCommand) =>
    wordsOf(`${path} ${command.summary}`).filter((word) => words.includes(word)).length
  const lines = commands
    .filter(({ path, command }) => command.effect === 'erase' && wordsOf(path).some((word) => VERBS.has(word)))
    .toSorted((a, b) => shared(b) - shared(a))
    .map((named) => `${lineOf(named, given)} (${named.command.summary})`)
  return new Failure('declined', 'what takes away something that cannot be brought back is no tool', {
    hint: `a person can type: ${lines.join('; or ')}`,
  })
}

/** In the singular. */
function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z]+/)
    .map((word) => word.replace(/s$/, ''))
}

/** The only value that was given is what the command takes; else what it takes stands in brackets. */
function lineOf({ path, command }: NamedCommand, given: ToolCall['given']): string {
  const [argument, ...others] = command.arguments
  const [value, ...more] = Object.values(given)
  if (argument !== undefined && others.length === 0 && typeof value === 'string' && more.length === 0)
    return commandLineOf(path, command, { [argument]: value })
  return ['gong', path, ...command.arguments.map((name) => labelOf(command, name))].join(' ')
}
