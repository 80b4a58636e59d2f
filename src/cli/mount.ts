import { Command as Commander, CommanderError, Option } from 'commander'
import { KINDS } from '../catalogue/kinds.ts'
import { Failure } from '../errors.ts'
import type { Command, Input } from './command.ts'
import { flagOf, GLOBALS } from './globals.ts'
import type { Raw } from './lists.ts'

/** One line of the table of contents: a first word, and where its commands are. Loaded only when it is typed. */
export interface Entry {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<readonly Command[]>
}

/** What a command line asks for: a text to show, or a command with what was typed. */
export type Asked =
  | { readonly show: string }
  | { readonly command: Command; readonly path: string; readonly raw: Raw; readonly globals: Raw }

interface Screen {
  readonly columns: number
  readonly colour: boolean
}

/**
 * Reads a command line against the tree. Only the domain that was typed is loaded, which keeps `gong --help` quick.
 *
 * @param argv without node and the script
 * @throws Failure `usage` with commander's sentence and suggestion
 */
export async function readLine(
  argv: readonly string[],
  entries: readonly Entry[],
  version: string,
  screen: Screen,
): Promise<Asked> {
  const shown: string[] = []
  const found: Asked[] = []
  const root = mountRoot(version, screen, shown)
  for (const entry of entries) root.command(entry.name).summary(entry.summary)
  try {
    const word = firstWord(root, argv)
    const entry = entries.find(({ name }) => name === word)
    const home = root.commands.find((command) => command.name() === word)
    if (entry && home) {
      for (const command of await entry.load())
        mount(home.summary(entry.summary).description(entry.summary), command, (asked) => found.push(asked))
    }
    if (argv.length === 0) return { show: root.helpInformation() }
    await root.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) throw asFailure(error, argv)
  }
  return found[0] ?? { show: shown.join('') }
}

/** The first word that is no flag or value of one; for `gong help calls`, the word after `help`. */
function firstWord(root: Commander, argv: readonly string[]): string | undefined {
  const { operands } = root.parseOptions([...argv])
  return operands[0] === 'help' ? operands[1] : operands[0]
}

function mountRoot(version: string, { columns, colour }: Screen, shown: string[]): Commander {
  const bold = (text: string) => (colour ? `\u001b[1m${text}\u001b[22m` : text)
  const root = new Commander('gong')
    .description("Gong's calls, transcripts, statistics and settings, from a terminal or a script.")
    .usage('<command> [flags]')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shown.push(text),
      writeErr: (text) => shown.push(text),
      outputError: () => undefined,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
      getOutHasColors: () => colour,
      getErrHasColors: () => colour,
    })
    .configureHelp({ styleTitle: bold, subcommandTerm: (command) => command.name(), minWidthToWrap: 20 })
    .helpCommand('help [command]', 'print help for a command')
  for (const [name, input] of Object.entries<Input>(GLOBALS)) addFlag(root, name, input)
  return root
}

function mount(home: Commander, command: Command, found: (asked: Asked) => void): void {
  const words = command.name.split(' ').filter(Boolean)
  const leaf = words.reduce((at, word) => at.commands.find((child) => child.name() === word) ?? at.command(word), home)
  leaf.summary(command.summary).description(sentence(command))
  for (const name of command.arguments)
    leaf.argument(argumentOf(name, command.inputs[name]), command.inputs[name]?.help)
  for (const [name, input] of Object.entries(command.inputs)) {
    if (!command.arguments.includes(name)) addFlag(leaf, name, input)
  }
  leaf.addHelpText('after', () => epilogue(command))
  leaf.action((...values: unknown[]) => {
    const positional = Object.fromEntries(command.arguments.map((name, index) => [name, values[index]]))
    found({ command, path: pathOf(leaf), raw: { ...leaf.opts(), ...positional }, globals: rootOf(leaf).opts() })
  })
}

function addFlag(to: Commander, name: string, input: Input): void {
  const short = input.short === undefined ? '' : `-${input.short}, `
  const value = input.kind === 'flag' ? '' : ` <${hintOf(input)}>`
  const help = [
    input.help,
    ...(input.of ? [input.of.map(kebab).join(', ')] : []),
    ...(input.many || input.repeat ? ['repeatable'] : []),
  ]
  const flags = `${short}${flagOf(name)}${value}`
  const option = new Option(flags, help.join('; '))
  // Commander would turn `--no-check` into `check: false`; here a flag is what it is called.
  option.negate = false
  if (input.many || input.repeat) option.argParser((text, before: string[] | undefined) => [...(before ?? []), text])
  to.addOption(option)
}

function argumentOf(name: string, input: Input | undefined): string {
  const word = input?.many ? `${kebab(name)}...` : kebab(name)
  return input?.required ? `<${word}>` : `[${word}]`
}

function hintOf(input: Input): string {
  return input.hint ?? KINDS[input.kind].hint
}

/** `TimeOfCall` and `dryRun` as people type them. */
function kebab(word: string): string {
  return word
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
}

function sentence({ summary, cautions = [] }: Command): string {
  return [`${summary}.`, ...cautions].join('\n')
}

/** What stands under the flags: examples that run as they are, and what the command asks of Gong. */
function epilogue({ examples, operations }: Command): string {
  const asks = operations.map(
    ({ method, path, id, scope }) => `  ${method} ${path} (${id})${scope === undefined ? '' : `, scope ${scope}`}`,
  )
  return [
    ...(examples.length === 0 ? [] : ['', 'Examples:', ...examples.map((example) => `  ${example}`)]),
    ...(asks.length === 0 ? [] : ['', 'Gong:', ...asks]),
    '',
    'Flags for every command: gong --help',
  ].join('\n')
}

function rootOf(command: Commander): Commander {
  return command.parent === null ? command : rootOf(command.parent)
}

function pathOf(command: Commander): string {
  return command.parent === null ? '' : `${pathOf(command.parent)} ${command.name()}`.trim()
}

/** Commander's complaint as one of ours: its sentence and guess, and as the way out the line as it was meant, or the help. */
function asFailure(error: CommanderError, argv: readonly string[]): Failure {
  const words = argv.slice(0, argv.findIndex((word) => word.startsWith('-')) >>> 0).slice(0, 2)
  const typed = words.filter((word) => /^[a-z-]+$/.test(word))
  const help = (known: readonly string[]) => ['gong', ...known, '--help'].join(' ')
  if (error.code === 'commander.help') return new Failure('usage', 'a command is missing', { hint: help(typed) })
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
  const near = /Did you mean (.*)\?\)/.exec(rest.join(' '))?.[1]
  const message = near === undefined ? first : `${first}; did you mean ${near}?`
  const wrong = error.code === 'commander.unknownCommand' ? typed.indexOf(/'(.*)'/.exec(first)?.[1] ?? '') : -1
  if (wrong < 0) return new Failure('usage', message, { hint: help(typed) })
  const mended = near !== undefined && /^[a-z-]+$/.test(near)
  return new Failure('usage', message, {
    hint: mended ? ['gong', ...typed.with(wrong, near)].join(' ') : help(typed.slice(0, wrong)),
  })
}
