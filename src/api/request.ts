import type { Field } from '../catalogue/kinds.ts'
import { type Effect, type Method, type Operation, type Param, takesList } from '../catalogue/operation.ts'
import { bodyOf, queryOf, violations } from '../catalogue/shape.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { FileSource } from '../platform/files.ts'

/** A request before it has a host or a key: what the record and its arguments say, and nothing else. */
export interface Call<E extends Effect = Effect> {
  readonly method: Method
  /** Already encoded, without the query. */
  readonly path: string
  readonly query: Row
  readonly body?: Json | undefined
  /** A file that is sent as a form instead of a JSON body. */
  readonly part?: { readonly field: string; readonly file: FileSource } | undefined
  readonly effect: E
  /** It carries a key that makes a repeat safe. */
  readonly repeatable?: boolean
  readonly operation?: Operation | undefined
}

/** The arguments of an operation by the names of its parameters. */
export type Given = { readonly [name: string]: Json | undefined }

/** What goes along with the arguments. */
export interface Beside {
  /** Fields of the body that have no name of their own; arguments win over them. */
  readonly body?: Json | undefined
  /** What an upload sends. */
  readonly file?: FileSource | undefined
  /** How many rows are wanted; all when left out. */
  readonly most?: number | undefined
  /** Whether the list is of use only when all of it came, as for a look-up by name. */
  readonly whole?: boolean
  /** Begins with the page after this cursor, instead of the first. */
  readonly cursor?: string | undefined
  /** The steps of an earlier run, to go on after them. Pages tell theirs only when this is given; `null` for the start. */
  readonly after?: Json | undefined
}

/**
 * Puts each argument where its record says. Containers that Gong wants even when empty (`{"filter":{}}`) are there.
 *
 * @throws Failure `usage` when the result is not what the record allows: nothing of it is sent
 */
export function toCall<E extends Effect>(
  operation: Operation & { readonly effect: E },
  given: Given,
  { body: base, file }: Beside = {},
): Call<E> {
  const path = gather(operation, 'path', given)
  const query = gather(operation, 'query', given)
  const body = toBody(operation, given, base)
  const wrong = violations(operation, { path, query, body })
  if (wrong.length > 0) throw new Failure('usage', wrong.join('; '))
  return {
    method: operation.method,
    path: fill(operation.path, path),
    query,
    body,
    part: partOf(operation, file),
    effect: operation.effect,
    repeatable: isRepeatable(operation, given),
    operation,
  }
}

/** The same call for the next page: the cursor goes in the query of a GET and at the top of a POST's body (quirk 68). */
export function withCursor(call: Call, cursor: string): Call {
  return call.method === 'GET'
    ? { ...call, query: { ...call.query, cursor } }
    : { ...call, body: { ...(isRow(call.body) ? call.body : {}), cursor } }
}

/** Whether a call asks for a page after the first. */
export function hasCursor({ method, query, body }: Call): boolean {
  const cursor = method === 'GET' ? query.cursor : isRow(body) ? body.cursor : undefined
  return cursor !== undefined && cursor !== null && cursor !== ''
}

/** Path and query as they stand in the request line. Spaces are %20 and `+` is %2B, or a phone number would lose it. */
export function target(call: Pick<Call, 'path' | 'query'>): string {
  const pairs = Object.entries(call.query).map(([name, value]) => `${encodeURIComponent(name)}=${encode(value)}`)
  return pairs.length === 0 ? call.path : `${call.path}?${pairs.join('&')}`
}

const PERSONAL = /[^/]*(@|%40)[^/]*|(?<=\/)(\+|%2b)[^/]*/gi
const PLAIN = new Set(['id', 'uuid', 'instant', 'day', 'count', 'number', 'flag', 'choice'])

/**
 * The request line as logs may show it: a value that could name a person, or that opens a page, becomes `***`.
 * What the catalogue does not know is hidden too, and of a path whatever looks like an address or a telephone number.
 */
export function redacted(call: Call): string {
  const fields = call.operation ? queryOf(call.operation) : new Map<string, Field>()
  const shown = (name: string, value: Json) => (PLAIN.has(fields.get(name)?.kind ?? '') ? encode(value) : '***')
  const query = Object.entries(call.query).map(([name, value]) => `${name}=${shown(name, value)}`)
  const path = call.path.replace(PERSONAL, '***')
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}

function gather(operation: Operation, place: 'path' | 'query', given: Given): Row {
  const entries = Object.entries(operation.params)
    .filter(([name, param]) => param.to.startsWith(`${place}.`) && isGiven(param, given[name]))
    .map(([name, param]) => [param.to.slice(place.length + 1), given[name]])
  return Object.fromEntries(entries)
}

/** A flag that is false says nothing: Gong takes every one of them as off. */
function isGiven({ kind }: Param, value: Json | undefined): boolean {
  return value !== undefined && !(kind === 'flag' && value === false)
}

function toBody(operation: Operation, given: Given, base: Json | undefined): Json | undefined {
  const fields = bodyOf(operation)
  if (fields.size === 0) return base
  let body: Json = base ?? {}
  for (const [path, field] of fields) {
    if (field.required && field.kind === 'json' && !takesList(path))
      body = put(body, path.split('.'), (old) => old ?? {})
  }
  for (const [name, param] of Object.entries(operation.params)) {
    const value = given[name]
    if (value === undefined || !isGiven(param, value) || !param.to.startsWith('body')) continue
    const steps = param.to
      .replace(/^body\.?/, '')
      .replace('[]', '')
      .split('.')
      .filter(Boolean)
    body = put(body, steps, () => value)
  }
  return body
}

/**
 * A copy of a body with one value set; objects on the way are copied or made.
 *
 * @param path dotted, such as `filter.workspaceId`
 */
export function setAt(body: Json, path: string, value: Json): Json {
  return put(body, path.split('.'), () => value)
}

function put(at: Json | undefined, steps: readonly string[], make: (old: Json | undefined) => Json): Json {
  const [step, ...rest] = steps
  if (step === undefined) return make(at)
  const row = isRow(at) ? at : {}
  return { ...row, [step]: put(row[step], rest, make) }
}

function isRepeatable({ effect, dedupe }: Operation, given: Given): boolean {
  return effect === 'write' && dedupe !== undefined && given[dedupe] !== undefined
}

function partOf({ params }: Operation, file: FileSource | undefined): Call['part'] {
  const to = Object.values(params).find((param) => param.to.startsWith('part.'))?.to
  if (to === undefined) return undefined
  if (file === undefined) throw new Failure('usage', 'the file to upload is missing')
  return { field: to.slice('part.'.length), file }
}

function fill(template: string, values: Row): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => segment(String(values[name] ?? '')))
}

/** `encodeURIComponent('..')` is still `..` and would climb, so those are refused before a URL is made. */
function segment(value: string): string {
  if (value === '' || value === '.' || value === '..') throw new Failure('usage', `"${value}" is not an id`)
  return encodeURIComponent(value)
}

function encode(value: Json): string {
  return encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
