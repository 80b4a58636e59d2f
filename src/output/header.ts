import type { Json, Row } from '../lib/rows.ts'
import { isRow } from '../lib/rows.ts'
import { columnsOf, isList, isNothing, leaves, valueAt } from './fields.ts'

/** At the end of a known path: an object with names that nobody knows beforehand, as in `logRecord.*`. */
const OPEN = '.*'

/**
 * The columns of CSV. Where the fields of a record are known, they are the columns, whatever the data holds; only an open
 * object is made of what these rows hold in it, and so is everything where nothing is known.
 *
 * @param known dotted paths; one that ends in `.*` is an open object
 */
export function headerOf(known: readonly string[] = [], rows: readonly Row[]): string[] {
  if (known.length === 0) return columnsOf(rows)
  return known.flatMap((path) => (path.endsWith(OPEN) ? opened(path.slice(0, -OPEN.length), rows) : [path]))
}

function opened(path: string, rows: readonly Row[]): string[] {
  const inside = rows.flatMap((row) => {
    const value = valueAt(row, path)
    return isRow(value) && !isNothing(value) ? [value] : []
  })
  return inside.length === 0 ? [path] : columnsOf(inside).map((name) => `${path}.${name}`)
}

/** Finds what no column of CSV takes. */
export interface Leftovers {
  add(rows: readonly Row[]): void
  /** Dotted paths, each once, in the order in which they were met. */
  readonly paths: readonly string[]
}

/** The names at one place of a record: those that are columns as they stand, and those with columns inside. */
interface Names {
  readonly whole: Set<string>
  readonly inside: Map<string, Names>
}

/** @param columns dotted paths, each of which takes whatever lies at it */
export function leftovers(columns: readonly string[]): Leftovers {
  const known = none()
  for (const path of columns) enter(known, path)
  const met = new Set<string>()
  return {
    add: (rows) => {
      for (const row of rows) look(row, known, '', met)
    },
    get paths() {
      return [...met]
    },
  }
}

function none(): Names {
  return { whole: new Set(), inside: new Map() }
}

/** A name may have a dot itself, so a path is a name, too. */
function enter({ whole, inside }: Names, path: string): void {
  whole.add(path)
  const dot = path.indexOf('.')
  if (dot < 0) return
  const below = inside.get(path.slice(0, dot)) ?? none()
  inside.set(path.slice(0, dot), below)
  enter(below, path.slice(dot + 1))
}

function look(row: Row, { whole, inside }: Names, under: string, met: Set<string>): void {
  for (const [name, value] of Object.entries(row))
    if (!whole.has(name) && !isNothing(value)) left(value, inside.get(name), under + name, met)
}

function left(value: Json, inside: Names | undefined, path: string, met: Set<string>): void {
  if (isRow(value) && inside !== undefined) look(value, inside, `${path}.`, met)
  else if (isList(value) && inside !== undefined) for (const item of value) left(item, inside, path, met)
  else if (!isNothing(value)) for (const [leaf, what] of leaves({ [path]: value })) if (!isNothing(what)) met.add(leaf)
}
