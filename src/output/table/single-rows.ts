import type { Row } from '../../lib/rows.ts'
import { columnPath } from '../columns.ts'
import { leafEntries, valueAt } from '../fields.ts'
import type { PrinterOptions } from '../printer.ts'
import { cellFormatter } from './cell.ts'

/** The columns of a single thing where it is a table of its fields. */
export const FIELD_COLUMNS = ['field', 'value'] as const

/** A single thing as rows of a dotted path and a formatted value. */
export function fieldRows(options: PrinterOptions, row: Row): readonly Row[] {
  const { pick, columns } = options
  const fields = pick?.map((path) => [path, valueAt(row, path)] as const) ?? leafEntries(row)
  return fields.map(([path, value]) => {
    const column = columns.find((column) => columnPath(column) === path) ?? path
    return { field: path, value: cellFormatter(column, options)(value) }
  })
}
