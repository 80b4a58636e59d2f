import { GLOBALS } from '../app/model/globals.ts'
import type { Input } from '../app/model/inputs.ts'
import { type HelpPart, PARTS, type Terms } from '../cli/help-pages.ts'
import type { Domain, PathedCommand } from '../cli/tree.ts'
import { cautionsOf, explanation, spelling, usageOf } from '../cli/wording.ts'

/** The manual page in section 1, as roff. */
export function manual(domains: readonly Domain[]): string {
  const lines = [
    '.\\" Generated from the tree of commands.',
    '.TH GONG 1 "" gong-cli "gong manual"',
    // No hyphenation and no justification, which would change what is to be typed.
    '.nh',
    '.ad l',
    ...section('NAME'),
    text("gong - Gong's calls, transcripts, statistics and settings, from a terminal or a script"),
    ...section('SYNOPSIS'),
    `${bold('gong')} ${text('<command> [flags]')}`,
    ...section('DESCRIPTION'),
    text(
      'gong lists calls, reads transcripts and changes settings through the public API of Gong, as a table on a terminal',
    ),
    text(
      'and as exact data in a pipe, a file or a cron job. With --sandbox every command is answered by a company that',
    ),
    text('exists only here. It is not affiliated with Gong.'),
    ...section('COMMANDS'),
    ...domains.flatMap(domain),
    ...section('FLAGS FOR EVERY COMMAND'),
    ...Object.entries<Input>(GLOBALS).flatMap(flag),
    ...section('DATES'),
    ...PARTS.dates.flatMap(part),
    ...section('FORMATS'),
    ...PARTS.formats.flatMap(part),
    ...section('EXIT STATUS'),
    ...PARTS['exit-codes'].flatMap(part),
    ...section('ENVIRONMENT'),
    ...PARTS.environment.flatMap(part),
  ]
  return `${lines.join('\n')}\n`
}

function domain({ name, summary, commands }: Domain): string[] {
  return [`.SS ${text(name)}`, text(`${summary}.`), ...commands.flatMap(command)]
}

function command({ path, command }: PathedCommand): string[] {
  const { inputs, arguments: names, summary, operations, examples } = command
  const asks = operations.map(({ id, scope }) => (scope === undefined ? id : `${id} (${scope})`))
  return [
    '.TP',
    `${bold(`gong ${path}`)} ${text(usageOf(command).join(' '))}`,
    text(`${summary}.`),
    ...cautionsOf(command).map(text),
    ...(asks.length === 0 ? [] : [text(`Gong: ${asks.join(', ')}.`)]),
    '.RS',
    ...names.flatMap((name) => term(name, inputs[name])),
    ...Object.entries(inputs)
      .filter(([name]) => !names.includes(name))
      .flatMap(flag),
    '.PP',
    '.nf',
    ...examples.map(text),
    '.fi',
    '.RE',
  ]
}

function term(name: string, input: Input | undefined): string[] {
  return input === undefined ? [] : item(name, explanation(input))
}

function flag([name, input]: readonly [string, Input]): string[] {
  return item(spelling(name, input), explanation(input))
}

function part(one: HelpPart): string[] {
  return typeof one === 'string' ? ['.PP', text(one)] : list(one)
}

function list(terms: Terms): string[] {
  return terms.flatMap(([name, means]) => item(name, means))
}

function item(name: string, means: string): string[] {
  return ['.TP', bold(name), text(means)]
}

function section(name: string): string[] {
  return [`.SH ${name}`]
}

function bold(words: string): string {
  return `\\fB${text(words)}\\fR`
}

/** Escapes text for roff: control characters, the typed hyphen, and characters outside ASCII by their codes. */
function text(words: string): string {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\x20-\x7e]/gu, (letter) => `\\[u${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^[.']/, '\\&$&')
}
