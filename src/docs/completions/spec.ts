import type { Command } from '../../app/model/command.ts'
import { GLOBALS } from '../../app/model/globals.ts'
import type { Input } from '../../app/model/inputs.ts'
import { flagOf } from '../../app/model/labels.ts'
import { KINDS } from '../../catalogue/kinds.ts'
import { TOPICS } from '../../cli/help.ts'
import { commandsIn, type Domain, type PathedCommand } from '../../cli/tree.ts'
import { kebab } from '../../cli/wording.ts'
import { PERIODS, TIMES } from '../../lib/typed-time.ts'

/** A word with its description. */
export interface CompletionWord {
  readonly name: string
  readonly help: string
}

/** The candidates for a value: one of some words, a list of them, a file, a profile; `free` has none. */
export interface CompletionValue {
  readonly how: 'one' | 'list' | 'file' | 'profile' | 'free'
  readonly of: readonly string[]
}

interface Flag extends CompletionWord {
  /** `--from`, `-f`. */
  readonly names: readonly string[]
  /** Absent for a flag without a value. */
  readonly value?: CompletionValue | undefined
}

/** A node of the command tree: the candidates after its words. */
export interface CompletionNode {
  /** `calls list`; empty for the tool itself. */
  readonly path: string
  readonly words: readonly CompletionWord[]
  readonly flags: readonly Flag[]
  /** Of the arguments, in order. */
  readonly values: readonly CompletionValue[]
  /** Whether the last argument can be repeated. */
  readonly isLastRepeated: boolean
  /** The names for `--fields`. */
  readonly fields: readonly string[]
}

/** The candidate `help`, for every group. */
export const HELP: CompletionWord = { name: 'help', help: 'print help for a command, or a page of it' }

/** The pages of help, as words. */
export const PAGES: readonly CompletionWord[] = Object.entries(TOPICS).map(([name, help]) => ({ name, help }))

const FREE: CompletionValue = { how: 'free', of: [] }
const LOCAL: readonly Flag[] = [{ name: '--help', names: ['--help', '-h'], help: 'print help' }]

/** Every node of the tree: the tool itself first, then each group and each command. */
export function completionNodes(domains: readonly Domain[]): readonly CompletionNode[] {
  const leaves = commandsIn(domains)
  const groups = new Set(leaves.flatMap(({ path }) => prefixes(path)).filter((path) => !leaves.some(at(path))))
  return [root(domains), ...[...groups].map((path) => group(path, domains, leaves)), ...leaves.map(leaf)]
}

function root(domains: readonly Domain[]): CompletionNode {
  const words = [...domains.map(({ name, summary }) => ({ name, help: summary })), HELP]
  const version: Flag = { name: '--version', names: ['--version'], help: 'print the version' }
  const flags = Object.entries<Input>(GLOBALS).map(([name, input]) => flag('', name, input))
  return { ...EMPTY, words, flags: [...flags, ...LOCAL, version] }
}

const EMPTY: CompletionNode = { path: '', words: [], flags: [], values: [], isLastRepeated: false, fields: [] }

function group(path: string, domains: readonly Domain[], leaves: readonly PathedCommand[]): CompletionNode {
  const below = leaves.filter((leaf) => leaf.path.startsWith(`${path} `))
  const names = [...new Set(below.map((leaf) => leaf.path.slice(path.length + 1).split(' ', 1)[0] ?? ''))]
  const words = names.map((name) => ({ name, help: summaryOf(`${path} ${name}`, leaves) }))
  const isDomain = domains.some(({ name }) => name === path)
  return { ...EMPTY, path, words: isDomain ? [...words, HELP] : words }
}

/** A nested group has no description; the names of its commands are used. */
function summaryOf(path: string, leaves: readonly PathedCommand[]): string {
  const own = leaves.find(at(path))
  const below = leaves.filter((leaf) => leaf.path.startsWith(`${path} `))
  return own?.command.summary ?? below.map((leaf) => leaf.path.slice(path.length + 1)).join(', ')
}

function leaf({ path, command }: PathedCommand): CompletionNode {
  const { inputs, arguments: names, fields = [] } = command
  const flags = Object.entries(inputs).filter(([name]) => !names.includes(name))
  return {
    path,
    words: [],
    flags: flags.map(([name, input]) => flag(path, name, input)),
    values: names.map((name) => standIn(path, name, inputs[name])),
    isLastRepeated: isLastRepeated(command),
    fields,
  }
}

function isLastRepeated({ arguments: names, inputs }: Command): boolean {
  const last = inputs[names.at(-1) ?? '']
  return last?.many === true || last?.repeat === true
}

function flag(path: string, name: string, input: Input): Flag {
  const long = flagOf(name)
  const names = input.short === undefined ? [long] : [long, `-${input.short}`]
  const value = input.kind === 'flag' ? undefined : standIn(path, name, input)
  return { name: long, names, help: input.help, value }
}

function standIn(path: string, name: string, input: Input | undefined): CompletionValue {
  if (input === undefined) return FREE
  if (input.of !== undefined) return { how: input.many ? 'list' : 'one', of: input.of.map(kebab) }
  if (input.hint === 'period') return { how: 'one', of: PERIODS }
  if (isProfile(path, name)) return { how: 'profile', of: [] }
  if (input.kind === 'instant' || input.kind === 'day') return { how: 'one', of: TIMES }
  return KINDS[input.kind] === KINDS.file ? { how: 'file', of: [] } : FREE
}

/** Names of profiles, which the shell reads at completion time; not for a new one. */
function isProfile(path: string, name: string): boolean {
  const stored = path.startsWith('profiles ') && path !== 'profiles add' && ['name', 'old'].includes(name)
  return stored || (path === '' && name === 'profile')
}

function prefixes(path: string): string[] {
  const words = path.split(' ')
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join(' '))
}

function at(path: string): (placed: PathedCommand) => boolean {
  return (placed) => placed.path === path
}
