import { isRow, type Json, type Row } from '../../lib/rows.ts'

/** Where a row is made: an element of a list, and those that it is within. */
export interface Place {
  /** The list, such as `parties[].context[]`; empty for the record itself. */
  readonly path: string
  /** From 0; -1 where the list has no elements. */
  readonly index: number
  readonly value: Json
  readonly outer?: Place
}

/** Where rows are made in a record. */
export type Places = (record: Row) => readonly Place[]

/** A list within another. */
interface ListStep {
  readonly keys: readonly string[]
  /** From the record. */
  readonly path: string
  /** Whether there is one place where it has no elements. */
  readonly isKept: boolean
}

/** Compiles the places that rows are made for, once for all records: the elements of `content.outline[].items[]?`. */
export function placesOf(each: string | undefined): Places {
  const lists = each?.split(/(?<=\[\]\??)\./) ?? []
  const steps = lists.map((list, at): ListStep => {
    const path = lists
      .slice(0, at + 1)
      .join('.')
      .replaceAll('?', '')
    return { keys: list.replace(/\[\]\??$/, '').split('.'), path, isKept: list.endsWith('?') }
  })
  return (record) =>
    steps.reduce<readonly Place[]>(
      (outer, step) => outer.flatMap((one) => within(one, step)),
      [{ path: '', index: 0, value: record }],
    )
}

function within(outer: Place, { keys, path, isKept }: ListStep): readonly Place[] {
  const list = valueBelow(outer.value, keys)
  const found = Array.isArray(list) ? list.map((value: Json, index): Place => ({ path, index, value, outer })) : []
  return found.length === 0 && isKept ? [{ path, index: -1, value: null, outer }] : found
}

/** What stands below these names; `undefined` where something on the way is no object. */
export function valueBelow(value: Json | undefined, keys: readonly string[]): Json | undefined {
  let at = value
  for (const key of keys) {
    if (!isRow(at)) return undefined
    at = Object.hasOwn(at, key) ? at[key] : undefined
  }
  return at
}
