import type { Typed } from '../../app/model/inputs.ts'
import type { TableFields } from './table-fields.ts'

/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15
/** From so many on, hardly two ids in a row end in zeros by chance. */
const LONG = /^\d{17,20}$/

interface LongIds {
  firstLine: number
  count: number
  rounded: number
}

/** Notices columns in which a spreadsheet has made zeros of the last digits of every id. */
export function roundedColumns(fields: TableFields) {
  const names = Object.keys(fields).filter((name) => fields[name]?.kind === 'id' || fields[name]?.lookup !== undefined)
  const seen = new Map<string, LongIds>()
  return {
    note(line: number, values: Typed): void {
      for (const name of names)
        for (const id of [values[name]].flat()) {
          if (typeof id !== 'string' || !LONG.test(id)) continue
          const ids = seen.get(name) ?? { firstLine: line, count: 0, rounded: 0 }
          ids.count += 1
          if (/^0+$/.test(id.slice(KEPT_DIGITS))) ids.rounded += 1
          seen.set(name, ids)
        }
    },
    /** The fields that have more than one such id and no other, with the line of the first. */
    found: (): readonly (readonly [name: string, line: number])[] =>
      [...seen].flatMap(([name, { firstLine, count, rounded }]) =>
        count > 1 && rounded === count ? [[name, firstLine] as const] : [],
      ),
  }
}
