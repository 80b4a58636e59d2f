import type { Command as Commander, HelpConfiguration } from 'commander'
import type { Command } from '../app/model/command.ts'
import { cautionsOf } from './wording.ts'

/** The terminal that help is shown on. */
export interface Screen {
  readonly columns: number
  readonly colour: boolean
}

/** The pages of `gong help`, each with its summary. Their texts are in `topics.ts`, loaded when one is asked for. */
export const TOPICS = {
  dates: 'how times and periods are typed',
  formats: 'what json, csv, table and the others look like',
  'exit-codes': 'what the exit code says to a script',
  'long-pulls': 'how long periods are pulled, and resumed',
  environment: 'the variables that are read',
} as const

export type TopicName = keyof typeof TOPICS

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100

export function widthOf({ columns }: Screen): number {
  return Math.min(columns, WIDEST)
}

/** How commander is to lay out help. */
export function layout(screen: Screen): HelpConfiguration {
  return {
    styleTitle: title(screen),
    subcommandTerm: (command) => command.name(),
    subcommandDescription: (command) => command.summary() || command.description() || namesIn(command).join(', '),
    minWidthToWrap: 20,
    commandUsage: (command) => usage(command, widthOf(screen)),
  }
}

/** The title of a part, bold where there are colours. */
export function title({ colour }: Screen): (text: string) => string {
  return (text) => (colour ? `\u001b[1m${text}\u001b[22m` : text)
}

/** The sentence, and what to know first. */
export function description(command: Command): string {
  const cautions = cautionsOf(command)
  return [`${command.summary}.`, ...(cautions.length === 0 ? [] : ['']), ...cautions].join('\n')
}

/** What stands under the flags: examples that run as they are, what the command asks of Gong, and where to read on. */
export function epilogue(command: Command, screen: Screen): string {
  const { examples, operations, window } = command
  const asks = operations.flatMap(({ method, path, id, scope }) =>
    wrapped(
      [`${method} ${path}`, `(${id})`, ...(scope === undefined ? [] : [`scope ${scope}`])],
      widthOf(screen),
      2,
      4,
    ),
  )
  const pages = ['gong --help', ...(window === undefined ? [] : ['gong help dates']), 'gong help formats']
  return ['', ...part('Examples:', indented(examples), screen), ...part('Gong:', asks, screen), also(pages)].join('\n')
}

/** Where to read on, under the commands of a group; under those of the tool itself, the pages. */
export function seeAlso(command: Commander, screen: Screen): string {
  if (command.commands.length === 0) return ''
  if (command.parent !== null) return `\n${also([`gong help ${words(command).slice('gong '.length)} <command>`])}`
  const names = Object.entries(TOPICS)
  const term = Math.max(...names.map(([name]) => name.length))
  const pages = names.map(([name, tells]) => `gong help ${name.padEnd(term)}  ${tells}`)
  return ['', ...part('Pages:', indented(pages), screen), also(['gong help <command>'])].join('\n')
}

/** Puts pieces on lines of a width, none of them broken; the lines after the first are set in further. */
export function wrapped(pieces: readonly string[], width: number, indent = 0, hanging = indent): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && line.length + 1 + piece.length > width) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? `${' '.repeat(lines.length === 0 ? indent : hanging)}${piece}` : `${line} ${piece}`
  }
  return line === '' ? lines : [...lines, line]
}

/** The words after `Usage:` stand two columns to the left of what follows on further lines. */
const HANGING = 'Usage: '.length + 2

/** The line after `Usage:`, its further lines below the words of the first. */
function usage(command: Commander, width: number): string {
  // A group that is a command itself is typed as one.
  const isGroup = command.commands.length > 0 && command.registeredArguments.length === 0
  const typed = isGroup ? '<command> [flags]' : command.usage()
  const pieces = typed.match(/--\S+ <[^>]*>|\[[^\]]*\]|<[^>]*>|\S+/g) ?? []
  return wrapped([words(command), ...pieces], width - HANGING).join(`\n${' '.repeat(HANGING)}`)
}

/** The names of what a group holds. */
export function namesIn(group: Commander): string[] {
  return group.commands.map((command) => command.name())
}

function words(command: Commander): string {
  return command.parent === null ? command.name() : `${words(command.parent)} ${command.name()}`
}

function part(name: string, lines: readonly string[], screen: Screen): string[] {
  return lines.length === 0 ? [] : [title(screen)(name), ...lines, '']
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}

function also(pages: readonly string[]): string {
  return `See also: ${pages.join(', ')}`
}
