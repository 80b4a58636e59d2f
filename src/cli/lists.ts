import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import type { Inputs } from './command.ts'

/** What commander found: texts, lists of texts and booleans, by input name. */
export type Raw = { readonly [name: string]: unknown }

export type Text = string | readonly string[] | boolean | undefined
export type Texts = { readonly [name: string]: Text }

/**
 * Opens the lists among what was typed: a value may be repeated, hold commas, or stand for the lines of `@file` or of
 * stdin (`-`).
 *
 * @throws Failure `usage` when a file is not there
 */
export async function expand(inputs: Inputs, raw: Raw, context: Context): Promise<Texts> {
  const opened: { [name: string]: Text } = {}
  for (const [name, input] of Object.entries(inputs)) {
    const value = raw[name]
    if (typeof value === 'boolean') opened[name] = value
    else if (typeof value === 'string') opened[name] = input.kind === 'json' ? await whole(value, context) : value
    else if (Array.isArray(value) && value.length > 0)
      opened[name] = input.repeat ? value.map(String) : await join(value.map(String), context)
  }
  return opened
}

async function join(values: readonly string[], context: Context): Promise<string[]> {
  const lists: string[][] = []
  for (const value of values) lists.push(await items(value, context))
  return lists.flat()
}

async function items(text: string, context: Context): Promise<string[]> {
  if (text !== '-' && !text.startsWith('@')) return text.split(',').map((item) => item.trim())
  return (await whole(text, context))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
}

/** The text itself, or what it stands for: all of stdin (`-`) or of a file (`@file`). */
async function whole(text: string, context: Context): Promise<string> {
  if (text === '-') return await context.stdin.text()
  if (!text.startsWith('@')) return text
  const bytes = await context.files.read(text.slice(1))
  if (bytes === undefined) throw new Failure('usage', `there is no file ${text.slice(1)}`)
  return new TextDecoder().decode(bytes)
}
