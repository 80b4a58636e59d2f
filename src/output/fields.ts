import type { Json, Row } from '../lib/rows.ts'
import { isRow } from '../lib/rows.ts'

/**
 * The value at a dotted path, `undefined` when there is none. Lists are mapped over: `parties.name` gives one name for each
 * party, `null` for those without, so that two such lists still match item by item.
 */
export function valueAt(row: Row, path: string): Json | undefined {
  if (Object.hasOwn(row, path)) return row[path]
  const dot = path.indexOf('.')
  const name = path.slice(0, dot)
  return dot >= 0 && Object.hasOwn(row, name) ? valueBelow(row[name], path.slice(dot + 1)) : undefined
}

function valueBelow(value: Json | undefined, path: string): Json | undefined {
  if (isRow(value)) return valueAt(value, path)
  if (!isJsonList(value)) return undefined
  return value.flatMap((item) => valueBelow(item, path) ?? null)
}

/** Whether a JSON value is a list; `Array.isArray` would narrow it to a mutable `any[]`. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** The selected values of a record in that order, each under its dotted path; `null` where there is none. */
export function pickFields(row: Row, paths: readonly string[]): Row {
  return Object.fromEntries(paths.map((path) => [path, valueAt(row, path) ?? null]))
}

/**
 * The leaves of a record by dotted path: scalars, lists, empty objects. An object with a dot in one of its names is a leaf
 * too, since no dotted path could reach into it.
 *
 * @param prefix of each path, with its dot
 */
export function leafEntries(row: Row, prefix = ''): [string, Json][] {
  return Object.entries(row).flatMap(([name, value]): [string, Json][] => {
    const path = prefix + name
    return hasLeaves(value) ? leafEntries(value, `${path}.`) : [[path, value]]
  })
}

function hasLeaves(value: Json): value is Row {
  if (!isRow(value)) return false
  const names = Object.keys(value)
  return names.length > 0 && !names.some((name) => name.includes('.'))
}

/**
 * The paths of the leaves of these records, in the order of first appearance. One that is empty in all of them (null, or an
 * object without names) counts only where no other path leads through it.
 */
export function leafPaths(rows: readonly Row[]): string[] {
  const filled = new Map<string, boolean>()
  for (const row of rows)
    for (const [path, value] of leafEntries(row)) filled.set(path, filled.get(path) === true || !isEmptyValue(value))
  const paths = [...filled.keys()]
  const outer = new Set(paths.flatMap(parentPaths))
  return paths.filter((path) => filled.get(path) || !outer.has(path))
}

/** Whether a value is absent, null, or a list or object without elements. */
export function isEmptyValue(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** `a` and `a.b` for `a.b.c`. */
function parentPaths(path: string): string[] {
  const found: string[] = []
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) found.push(path.slice(0, dot))
  return found
}
