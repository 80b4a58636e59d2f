import { everyOperation } from '../catalogue/index.ts'
import { KINDS } from '../catalogue/kinds.ts'
import type { Operation } from '../catalogue/operation.ts'
import { bodyOf, queryOf, type RequestParts } from '../catalogue/shape.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { HttpRequest } from '../platform/http.ts'
import { isForm, textOf } from './upload.ts'

interface Route {
  readonly operation: Operation
  readonly pattern: RegExp
}

/** Fewer placeholders first: a word in a path wins over a place for an id. */
const routes: readonly Route[] = everyOperation
  .map((operation) => ({ operation, pattern: patternOf(operation.path) }))
  .sort((a, b) => a.operation.path.split('{').length - b.operation.path.split('{').length)

/** `/v2/users/{id}` as an expression with named groups; names may hold characters that a group's name may not. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, '([^/]+)')}$`)
}

export interface RouteMatch {
  readonly operation: Operation
  /** The values in the path, by placeholder. */
  readonly path: Row
}

/** The operation that a verb and a path belong to: both count, since some paths differ only by the verb (quirk 24). */
export function matchRoute(method: string, path: string): RouteMatch | undefined {
  for (const { operation, pattern } of routes) {
    const found = operation.method === method ? pattern.exec(path) : null
    if (found) return { operation, path: pathValues(operation.path, found.slice(1)) }
  }
  return undefined
}

function pathValues(path: string, found: readonly string[]): Row {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  return Object.fromEntries(names.map((name, index) => [name, decode(found[index] ?? '')]))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Parses the values of a request by their kinds in the catalogue. Operations with a body ignore query parameters that they do
 * not know (field note "Bodies"), and of the list in the body of a GET what is too much; an empty body is none.
 *
 * @returns `undefined` when the body is not JSON.
 */
export function parseRequest({ operation, path }: RouteMatch, request: HttpRequest): RequestParts | undefined {
  const fields = queryOf(operation)
  const strict = operation.method === 'GET' && bodyOf(operation).size === 0
  const given = [...new URL(request.url).searchParams].filter(([name]) => strict || fields.has(name))
  const query = Object.fromEntries(
    given.map(([name, text]): [string, Json] => [name, parseQueryValue(fields.get(name)?.kind, text)]),
  )
  const text = isForm(request) ? '' : textOf(request.body)
  if (text === '') return { path, query }
  try {
    return { path, query, body: dropExcess(operation, JSON.parse(text)) }
  } catch {
    return undefined
  }
}

/** Gong drops what is too much in silence (quirk 13). */
function dropExcess(operation: Operation, body: Json): Json {
  const most = bodyOf(operation).get('[]')?.max
  return operation.method === 'GET' && Array.isArray(body) ? body.slice(0, most) : body
}

/** A query is all text; flags and numbers become what the validation expects, when they can. In a phone number only
 * digits count. */
function parseQueryValue(kind: keyof typeof KINDS | undefined, text: string): Json {
  if (kind === 'phone') return text.replace(/(?!^\+)\D/g, '')
  if (kind !== 'flag' && kind !== 'count' && kind !== 'number') return text
  return KINDS[kind].parse(text) ?? text
}

/** The body's filter, or an empty one. */
export function filterIn(body: Json | undefined): Row {
  return isRow(body) && isRow(body.filter) ? body.filter : {}
}

/** The value of a header, whatever case its name was sent in. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  return Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1]
}
