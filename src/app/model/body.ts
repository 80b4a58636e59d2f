import type { ArgumentValues } from '../../api/request.ts'
import { typedJson } from '../../api/typed-json.ts'
import { type Field, parse } from '../../catalogue/kinds.ts'
import type { Operation } from '../../catalogue/operation.ts'
import { bodyOf } from '../../catalogue/shape.ts'
import { Failure } from '../../lib/errors.ts'
import { isRow, type Json, textsIn } from '../../lib/rows.ts'
import { nearest } from '../../lib/spelling.ts'
import type { Inputs } from './inputs.ts'

/** What every operation with a body takes besides its own flags. */
export const BODY = {
  body: { kind: 'json', hint: 'json, @file or -', help: 'the whole request body; typed flags win over it' },
  set: { kind: 'text', repeat: true, hint: 'a.b[0].c=v', help: 'one value of the body, over --body' },
} as const satisfies Inputs

/**
 * The body as `--body` and `--set` have it, before typed flags are laid over it.
 *
 * @returns `undefined` when neither was typed
 * @throws Failure `usage` for a value that does not fit its field; what `--body` holds is checked with the whole request
 */
export function typedBody(operation: Operation, input: ArgumentValues): Json | undefined {
  return textsIn(input.set).reduce<Json | undefined>((body, setting) => set(operation, body, setting), input.body)
}

type Step = string | number

function set(operation: Operation, body: Json | undefined, setting: string): Json {
  const at = setting.indexOf('=')
  const path = setting.slice(0, at)
  if (at < 1 || !/^(\[\d+\]|[^.[\]]+)(\.[^.[\]]+|\[\d+\])*$/.test(path))
    throw new Failure('usage', `--set: "${setting}" is not of the form a.b[0].c=value`)
  const steps = [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([word, index]) =>
    index === undefined ? word : Number(index),
  )
  return put(body, steps, valueFor(operation, path, setting.slice(at + 1)), '')
}

/** The type of the field decides, never the look of the value: `123` stays text in a field of text. */
function valueFor(operation: Operation, path: string, text: string): Json {
  const fields = bodyOf(operation)
  const fieldPath = path.replace(/\[\d+\]/g, '[]')
  const field = fields.get(fieldPath)
  if (field !== undefined && field.kind !== 'json') return parse(`--set ${path}`, field, text)
  const items = fields.get(`${fieldPath}[]`)
  if (items !== undefined && items.kind !== 'json') return listOf(path, items, text)
  if (isContainer(fields, fieldPath) || items !== undefined) return toJson(path, text)
  if (field === undefined) throw unknownField(fields, fieldPath)
  return anything(path, text)
}

function listOf(path: string, items: Field, text: string): Json {
  const { max: _most, ...item } = items
  return text.split(',').map((word) => parse(`--set ${path}`, item, word.trim()))
}

function isContainer(fields: ReadonlyMap<string, Field>, fieldPath: string): boolean {
  return [...fields.keys()].some((path) => path.startsWith(`${fieldPath}.`) || path.startsWith(`${fieldPath}[]`))
}

function unknownField(fields: ReadonlyMap<string, Field>, fieldPath: string): Failure {
  const near = nearest(fieldPath, [...fields.keys()])
  return new Failure('usage', `--set: ${fieldPath} is not a field of the body${near ? `; did you mean ${near}?` : ''}`)
}

/** A field that takes any value: JSON where it is that, else the text as it is, without quotes of its own. */
function anything(path: string, text: string): Json {
  try {
    return typedJson(`--set ${path}`, text)
  } catch (error) {
    if (error instanceof Failure) throw error
    return text
  }
}

function toJson(path: string, text: string): Json {
  try {
    return typedJson(`--set ${path}`, text)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('usage', `--set ${path}: "${text}" is not JSON`, { cause })
  }
}

/**
 * A copy in which the value at `steps` is another; what is missing on the way is made, lists grow by one at most.
 *
 * @throws Failure `usage` for what is on the way and of another kind: nothing of a body is replaced unseen
 */
function put(at: Json | undefined, [step, ...rest]: readonly Step[], value: Json, path: string): Json {
  if (step === undefined) return value
  if (typeof step === 'string') {
    const row = at ?? {}
    if (!isRow(row)) throw new Failure('usage', `--set: ${path || 'the body'} is not an object`)
    return { ...row, [step]: put(row[step], rest, value, path ? `${path}.${step}` : step) }
  }
  const list = at ?? []
  if (!Array.isArray(list)) throw new Failure('usage', `--set: ${path || 'the body'} is not a list`)
  if (step > list.length) throw new Failure('usage', `--set: [${step}] leaves a gap, the list has ${list.length} items`)
  const below = `${path}[${step}]`
  return list.length === step
    ? [...list, put(undefined, rest, value, below)]
    : list.map((item: Json, index) => (index === step ? put(item, rest, value, below) : item))
}
