import type { Json, Row } from '../../lib/rows.ts'
import { isRow } from '../../lib/rows.ts'
import { isEmptyValue, isJsonList, leafEntries, leafPaths, valueAt } from '../fields.ts'

/** Ends the path of an open object, whose names are not known in advance, as in `logRecord.*`. */
const OPEN = '.*'

/**
 * The columns of CSV. Known fields are the columns, whatever the data holds; open objects, and everything where no fields
 * are known, get a column for each path in these rows.
 *
 * @param fields dotted paths; one that ends in `.*` is an open object
 */
export function csvHeader(fields: readonly string[] = [], rows: readonly Row[]): string[] {
  if (fields.length === 0) return leafPaths(rows)
  return fields.flatMap((path) => (path.endsWith(OPEN) ? expandOpenObject(path.slice(0, -OPEN.length), rows) : [path]))
}

function expandOpenObject(path: string, rows: readonly Row[]): string[] {
  const inside = rows.flatMap((row) => {
    const value = valueAt(row, path)
    return isRow(value) && !isEmptyValue(value) ? [value] : []
  })
  return inside.length === 0 ? [path] : leafPaths(inside).map((name) => `${path}.${name}`)
}

/** Collects the fields that have no column in CSV. */
export interface DroppedFields {
  add(rows: readonly Row[]): void
  /** Dotted paths, each once, in the order of their first row. */
  readonly paths: readonly string[]
}

/** The names at one level of a record: those that are columns as a whole, and those with columns inside. */
interface Names {
  readonly whole: Set<string>
  readonly inside: Map<string, Names>
}

/** @param columns dotted paths, each of which holds whatever value is there */
export function trackDroppedFields(columns: readonly string[]): DroppedFields {
  const known = emptyNames()
  for (const path of columns) addPath(known, path)
  const dropped = new Set<string>()
  return {
    add: (rows) => {
      for (const row of rows) collectDropped(row, known, '', dropped)
    },
    get paths() {
      return [...dropped]
    },
  }
}

function emptyNames(): Names {
  return { whole: new Set(), inside: new Map() }
}

/** A name may contain a dot, so each path is also a name. */
function addPath({ whole, inside }: Names, path: string): void {
  whole.add(path)
  const dot = path.indexOf('.')
  if (dot < 0) return
  const below = inside.get(path.slice(0, dot)) ?? emptyNames()
  inside.set(path.slice(0, dot), below)
  addPath(below, path.slice(dot + 1))
}

function collectDropped(row: Row, { whole, inside }: Names, prefix: string, dropped: Set<string>): void {
  for (const [name, value] of Object.entries(row))
    if (!whole.has(name) && !isEmptyValue(value)) collectBelow(value, inside.get(name), prefix + name, dropped)
}

function collectBelow(value: Json, inside: Names | undefined, path: string, dropped: Set<string>): void {
  if (isRow(value) && inside !== undefined) collectDropped(value, inside, `${path}.`, dropped)
  else if (isJsonList(value) && inside !== undefined)
    for (const item of value) collectBelow(item, inside, path, dropped)
  else if (!isEmptyValue(value))
    for (const [leaf, what] of leafEntries({ [path]: value })) if (!isEmptyValue(what)) dropped.add(leaf)
}
