import type { Json, Row } from '../lib/rows.ts'
import { isRow } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'
import { type Field, valueProblem } from './kinds.ts'
import type { Method, Operation, Param } from './operation.ts'
import { ruleViolations } from './rules.ts'

/** The values of a request, as a server reads them. */
export interface RequestParts {
  readonly path: Row
  readonly query: Row
  readonly body?: Json | undefined
}

interface Shape extends Partial<Field> {
  children: Map<string, Shape>
}

/** Every query parameter that the operation takes, by its name on the wire; pages add the cursor. */
export function queryOf(operation: Operation): ReadonlyMap<string, Field> {
  return new Map<string, Field>([...placed(operation, 'query'), ...cursorIn(operation, 'GET')])
}

/**
 * The body as one flat map from path to field, `parties[].name` style; empty where the operation takes none.
 * Named parameters and nameless fields are one list here, and pages add the cursor at the top (quirk 68).
 */
export function bodyOf(operation: Operation): ReadonlyMap<string, Field> {
  return new Map<string, Field>([
    ...cursorIn(operation, 'POST'),
    ...Object.entries(operation.body ?? {}),
    ...placed(operation, 'body'),
  ])
}

function cursorIn(operation: Operation, method: Method): [string, Field][] {
  return operation.paged && operation.method === method ? [['cursor', { kind: 'text' }]] : []
}

/** The parameters that go to one place, by the rest of their address. */
export function placed(operation: Operation, place: 'path' | 'query' | 'body' | 'part'): [string, Param][] {
  return Object.values(operation.params)
    .filter((param) => param.to.startsWith(place))
    .map((param) => [param.to.slice(place.length).replace(/^\./, ''), param])
}

/**
 * Everything that is wrong with a request, a sentence each; empty when Gong would take it. Unknown fields count:
 * a misspelt filter would silently widen the request. Rules between fields are checked once each field is valid.
 */
export function violations(operation: Operation, carried: RequestParts): string[] {
  const misfits = misfitsOf(operation, carried)
  return misfits.length > 0
    ? misfits
    : ruleViolations(operation.rules ?? [], { ...carried, body: carried.body ?? null })
}

function misfitsOf(operation: Operation, carried: RequestParts): string[] {
  const fields = bodyOf(operation)
  return [
    ...flat('path', placed(operation, 'path'), carried.path),
    ...flat('query', [...queryOf(operation)], carried.query),
    ...(fields.size === 0 ? [] : within('', tree(fields), carried.body ?? null)),
    ...(fields.size === 0 && carried.body !== undefined ? ['the operation takes no body'] : []),
  ]
}

function flat(place: string, fields: readonly [string, Field][], values: Row): string[] {
  const known = new Map(fields)
  const unknown = Object.keys(values).filter((name) => !known.has(name))
  return [
    ...unknown.map((name) => `${place} parameter ${name} is not known`),
    ...fields.flatMap(([name, field]) => one(name, field, values[name])),
  ]
}

function one(name: string, field: Field, value: Json | undefined): string[] {
  if (value === undefined) return field.required ? [`${name} is required`] : []
  const wrong = valueProblem(field, value)
  return wrong === undefined ? [] : [`${name} ${wrong}`]
}

function tree(fields: ReadonlyMap<string, Field>): Shape {
  const root: Shape = { children: new Map() }
  for (const [path, field] of fields) {
    let at = root
    for (const step of path.replaceAll('[]', '.[]').split('.').filter(Boolean)) {
      const next = at.children.get(step) ?? { children: new Map() }
      at.children.set(step, next)
      at = next
    }
    Object.assign(at, field)
  }
  return root
}

function within(path: string, shape: Shape, value: Json): string[] {
  const name = path || 'the body'
  const item = shape.children.get('[]')
  if (item) return items(name, path, item, value)
  if (shape.children.size === 0) return one(name, { kind: 'json', ...shape }, value)
  if (!isRow(value)) return [`${name} is not an object`]
  const unknown = Object.keys(value).filter((key) => !shape.children.has(key))
  return [
    ...unknown.map((key) => `${join(path, key)} is not a field of the body${guess(key, [...shape.children.keys()])}`),
    ...[...shape.children].flatMap(([key, child]) => {
      const inner = value[key]
      if (inner !== undefined) return within(join(path, key), child, inner)
      return mustBe(child) ? [`${join(path, key)} is required`] : []
    }),
  ]
}

function items(name: string, path: string, item: Shape, value: Json): string[] {
  if (!Array.isArray(value)) return [`${name} is not a list`]
  if (item.max !== undefined && value.length > item.max) return [`${name} has more than ${item.max} items`]
  const { max: _most, ...single } = item
  return value.flatMap((entry: Json, index) => within(`${path}[${index}]`, single, entry))
}

function guess(key: string, known: readonly string[]): string {
  const near = nearest(key, known)
  return near === undefined ? '' : `; did you mean ${near}?`
}

/** A list is required when its items say so: the path of a list ends in `[]`. */
function mustBe(shape: Shape): boolean {
  return shape.required === true || shape.children.get('[]')?.required === true
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
