import type { LineFaults } from '../../lib/line-faults.ts'
import type { Table, TableLine } from '../table/table.ts'
import { firstInDay } from './cell-dates.ts'
import { bareText } from './cell-text.ts'
import type { Columns, TableFields } from './table-fields.ts'

const ONE_ORDER = 'no --date-format reads both: write the days of the column in one order, or as 2026-11-24'

/** The first lines with a day of each order. */
type Seen = { [first in 'day' | 'month']?: number }

/** Notices columns that have days in two orders, as `24/11/2026` and `11/24/2026`: one of them is not what was meant. */
export function dayOrders(table: Pick<Table, 'header' | 'unit'>, fields: TableFields, columns: Columns) {
  const places = Object.entries(fields).flatMap(([name, { kind }]) =>
    kind === 'day' || kind === 'instant' || kind === 'second' ? (columns.get(name) ?? []) : [],
  )
  const seen = new Map(places.map((at): [number, Seen] => [at, {}]))
  return {
    note({ line, cells }: TableLine): void {
      for (const [at, lines] of seen) {
        const first = firstInDay(bareText(cells[at] ?? ''))
        if (first !== undefined) lines[first] ??= line
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
    },
  }
}
