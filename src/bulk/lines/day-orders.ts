import type { LineFaults } from '../../lib/line-faults.ts'
import type { Table, TableLine } from '../table/table.ts'
import { type DayFormats, type FirstInDay, formatHint, yearLastOf } from './cell-dates.ts'
import { bareText } from './cell-text.ts'
import type { Columns, TableFields } from './table-fields.ts'

const ONE_ORDER = 'no --date-format reads both: write the days of the column in one order, or as 2026-11-24'

/** The first lines with a day of each order. */
type Seen = { [first in FirstInDay]?: number }

/**
 * Notices columns that have days in two orders, as `24/11/2026` and `11/24/2026`: one of them is not what was meant. What days of
 * one order stand in the table tells which format the others can have, since a format holds for all columns.
 */
export function dayOrders(table: Pick<Table, 'header' | 'unit'>, fields: TableFields, columns: Columns) {
  const places = Object.entries(fields).flatMap(([name, { kind }]) =>
    kind === 'day' || kind === 'instant' || kind === 'second' ? (columns.get(name) ?? []) : [],
  )
  const seen = new Map(places.map((at): [number, Seen] => [at, {}]))
  /** Of days that could have either first, by the hint that each was refused with. */
  const open = new Map<string, DayFormats>()
  return {
    note({ line, cells }: TableLine): void {
      for (const [at, lines] of seen) {
        const { formats, first } = yearLastOf(bareText(cells[at] ?? '')) ?? {}
        if (first === 'day' || first === 'month') lines[first] ??= line
        else if (formats !== undefined) open.set(formatHint(formats), formats)
      }
    },
    /** @param faults gets the line at which the other order begins */
    check(faults: LineFaults): void {
      for (const [at, { day, month }] of seen) {
        if (day === undefined || month === undefined) continue
        const [before, here, there] = day < month ? [day, 'month', 'day'] : [month, 'day', 'month']
        const reason = `has the ${here} first, and ${table.unit} ${before} the ${there}`
        faults.add(Math.max(day, month), table.header[at], reason)
        faults.advise(ONE_ORDER)
      }
      const isSeen = (first: FirstInDay) => [...seen.values()].some((lines) => lines[first] !== undefined)
      const [hasDay, hasMonth] = [isSeen('day'), isSeen('month')]
      if (!hasDay && !hasMonth) return
      for (const [hint, formats] of open)
        faults.advise(hasDay && hasMonth ? ONE_ORDER : formatHint(formats, hasDay ? 'day' : 'month'), hint)
    },
  }
}
