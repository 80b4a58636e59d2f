import type { Command } from '../app/model/command.ts'
import type { Input } from '../app/model/inputs.ts'
import { flagOf } from '../app/model/labels.ts'
import { KINDS, schemaOf } from '../catalogue/kinds.ts'
import { kebab } from '../lib/spelling.ts'

// Documents may only import from here, and spell as help does.
export { kebab }

/** A flag as help shows it: `-f, --format <format>`. */
export function spelling(name: string, input: Input): string {
  const short = input.short === undefined ? '' : `-${input.short}, `
  return `${short}${withValue(name, input)}`
}

/** An argument as help shows it: `<call...>`, `[name]`. */
export function argumentOf(name: string, input: Input | undefined): string {
  const word = input?.many || input?.repeat ? `${kebab(name)}...` : kebab(name)
  return input?.required ? `<${word}>` : `[${word}]`
}

/** What follows the words of a command: its arguments, the flags that it cannot do without, and the rest. */
export function usageOf(command: Command): string[] {
  const { inputs, arguments: names, window } = command
  const isLine = (name: string) => inputs[name]?.commandLine === true
  const typed = names.filter((name) => !isLine(name)).map((name) => argumentOf(name, inputs[name]))
  const must = Object.entries(inputs).filter(([name]) => !names.includes(name) && isRequired(command, name))
  const period = window !== undefined && window.usual === undefined && inputs[window.from]?.required
  return [
    ...typed,
    ...(period ? ['--during <period>'] : []),
    ...must.map(([name, input]) => withValue(name, input)),
    '[flags]',
    ...names.filter(isLine).flatMap((name) => ['--', argumentOf(name, inputs[name])]),
  ]
}

/** Whether a command fails without this input. One end of a window is as good as a period, so neither is a must. */
export function isRequired({ inputs, window }: Command, name: string): boolean {
  return inputs[name]?.required === true && name !== window?.from && name !== window?.to
}

/** The end of the line of an input that a command cannot do without. */
export function requirement(command: Command, name: string): string {
  if (!isRequired(command, name)) return ''
  const input = command.inputs[name]
  const inBody = command.inputs.body !== undefined && input?.outsideBody !== true
  const elsewhere = [...(inBody ? ['--body', '--set'] : []), ...(input?.perLine ? ['--from-file'] : [])]
  return elsewhere.length === 0 ? '; required' : `; required, or ${elsewhere.join('/')}`
}

/** What an input is for, its choices, and its limits, in one line. */
export function explanation(input: Input): string {
  const { help, of = [], many, repeat } = input
  const choices = of.map(kebab).filter((choice) => !help.includes(choice))
  return [
    choices.length === 0 ? help : `${help}: ${of.map(kebab).join(', ')}`,
    ...(many ? [`repeatable, or a,b${input.of === undefined ? ', @file, -' : ''}`] : repeat ? ['repeatable'] : []),
    ...limitOf(input),
  ].join('; ')
}

/** What a person should know first: what Gong's own facts say, unless the command knows better. */
export function cautionsOf({ cautions, operations, window, effect, asks }: Command): readonly string[] {
  return [
    ...(cautions ?? new Set(operations.flatMap((operation) => operation.cautions ?? []))),
    ...(window?.usual === undefined
      ? []
      : [`Without a window it takes the last ${spanInWords(window.usual)}, and says so.`]),
    ...(effect === 'erase' || effect === 'billed' ? [asks ?? ASKS[effect]] : []),
  ]
}

const ASKS = {
  erase: 'It erases: it asks first, and away from a terminal it needs --yes.',
  billed: 'It spends Gong credits: it asks first, and away from a terminal it needs --yes.',
}

/** `7d` as a person would say it. */
function spanInWords(span: string): string {
  return span.replace('h', ' hours').replace('d', ' days').replace('w', ' weeks')
}

function limitOf(input: Input): string[] {
  const { max, many } = input
  if (max === undefined) return []
  if (many) return [`${max} a request`]
  return [schemaOf(input).type === 'string' ? `at most ${max} characters` : `at most ${max}`]
}

function withValue(name: string, input: Input): string {
  if (input.kind === 'flag') return flagOf(name)
  const hint = input.hint ?? KINDS[input.kind].hint
  return `${flagOf(name)} ${input.optional ? `[${hint}]` : `<${hint}>`}`
}
