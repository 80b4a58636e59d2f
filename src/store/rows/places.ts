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

/** Every place that rows are made for: the elements of a list within lists, such as `content.outline[].items[]?`. */
export function placesIn(record: Row, each: string | undefined): readonly Place[] {
  const root: Place = { path: '', index: 0, value: record }
  if (each === undefined) return [root]
  return each
    .split(/(?<=\[\]\??)\./)
    .reduce<readonly Place[]>((outer, step) => outer.flatMap((one) => within(one, step)), [root])
}

function within(outer: Place, step: string): readonly Place[] {
  const keys = step.replace(/\[\]\??$/, '')
  const path = `${outer.path === '' ? '' : `${outer.path}.`}${keys}[]`
  const list = valueBelow(outer.value, keys.split('.'))
  const found = Array.isArray(list) ? list.map((value: Json, index): Place => ({ path, index, value, outer })) : []
  return found.length === 0 && step.endsWith('?') ? [{ path, index: -1, value: null, outer }] : found
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
