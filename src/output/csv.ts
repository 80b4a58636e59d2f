import { stringify } from 'csv-stringify/sync'
import { type Json, textsIn } from '../rows.ts'
import { forSpreadsheet, forTerminal } from './clean.ts'
import { columnsOf, valueAt } from './fields.ts'
import type { Look, Printer } from './print.ts'

/** Prints RFC 4180 rows with `\n` at the end of each; a line break inside a value stays, in quotes. */
export function csvPrinter(look: Look): Printer {
  return rowsPrinter(look, ',', cleaner(look))
}

/**
 * Prints rows parted by tabs. Tabs and line breaks inside values become spaces, so that a line is always a row; a value
 * with a double quote is quoted as in CSV, since most readers of TSV would trip over it otherwise.
 */
export function tsvPrinter(look: Look): Printer {
  const clean = cleaner(look)
  return rowsPrinter(look, '\t', (text) => clean(text).replace(/[\t\n]+/g, ' '))
}

function cleaner({ pretty }: Look): (text: string) => string {
  return pretty ? (text) => forSpreadsheet(forTerminal(text)) : forSpreadsheet
}

/**
 * The header and its columns are settled by the first page that has rows: the picked fields, else the known ones and
 * whatever else that page holds. A field met only later has no column.
 */
function rowsPrinter(look: Look, delimiter: string, clean: (text: string) => string): Printer {
  const cast = { boolean: String, string: clean, object: (value: object) => clean(JSON.stringify(value)) }
  let columns: readonly string[] | undefined = Array.isArray(look.settled) ? textsIn(look.settled) : undefined
  /** A lone empty value is written `""`: readers would skip a line with nothing on it. */
  const text = (cells: Cells) => stringify(cells, { delimiter, cast, quoted_empty: columns?.length === 1 })
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      const header = columns === undefined
      const paths = columns ?? look.pick ?? columnsOf(rows, look.fields)
      columns = paths
      const cells = rows.map((row) => paths.map((path) => valueAt(row, path)))
      return text(header ? [paths, ...cells] : cells)
    },
    end() {
      if (columns !== undefined) return ''
      columns = look.pick ?? look.fields ?? []
      return columns.length === 0 ? '' : text([columns])
    },
    settled: () => columns ?? null,
  }
}

type Cells = (readonly (Json | undefined)[])[]
