import { type Json, rowsIn } from '../../lib/rows.ts'
import { type Place, valueBelow } from './places.ts'

/** Reads one fact of a record, where a row is made. */
export type ReadPath = (place: Place) => Json | undefined

/** Compiles a path of the schema (`StoreColumn.from`), once for all rows. */
export function readPath(path: string): ReadPath {
  if (path.endsWith('[#]')) return indexOf(path.slice(0, -'[#]'.length))
  if (path === '.') return (place) => outermost(place).value
  if (path.startsWith('./')) return (place) => read(place.value, path.slice(2))
  if (path.startsWith('../')) return (place) => read(place.outer?.value, path.slice(3))
  const end = path.lastIndexOf('[]')
  const [list, rest] = end < 0 ? ['', path] : [path.slice(0, end + 2), path.slice(end + 3)]
  return (place) => read(placeOf(place, list)?.value, rest)
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
function read(value: Json | undefined, path: string): Json | undefined {
  if (path === '') return value
  const [, list, key, wanted, rest] = /^(\w+)\{(\w+)=(\w+)\}\.(\w+)$/.exec(path) ?? []
  if (list === undefined || key === undefined || rest === undefined) return valueBelow(value, path.split('.'))
  const found = rowsIn(valueBelow(value, [list])).find(
    (one) => String(one[key]).toLowerCase() === wanted?.toLowerCase(),
  )
  return found?.[rest]
}
