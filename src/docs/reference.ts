import { KINDS } from '../catalogue/kinds.ts'
import type { Input } from '../cli/command.ts'
import { flagOf, GLOBALS } from '../cli/globals.ts'
import { failures } from '../errors.ts'
import { table } from './markdown.ts'

/** The exit codes as a table of Markdown, from the failures that there are. */
export function exitCodes(): string {
  const rows = Object.entries(failures).map(([kind, { exit, means }]) => [String(exit), kind, means])
  return table(['code', 'kind', 'means'], [['0', '', 'done; also no rows, and a reader that closed the pipe'], ...rows])
}

/** The flags that every command takes, as a table of Markdown. */
export function globalFlags(): string {
  return table(
    ['flag', 'what it does'],
    Object.entries<Input>(GLOBALS).map(([name, input]) => [spelling(name, input), explanation(input)]),
  )
}

/** `-f, --format <format>` */
function spelling(name: string, { short, kind, hint = KINDS[kind].hint }: Input): string {
  const flags = [...(short === undefined ? [] : [`-${short}`]), flagOf(name)].join(', ')
  return kind === 'flag' ? `\`${flags}\`` : `\`${flags} <${hint}>\``
}

/** The choices are named once, be it by the help itself or behind it. */
function explanation({ help, of = [] }: Input): string {
  return of.every((choice) => help.includes(choice)) ? help : `${help}: ${of.join(', ')}`
}
