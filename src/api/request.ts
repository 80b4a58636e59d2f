import { type Effect, type Method, type Operation, type Param, takesList } from '../catalogue/operation.ts'
import { bodyOf, violations } from '../catalogue/shape.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { FileSource } from '../platform/files.ts'

/** A request without host and credential: an operation with its arguments. */
export interface ApiRequest<E extends Effect = Effect> {
  readonly method: Method
  /** Percent-encoded, without the query. */
  readonly path: string
  readonly query: Row
  readonly body?: Json | undefined
  /** A file that is sent as a multipart form instead of a JSON body. */
  readonly part?: { readonly field: string; readonly file: FileSource } | undefined
  readonly effect: E
  /** Whether it has a key by which Gong recognizes a duplicate. */
  readonly idempotent?: boolean
  readonly operation?: Operation | undefined
}

/** The arguments of an operation, by parameter name. */
export type ArgumentValues = { readonly [name: string]: Json | undefined }

/** What a request takes besides the arguments. */
export interface RequestExtras {
  /** Fields of the body that are no parameters; arguments win over them. */
  readonly body?: Json | undefined
  /** What an upload sends. */
  readonly file?: FileSource | undefined
  /** How many rows are wanted; all when left out. */
  readonly limit?: number | undefined
  /** Whether missing rows are an error, as for a look-up by name. */
  readonly requireAll?: boolean
  /** Of the page to begin with, instead of the first. */
  readonly cursor?: string | undefined
  /** The steps of an earlier run to resume after, `null` for the start. Pages have a `resumeStep` only when this is given. */
  readonly resumeSteps?: Json | undefined
}

/**
 * Builds a request: puts each argument where the catalogue says, and adds containers that Gong requires even when empty
 * (`{"filter":{}}`).
 *
 * @throws Failure `usage` when the catalogue does not allow the result
 */
export function toRequest<E extends Effect>(
  operation: Operation & { readonly effect: E },
  given: ArgumentValues,
  { body: extraBody, file }: RequestExtras = {},
): ApiRequest<E> {
  const path = valuesFor(operation, 'path', given)
  const query = valuesFor(operation, 'query', given)
  const body = buildBody(operation, given, extraBody)
  const wrong = violations(operation, { path, query, body })
  if (wrong.length > 0) throw new Failure('usage', wrong.join('; '))
  return {
    method: operation.method,
    path: fillPath(operation.path, path),
    query,
    body,
    part: filePart(operation, file),
    effect: operation.effect,
    idempotent: isIdempotent(operation, given),
    operation,
  }
}

function valuesFor(operation: Operation, location: 'path' | 'query', given: ArgumentValues): Row {
  const entries = Object.entries(operation.params)
    .filter(([name, param]) => param.to.startsWith(`${location}.`) && hasValue(param, given[name]))
    .map(([name, param]) => [param.to.slice(location.length + 1), given[name]])
  return Object.fromEntries(entries)
}

/** False flags are left out: the default of each is false. */
function hasValue({ kind }: Param, value: Json | undefined): boolean {
  return value !== undefined && !(kind === 'flag' && value === false)
}

function buildBody(operation: Operation, given: ArgumentValues, extraBody: Json | undefined): Json | undefined {
  const fields = bodyOf(operation)
  if (fields.size === 0) return extraBody
  let body: Json = extraBody ?? {}
  for (const [path, field] of fields) {
    if (field.required && field.kind === 'json' && !takesList(path))
      body = setPath(body, path.split('.'), (old) => old ?? {})
  }
  for (const [name, param] of Object.entries(operation.params)) {
    const value = given[name]
    if (value === undefined || !hasValue(param, value) || !param.to.startsWith('body')) continue
    const steps = param.to
      .replace(/^body\.?/, '')
      .replace('[]', '')
      .split('.')
      .filter(Boolean)
    body = setPath(body, steps, () => value)
  }
  return body
}

/**
 * A copy of a body with one value set; objects on the way are copied or made.
 *
 * @param path dotted, such as `filter.workspaceId`
 */
export function setAt(body: Json, path: string, value: Json): Json {
  return setPath(body, path.split('.'), () => value)
}

/** @throws Failure `usage` for what is on the way and no object: replacing it would widen the request unseen */
function setPath(
  at: Json | undefined,
  steps: readonly string[],
  make: (old: Json | undefined) => Json,
  path = '',
): Json {
  const [step, ...rest] = steps
  if (step === undefined) return make(at)
  const row = at ?? {}
  if (!isRow(row)) throw new Failure('usage', `${path || 'the body'} is not an object`)
  return { ...row, [step]: setPath(row[step], rest, make, path ? `${path}.${step}` : step) }
}

function isIdempotent({ effect, dedupe }: Operation, given: ArgumentValues): boolean {
  return effect === 'write' && dedupe !== undefined && given[dedupe] !== undefined
}

function filePart({ params }: Operation, file: FileSource | undefined): ApiRequest['part'] {
  const to = Object.values(params).find((param) => param.to.startsWith('part.'))?.to
  if (to === undefined) return undefined
  if (file === undefined) throw new Failure('usage', 'the file to upload is missing')
  return { field: to.slice('part.'.length), file }
}

function fillPath(template: string, values: Row): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeSegment(String(values[name] ?? '')))
}

/** Refuses dot segments: `encodeURIComponent('..')` is still `..`, and a URL would drop the folder before it. */
function encodeSegment(value: string): string {
  if (value === '' || value === '.' || value === '..') throw new Failure('usage', `"${value}" is not an id`)
  return encodeURIComponent(value)
}
