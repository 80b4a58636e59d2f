import type { Json, Row } from '../lib/rows.ts'
import { isRow } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'
import { type Field, valueProblem } from './kinds.ts'
import type { Method, Operation, Param } from './operation.ts'
import { ruleViolations } from './rules.ts'

/** The values of a request, as a server parses them. */
export interface RequestParts {
  readonly path: Row
  readonly query: Row
  readonly body?: Json | undefined
}

interface Shape extends Field {
  /** Of the list, for what its items are. */
  readonly maxItems?: number | undefined
  readonly children: Map<string, Shape>
}

/** The query parameters of an operation by wire name, with the cursor for paged ones. */
export const queryOf = onceEach((operation: Operation): ReadonlyMap<string, Field> => {
  return new Map<string, Field>([...paramsIn(operation, 'query'), ...cursorIn(operation, 'GET')])
})

/**
 * The body fields of an operation by path, such as `parties[].name`: parameters, other fields, and the cursor of paged ones
 * (quirk 68). Empty where there is no body.
 */
export const bodyOf = onceEach((operation: Operation): ReadonlyMap<string, Field> => {
  return new Map<string, Field>([
    ...cursorIn(operation, 'POST'),
    ...Object.entries(operation.body ?? {}),
    ...paramsIn(operation, 'body'),
  ])
})

/** Makes something of each operation once: a bulk change checks a hundred thousand requests of one. */
function onceEach<T>(make: (operation: Operation) => T): (operation: Operation) => T {
  const known = new WeakMap<Operation, { readonly made: T }>()
  return (operation) => {
    const one = known.get(operation) ?? { made: make(operation) }
    known.set(operation, one)
    return one.made
  }
}

function cursorIn(operation: Operation, method: Method): [string, Field][] {
  return operation.paged && operation.method === method ? [['cursor', { kind: 'text' }]] : []
}

/** The parameters in one part of the request, by the rest of their address. */
export function paramsIn(operation: Operation, location: 'path' | 'query' | 'body' | 'part'): [string, Param][] {
  return Object.values(operation.params)
    .filter((param) => param.to.startsWith(location))
    .map((param) => [param.to.slice(location.length).replace(/^\./, ''), param])
}

/**
 * Validates a request. Unknown fields are errors, since a misspelt filter would silently widen the request. Rules between
 * fields are checked once each field is valid.
 *
 * @returns a sentence for each error
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
    ...flat('path', pathOf(operation), carried.path),
    ...flat('query', queryOf(operation), carried.query),
    ...(fields.size === 0 ? [] : within('', treeOf(operation), carried.body ?? null)),
    ...(fields.size === 0 && carried.body !== undefined ? ['the operation takes no body'] : []),
  ]
}

function flat(location: string, fields: ReadonlyMap<string, Field>, values: Row): string[] {
  const unknown = Object.keys(values).filter((name) => !fields.has(name))
  return [
    ...unknown.map((name) => `${location} parameter ${name} is not known`),
    ...[...fields].flatMap(([name, field]) => one(name, field, values[name])),
  ]
}

function one(name: string, field: Field, value: Json | undefined): string[] {
  if (value === undefined) return field.required ? [`${name} is required`] : []
  const wrong = valueProblem(field, value)
  return wrong === undefined ? [] : [`${name} ${wrong}`]
}

const pathOf = onceEach((operation) => new Map<string, Field>(paramsIn(operation, 'path')))

/** The fields of the body as a tree. */
const treeOf = onceEach((operation) => {
  const root = emptyShape()
  for (const [path, { max, ...field }] of bodyOf(operation)) {
    let at = root
    for (const step of path.replaceAll('[]', '.[]').split('.').filter(Boolean)) {
      const next = at.children.get(step) ?? emptyShape()
      at.children.set(step, next)
      at = next
    }
    Object.assign(at, field, path.endsWith('[]') ? { maxItems: max } : { max })
  }
  return root
})

function emptyShape(): Shape {
  return { kind: 'json', children: new Map() }
}

function within(path: string, shape: Shape, value: Json): string[] {
  const name = path || 'the body'
  const item = shape.children.get('[]')
  if (item) return items(name, path, item, value)
  if (shape.children.size === 0) return one(name, shape, value)
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
  const { maxItems } = item
  if (maxItems !== undefined && value.length > maxItems) return [`${name} has more than ${maxItems} items`]
  return value.flatMap((entry: Json, index) => within(`${path}[${index}]`, item, entry))
}

function guess(key: string, names: readonly string[]): string {
  const near = nearest(key, names)
  return near === undefined ? '' : `; did you mean ${near}?`
}

/** A list is required when its items say so: the path of a list ends in `[]`. */
function mustBe(shape: Shape): boolean {
  return shape.required === true || shape.children.get('[]')?.required === true
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
