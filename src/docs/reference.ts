import type { Command } from '../app/model/command.ts'
import type { Domain, PathedCommand } from '../cli/tree.ts'
import { argumentOf, cautionsOf, explanation, requirement, spelling, usageOf } from '../cli/wording.ts'
import { markCode, markdownTable } from './markdown.ts'

/** The reference of all commands: a table of contents, then a section for each group. */
export function reference(domains: readonly Domain[]): string {
  const contents = domains.map(({ name, summary }) => [`[\`gong ${name}\`](#${name})`, summary])
  return paragraphs([markdownTable(['command', 'what it is about'], contents), ...domains.map(section)])
}

function section({ name, summary, commands }: Domain): string {
  const contents = commands.map(({ path, command }) => [`[\`gong ${path}\`](#${anchor(path)})`, command.summary])
  const list = markdownTable(['command', 'what it does'], contents)
  return paragraphs([`## ${name}`, `${summary}.`, list, ...commands.map(entry)])
}

/** The anchor of a command's heading, as GitHub makes it. */
function anchor(path: string): string {
  return `gong-${path.replaceAll(' ', '-')}`
}

function entry({ path, command }: PathedCommand): string {
  return paragraphs([
    `### gong ${path}`,
    `${command.summary}.`,
    `\`gong ${[path, ...usageOf(command)].join(' ')}\``,
    list(cautionsOf(command).map(markCode)),
    inputs(command),
    ['```sh', ...command.examples, '```'].join('\n'),
    operations(command),
  ])
}

/** The table of a command's arguments and flags; empty where it has none. */
function inputs(command: Command): string {
  const { inputs, arguments: names } = command
  const flags = Object.entries(inputs).filter(([name]) => !names.includes(name))
  const rows = [
    ...names.map((name) => [
      `\`${argumentOf(name, inputs[name])}\``,
      inputs[name] ? markCode(explanation(inputs[name])) : '',
    ]),
    ...flags.map(([name, input]) => [
      `\`${spelling(name, input)}\``,
      markCode(explanation(input) + requirement(command, name)),
    ]),
  ]
  return rows.length === 0 ? '' : markdownTable(['you type', 'what it is'], rows)
}

/** The operations that a command may call, with the scope of each. */
function operations({ operations }: Command): string {
  const asks = operations.map(({ method, path, id, scope }) => {
    const needs = scope === undefined ? '' : `, scope \`${scope}\``
    return `\`${method} ${path}\` (${id})${needs}`
  })
  return paragraphs(asks.length === 0 ? [] : ['Requests to Gong:', list(asks)])
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}

/** Joins paragraphs with empty lines; empty ones are left out. */
function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
