import { type Json, type Row, rowsIn } from '../../lib/rows.ts'
import { type Place, valueBelow } from './places.ts'

/** Reads one fact of a record, where a row is made. */
export type ReadPath = (place: Place) => Json | undefined

/** Compiles a path of the schema (`StoreColumn.from`), once for all rows. */
export function readPath(path: string): ReadPath {
  if (path.endsWith('[#]')) return indexOf(path.slice(0, -'[#]'.length))
  if (path === '.') return (place) => outermost(place).value
  if (path.startsWith('./')) {
    const read = reader(path.slice(2))
    return (place) => read(place.value)
  }
  if (path.startsWith('../')) {
    const read = reader(path.slice(3))
    return (place) => read(place.outer?.value)
  }
  const end = path.lastIndexOf('[]')
  const [list, rest] = end < 0 ? ['', path] : [path.slice(0, end + 2), path.slice(end + 3)]
  const read = reader(rest)
  return (place) => read(placeOf(place, list)?.value)
}

/** The place in a list; -1 where the row is within no such list. */
function indexOf(list: string): ReadPath {
  if (list === '.') return (place) => place.index
  if (list === '..') return (place) => place.outer?.index ?? -1
  return (place) => placeOf(place, `${list}[]`)?.index ?? -1
}

function placeOf(place: Place, path: string): Place | undefined {
  for (let at: Place | undefined = place; at !== undefined; at = at.outer) if (at.path === path) return at
  return undefined
}

function outermost(place: Place): Place {
  return place.outer === undefined ? place : outermost(place.outer)
}

/** `a.b`, or `fields{name=Name}.value`: of the first element whose `name` is that, in capitals or not. */
function reader(path: string): (value: Json | undefined) => Json | undefined {
  if (path === '') return (value) => value
  const [, list, key, wanted, rest] = /^(\w+)\{(\w+)=(\w+)\}\.(\w+)$/.exec(path) ?? []
  const keys = path.split('.')
  if (list === undefined || key === undefined || rest === undefined) return (value) => valueBelow(value, keys)
  const isWanted = (one: Row) => String(one[key]).toLowerCase() === wanted?.toLowerCase()
  return (value) => rowsIn(valueBelow(value, [list])).find(isWanted)?.[rest]
}
