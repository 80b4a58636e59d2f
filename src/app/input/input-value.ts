import { typedJson } from '../../api/typed-json.ts'
import { parse } from '../../catalogue/kinds.ts'
import { toEmail } from '../../lib/email.ts'
import { Failure } from '../../lib/errors.ts'
import { toPhone } from '../../lib/phone.ts'
import { type Calendar, toDay, toInstant } from '../../lib/resolve-time.ts'
import type { Json } from '../../lib/rows.ts'
import type { Text } from '../model/expand-lists.ts'
import type { Input, Inputs, Typed } from '../model/inputs.ts'

/**
 * What was typed for one input, checked by its kind; names of things that are looked up stay as they are.
 *
 * @param label what stands in front of it: `--from`, `<call>`
 * @param calendar only opened for a date
 * @returns `undefined` where nothing was typed; false for a flag
 * @throws Failure `usage` that names the label and what is wrong
 */
export async function checkedValue(
  label: string,
  input: Input,
  text: Text,
  calendar: () => Promise<Calendar>,
): Promise<Json | undefined> {
  if (text === undefined && input.required) throw new Failure('usage', `${label} is missing`)
  if (text === undefined || typeof text === 'boolean') return input.kind === 'flag' ? text === true : text
  const one = (item: string) => checkedItem(label, input, item, calendar)
  return typeof text === 'string' ? await one(text) : await Promise.all(text.map(one))
}

async function checkedItem(
  label: string,
  input: Input,
  text: string,
  calendar: () => Promise<Calendar>,
): Promise<Json> {
  if (text === '') throw new Failure('usage', `${label} is empty`)
  if (text === '-' && input.writes !== undefined) throw notStdout(label, input.writes)
  if (input.lookup) return text
  switch (input.kind) {
    case 'instant':
      return await toInstant(label, text, await calendar())
    case 'day':
      return await toDay(label, text, await calendar())
    case 'phone':
      return await toPhone(label, text)
    case 'email':
      return toEmail(label, text)
    case 'json':
      return toJson(label, text)
    default:
      return parsed(label, input, text)
  }
}

/** A word that another flag takes is an error with that flag as the way out. */
function parsed(label: string, input: Input, text: string): Json {
  try {
    return parse(label, input, text)
  } catch (cause) {
    const hint = input.elsewhere?.[text.toLowerCase()]
    if (hint === undefined || !(cause instanceof Failure)) throw cause
    throw new Failure(cause.kind, cause.message, { hint, cause })
  }
}

function notStdout(label: string, writes: 'file' | 'folder'): Failure {
  const needs = writes === 'folder' ? 'this takes a folder' : 'this takes a file of its own'
  return new Failure('usage', `${label} -: stdout is for the rows, and ${needs}`, {
    hint: writes === 'folder' ? `${label} .` : `${label} ${label.replace(/^-+/, '')}.json`,
  })
}

/** The first list that was given and has nothing in it, such as a file without lines: of nothing, nothing comes. */
export function emptyListIn(inputs: Inputs, values: Typed): string | undefined {
  const isEmpty = (value: Json | undefined) => Array.isArray(value) && value.length === 0
  return Object.keys(inputs).find((name) => inputs[name]?.many && isEmpty(values[name]))
}

/** Ids in a body keep every digit, also when they were typed as bare numbers. */
function toJson(label: string, text: string): Json {
  try {
    return typedJson(label, text)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    const start = text.length > 60 ? `${text.slice(0, 60)}…` : text
    throw new Failure('usage', `${label}: "${start}" is not JSON`, { cause })
  }
}
