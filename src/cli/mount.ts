import { type Command as Commander, CommanderError } from 'commander'
import { hintFor } from '../app/input/missing-input.ts'
import type { Entry } from '../app/job/app.ts'
import type { Command } from '../app/model/command.ts'
import type { Invocation } from '../app/model/invocation.ts'
import { flagOf } from '../app/model/labels.ts'
import { Failure } from '../lib/errors.ts'
import { kebab } from '../lib/spelling.ts'
import { mountCommand, programRoot, subcommand } from './commander.ts'
import { namesIn, type Screen, TOPICS, type TopicName } from './help.ts'
import { suggestCommand, suggestVerb } from './suggest-command.ts'
import { noHelpError, usageError } from './usage-error.ts'
import { usageOf } from './wording.ts'

/** What a command line asks for: a text to show, or a command with what was typed. */
export type ParsedLine = { readonly show: string } | Omit<Invocation, 'argv'>

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
): Promise<ParsedLine> {
  const shown: string[] = []
  const found: ParsedLine[] = []
  let root = programRoot(version, screen, shown)
  let words: readonly string[] = []
  try {
    const typed = root.parseOptions([...argv]).operands
    const onHelp = wordsOfHelp(typed)
    words = onHelp ?? typed
    const entry = entries.find(({ name }) => name === words[0])
    const commands = entry === undefined ? [] : commandsNamed(await entry.load(words[1]), words.slice(1))
    if (commands.length === 1) root = programRoot(version, screen, shown, commands[0]?.inputs)
    for (const { name, summary } of entry ? [entry] : entries)
      subcommand(root, name).summary(summary).description(`${summary}.`)
    if (entry)
      for (const command of commands)
        mountCommand(root, entry, withoutRequired(command, argv), screen, (invocation) => found.push(invocation))
    if (isTopic(onHelp?.[0])) return { show: (await import('./help-pages.ts')).topicPage(onHelp[0], screen) }
    if (onHelp !== undefined || argv.length === 0) (await helpAt(root, words, entries)).outputHelp()
    else await root.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.unknownCommand')
      throw (await suggestion(error, words, entries)) ?? usageError(error, argv, [])
    if (error.exitCode !== 0) {
      const all = (await entries.find(({ name }) => name === words[0])?.load()) ?? []
      const failure = usageError(error, argv, namesIn(commandAt(root, words, false)))
      const [command] = commandsNamed(all, words.slice(1))
      if (error.code === 'commander.unknownOption') checkCommandLine(command, words[0], argv)
      throw withBetterHint(failure, { error, domain: words[0] ?? '', command, all })
    }
  }
  if (found[0] && 'command' in found[0]) checkCommandLine(found[0].command, words[0], argv)
  return found[0] ?? { show: shown.join('') }
}

/** The command as its body or a table lets it be typed: no argument that can stand there has to be there. */
function withoutRequired(command: Command, argv: readonly string[]): Command {
  const has = (flags: RegExp) => argv.some((word) => flags.test(word))
  const hasBody = command.inputs.body !== undefined && has(/^--(body|set)(=|$)/)
  const hasTable = has(/^--from-file(=|$)/)
  const inputs = Object.entries(command.inputs).map(([name, input]) => {
    const { required: _, ...rest } = input
    return [name, (hasBody && !input.outsideBody) || (hasTable && input.perLine) ? rest : input] as const
  })
  return { ...command, inputs: Object.fromEntries(inputs) }
}

/** @throws Failure `usage` where a command takes the line of another, and nothing says where that begins */
function checkCommandLine(command: Command | undefined, domain: string | undefined, argv: readonly string[]): void {
  const takesLine = Object.values(command?.inputs ?? {}).some(({ commandLine }) => commandLine)
  if (command === undefined || !takesLine || argv.includes('--')) return
  throw new Failure('usage', 'put -- before the line that is to run, so that its flags are its own', {
    hint: ['gong', domain, command.name, ...usageOf(command)].join(' '),
  })
}

interface BetterHint {
  readonly error: CommanderError
  readonly domain: string
  readonly command: Command | undefined
  readonly all: readonly Command[]
}

/** A complaint with a better way out than the help: an example of what is missing, the commands that have the flag. */
function withBetterHint(failure: Failure, { error, domain, command, all }: BetterHint): Failure {
  const word = /'(.*?)'/.exec(error.message)?.[1] ?? ''
  if (command === undefined) return failure
  if (error.code === 'commander.missingArgument') {
    const name = command.arguments.find((one) => kebab(one) === word) ?? word
    return new Failure('usage', failure.message, { hint: hintFor(command, name) ?? failure.hint })
  }
  if (error.code !== 'commander.unknownOption') return failure
  const argument = command.arguments.find((name) => flagOf(name) === word)
  if (argument !== undefined)
    return new Failure('usage', `unknown flag '${word}'; ${argument} is typed without it`, {
      hint: hintFor(command, argument) ?? failure.hint,
    })
  const others = all.filter(
    ({ effect, inputs, arguments: positional }) =>
      effect === command.effect &&
      Object.keys(inputs).some((name) => flagOf(name) === word && !positional.includes(name)),
  )
  if (others.length === 0) return failure
  const lines = others.slice(0, MOST_OTHERS).map(({ name }) => ['gong', domain, name, word].filter(Boolean).join(' '))
  return new Failure('usage', `unknown flag '${word}'`, { hint: lines.join(', or ') })
}

const MOST_OTHERS = 3

/** The nearest of all commands, unless the word is a misspelt one of its group. */
async function suggestion(error: CommanderError, words: readonly string[], entries: readonly Entry[]) {
  const at = words.indexOf(/'(.*?)'/.exec(error.message)?.[1] ?? '')
  if (at < 0) return undefined
  const paths = await pathsOf(entries)
  if (at > 0 && error.message.includes('Did you mean')) return suggestVerb(words, at, paths)
  return suggestCommand(words, at, paths)
}

/** Every command there is, as words. */
async function pathsOf(entries: readonly Entry[]): Promise<readonly string[]> {
  const groups = await Promise.all(
    entries.map(async ({ name, load }) => (await load()).map((command) => `${name} ${command.name}`.trim())),
  )
  return groups.flat()
}

/** The one command that the words name, where they do; else all, for help and for the nearest word to a typo. */
function commandsNamed(commands: readonly Command[], words: readonly string[]): readonly Command[] {
  const named = commands.filter(({ name }) =>
    name
      .split(' ')
      .filter(Boolean)
      .every((word, at) => words[at] === word),
  )
  // A domain that is a command itself, and has others below it, is all of them where none of those is named.
  const below = named.filter(({ name }) => name !== '')
  return below.length > 0 ? below : named.length > 0 && commands.length === 1 ? named : commands
}

/** The command that help is asked on. @throws Failure `usage` with the command that has the word in another group, where none is near */
async function helpAt(root: Commander, words: readonly string[], entries: readonly Entry[]): Promise<Commander> {
  try {
    return commandAt(root, words, true)
  } catch (error) {
    if (!(error instanceof Failure) || error.message.includes('did you mean')) throw error
    const at = entries.some(({ name }) => name === words[0]) ? 1 : 0
    const path = suggestCommand(words, at, await pathsOf(entries))?.hint?.replace(/^gong /, '')
    if (path === undefined || path.endsWith(' --help')) throw error
    throw new Failure('usage', `${error.message}; did you mean '${path}'?`, { hint: `gong help ${path}` })
  }
}

/** The words that help is asked on, for `gong help calls list` and `gong calls help list`; `undefined` for neither. */
function wordsOfHelp(words: readonly string[]): string[] | undefined {
  const at = words.indexOf('help')
  return at === 0 || at === 1 ? words.toSpliced(at, 1) : undefined
}

function isTopic(word: string | undefined): word is TopicName {
  return word !== undefined && Object.hasOwn(TOPICS, word)
}

/** The command that some words lead to. A strict walk throws at a word that leads nowhere; arguments lead no further. */
function commandAt(
  at: Commander,
  words: readonly string[],
  strict: boolean,
  before: readonly string[] = [],
): Commander {
  const [word, ...rest] = words
  const next = at.commands.find((command) => command.name() === word)
  if (next !== undefined && word !== undefined) return commandAt(next, rest, strict, [...before, word])
  if (!strict || word === undefined || at.commands.length === 0) return at
  throw noHelpError(word, before, [...namesIn(at), ...(before.length === 0 ? Object.keys(TOPICS) : [])])
}
