import { stringify } from 'csv-stringify/sync'
import { type Json, textsIn } from '../../lib/rows.ts'
import { forTerminal } from '../../lib/terminal-text.ts'
import { valueAt } from '../fields.ts'
import type { Printer, PrinterOptions } from '../printer.ts'
import { forSpreadsheet, stripControls } from '../spreadsheet-text.ts'
import { csvHeader, type DroppedFields, trackDroppedFields } from './csv-header.ts'

/** By which Excel knows UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

/** Prints RFC 4180 rows with `\n` at the end of each; a line break inside a value stays, in quotes. */
export function csvPrinter(options: PrinterOptions): Printer {
  return rowsPrinter(options, options.separator ?? ',', cleaner(options))
}

/**
 * Prints rows separated by tabs. Tabs and line breaks inside values become spaces, so that a line is always a row; a value
 * with a double quote is quoted as in CSV, since most readers of TSV would misread it.
 */
export function tsvPrinter(options: PrinterOptions): Printer {
  const clean = cleaner(options)
  return rowsPrinter(options, '\t', (text) => clean(text).replace(/[\t\n]+/g, ' '))
}

function cleaner({ pretty, guard = true }: PrinterOptions): (text: string) => string {
  const safe = guard ? forSpreadsheet : stripControls
  return pretty ? (text) => safe(forTerminal(text)) : safe
}

/**
 * The first page that has rows decides the columns, alone where the fields are not known. Fields without a column are
 * named by `droppedFields`.
 */
function rowsPrinter(options: PrinterOptions, delimiter: string, clean: (text: string) => string): Printer {
  const cast = { boolean: String, string: clean, object: (value: object) => clean(JSON.stringify(value)) }
  let columns: readonly string[] | undefined = Array.isArray(options.resumeState)
    ? textsIn(options.resumeState)
    : undefined
  let dropped: DroppedFields | undefined
  const start = options.bom ? BYTE_ORDER_MARK : ''
  /**
   * A lone empty value is written `""`: readers skip an empty line. What has a semicolon is quoted, since it separates
   * cells for spreadsheets in many locales.
   */
  const text = (cells: Cells) =>
    stringify(cells, { delimiter, cast, quoted_match: ';', quoted_empty: columns?.length === 1 })
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      const isFirst = columns === undefined
      const paths = columns ?? options.pick ?? csvHeader(options.fields, rows)
      columns = paths
      if (options.pick === undefined) {
        dropped ??= trackDroppedFields(paths)
        dropped.add(rows)
      }
      const cells = rows.map((row) => paths.map((path) => valueAt(row, path)))
      return isFirst ? start + text([paths, ...cells]) : text(cells)
    },
    end() {
      if (columns !== undefined) return ''
      columns = options.pick ?? csvHeader(options.fields ?? options.fieldsOfNone, [])
      return columns.length === 0 ? '' : start + text([columns])
    },
    resumeState: () => columns ?? null,
    droppedFields: () => dropped?.paths ?? [],
  }
}

type Cells = (readonly (Json | undefined)[])[]
