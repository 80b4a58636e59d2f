import type { Inputs, Raw } from './inputs.ts'
import type { Job } from './job.ts'
import { readText } from './read-text.ts'

type Reading = Pick<Job, 'context' | 'globals'>

export type Text = string | readonly string[] | boolean | undefined
export type Texts = { readonly [name: string]: Text }

/**
 * Opens the lists among what was typed: a value may be repeated, hold commas, or stand for the lines of `@file` or of
 * stdin (`-`).
 *
 * @throws Failure `usage` when a file is not there
 */
export async function expandLists(inputs: Inputs, raw: Raw, job: Reading): Promise<Texts> {
  const opened: { [name: string]: Text } = {}
  for (const [name, input] of Object.entries(inputs)) {
    const value = raw[name]
    if (typeof value === 'boolean') opened[name] = value
    else if (typeof value === 'string') opened[name] = input.kind === 'json' ? await readAll(value, job) : value
    else if (Array.isArray(value) && value.length > 0)
      opened[name] = input.repeat ? value.map(String) : await join(value.map(String), job)
  }
  return opened
}

/** The same of what nobody typed: each value of a list is one, with its commas, and stands for no file. */
export async function wholeLists(inputs: Inputs, raw: Raw): Promise<Texts> {
  const whole: { [name: string]: Text } = {}
  for (const name of Object.keys(inputs)) {
    const value = raw[name]
    if (typeof value === 'boolean' || typeof value === 'string') whole[name] = value
    else if (Array.isArray(value) && value.length > 0) whole[name] = value.map((item) => String(item).trim())
  }
  return whole
}

async function join(values: readonly string[], job: Reading): Promise<string[]> {
  const lists: string[][] = []
  for (const value of values) lists.push(await items(value, job))
  return lists.flat()
}

async function items(text: string, job: Reading): Promise<string[]> {
  if (text !== '-' && !text.startsWith('@')) return text.split(',').map((item) => item.trim())
  return (await readAll(text, job))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
}

/** The text itself, or what it stands for: all of stdin (`-`) or of a file (`@file`). */
async function readAll(text: string, job: Reading): Promise<string> {
  if (text === '-') return await readText(text, job)
  return text.startsWith('@') ? await readText(text.slice(1), job) : text
}
