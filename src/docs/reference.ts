import type { Input } from '../app/command.ts'
import { GLOBALS } from '../app/globals.ts'
import { EXIT_TERMS, FORMAT_TERMS, PERIOD_TERMS, type Terms, TIME_TERMS, VARIABLE_TERMS } from '../cli/help-pages.ts'
import type { Domain } from '../cli/tree.ts'
import { argumentOf, explanation, spelling } from '../cli/wording.ts'
import { failures } from '../lib/errors.ts'
import { table } from './markdown.ts'

/** The parts of README that are made from the tool, by the name of their place. */
export function blocks(domains: readonly Domain[]): { readonly [name: string]: string } {
  return {
    commands: domains.map(commands).join('\n\n'),
    'exit-codes': exitCodes(),
    'global-flags': globalFlags(),
    formats: terms('format', FORMAT_TERMS),
    times: terms('you type', TIME_TERMS),
    periods: terms('you type', PERIOD_TERMS),
    environment: terms('variable', VARIABLE_TERMS),
  }
}

/** The commands of a domain, with the operations of Gong that each may use. */
function commands({ name, summary, commands }: Domain): string {
  const rows = commands.map(({ path, command }) => {
    const { inputs, arguments: names, operations } = command
    const typed = ['gong', path, ...names.map((one) => argumentOf(one, inputs[one]))].join(' ')
    return [`\`${typed}\``, command.summary, operations.map(({ id }) => id).join(', ')]
  })
  return [`### ${name}`, `${summary}.`, table(['command', 'what it does', 'operation'], rows)].join('\n\n')
}

/** The exit codes, from the failures that there are. */
function exitCodes(): string {
  const [done = ['0', '']] = EXIT_TERMS
  const rows = Object.entries(failures).map(([kind, { exit, means }]) => [String(exit), kind, means])
  return table(['code', 'kind', 'means'], [['0', '', done[1]], ...rows])
}

/** The flags that every command takes. */
function globalFlags(): string {
  const rows = Object.entries<Input>(GLOBALS).map(([name, input]) => [
    `\`${spelling(name, input)}\``,
    explanation(input),
  ])
  return table(['flag', 'what it does'], rows)
}

function terms(head: string, list: Terms): string {
  const code = (term: string) =>
    term
      .split(', ')
      .map((word) => `\`${word}\``)
      .join(', ')
  return table(
    [head, 'what it means'],
    list.map(([term, means]) => [code(term), means]),
  )
}
