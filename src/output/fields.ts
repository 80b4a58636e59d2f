import { Failure } from '../lib/errors.ts'
import type { Json, Row } from '../lib/rows.ts'
import { isRow } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'

/**
 * Refuses `--fields` that no record can have. Only the first name of a path is held against the known ones, since what
 * lies deeper differs from record to record; without known fields every name is taken.
 *
 * @param isOpen whether records may have fields that nobody knows yet, as Gong's answers may (quirk 76): then only a name
 * that looks like a known one is refused
 * @returns the names that are taken without being known
 * @throws Failure `usage` that names the nearest field and lists them all.
 */
export function checkFields(
  pick: readonly string[],
  known: readonly string[] | undefined,
  isOpen = false,
): readonly string[] {
  const empty = pick.find((path) => path.split('.').includes(''))
  if (empty !== undefined) throw new Failure('usage', `--fields: "${empty}" is not a field, a name is missing in it`)
  if (known === undefined) return []
  const names = [...new Set(known.map(first))]
  const strays = pick.map(first).filter((name) => !names.includes(name))
  const refused = strays.find((name) => !isOpen || nearest(name, names) !== undefined)
  if (refused !== undefined) throw unknownField(refused, names)
  return strays
}

function unknownField(stray: string, names: readonly string[]): Failure {
  const near = nearest(stray, names)
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  return new Failure('usage', `--fields: there is no field "${stray}" here${guess}`, {
    hint: `--fields takes: ${names.join(', ')}`,
  })
}

function first(path: string): string {
  return path.split('.', 1)[0] ?? path
}

/**
 * The value at a dotted path, `undefined` when there is none. A list on the way is mapped over: `parties.name` gives the
 * names, one for each party, `null` for who has none, so that two such lists still match item by item.
 */
export function valueAt(row: Row, path: string): Json | undefined {
  if (Object.hasOwn(row, path)) return row[path]
  const dot = path.indexOf('.')
  const name = path.slice(0, dot)
  return dot >= 0 && Object.hasOwn(row, name) ? below(row[name], path.slice(dot + 1)) : undefined
}

function below(value: Json | undefined, path: string): Json | undefined {
  if (isRow(value)) return valueAt(value, path)
  if (!isList(value)) return undefined
  return value.flatMap((item) => below(item, path) ?? null)
}

/** Whether a JSON value is a list; `Array.isArray` alone forgets that JSON lists are read-only. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** The chosen values of a record in the order chosen, each under its dotted path; `null` where there is none. */
export function pickFields(row: Row, paths: readonly string[]): Row {
  return Object.fromEntries(paths.map((path) => [path, valueAt(row, path) ?? null]))
}

/**
 * The leaves of a record by dotted path: scalars, lists, empty objects. An object with a dot in one of its names is a leaf
 * too, since no dotted path could reach into it.
 *
 * @param under what stands before each path, with its dot
 */
export function leaves(row: Row, under = ''): [string, Json][] {
  return Object.entries(row).flatMap(([name, value]): [string, Json][] => {
    const path = under + name
    return opens(value) ? leaves(value, `${path}.`) : [[path, value]]
  })
}

function opens(value: Json): value is Row {
  if (!isRow(value)) return false
  const names = Object.keys(value)
  return names.length > 0 && !names.some((name) => name.includes('.'))
}

/**
 * The columns of these records: every leaf as it is first met. What is nothing in all of them (null, or an object without
 * names) is a column only where no column lies inside it.
 */
export function columnsOf(rows: readonly Row[]): string[] {
  const filled = new Map<string, boolean>()
  for (const row of rows)
    for (const [path, value] of leaves(row)) filled.set(path, filled.get(path) === true || !isNothing(value))
  const paths = [...filled.keys()]
  const outer = new Set(paths.flatMap(above))
  return paths.filter((path) => filled.get(path) || !outer.has(path))
}

/** Whether a value holds nothing that a column could lose. */
export function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** `a` and `a.b` for `a.b.c`. */
function above(path: string): string[] {
  const found: string[] = []
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) found.push(path.slice(0, dot))
  return found
}
