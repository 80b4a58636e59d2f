import { stringify } from 'csv-stringify/sync'
import { type Json, textsIn } from '../lib/rows.ts'
import { forSpreadsheet, forTerminal, unguarded } from './clean.ts'
import { valueAt } from './fields.ts'
import { headerOf, type Leftovers, leftovers } from './header.ts'
import type { Look, Printer } from './printer.ts'

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

function cleaner({ pretty, guard = true }: Look): (text: string) => string {
  const safe = guard ? forSpreadsheet : unguarded
  return pretty ? (text) => safe(forTerminal(text)) : safe
}

/**
 * The columns are settled by the first page that has rows, and by that alone where the fields are not known. What has no
 * column is named afterwards, by `lost`.
 */
function rowsPrinter(look: Look, delimiter: string, clean: (text: string) => string): Printer {
  const cast = { boolean: String, string: clean, object: (value: object) => clean(JSON.stringify(value)) }
  let columns: readonly string[] | undefined = Array.isArray(look.settled) ? textsIn(look.settled) : undefined
  let left: Leftovers | undefined
  /**
   * A lone empty value is written `""`: readers would skip a line with nothing on it. What has a semicolon is quoted, since
   * spreadsheets of many countries part their cells by it.
   */
  const text = (cells: Cells) =>
    stringify(cells, { delimiter, cast, quoted_match: ';', quoted_empty: columns?.length === 1 })
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      const header = columns === undefined
      const paths = columns ?? look.pick ?? headerOf(look.fields, rows)
      columns = paths
      if (look.pick === undefined) {
        left ??= leftovers(paths)
        left.add(rows)
      }
      const cells = rows.map((row) => paths.map((path) => valueAt(row, path)))
      return text(header ? [paths, ...cells] : cells)
    },
    end() {
      if (columns !== undefined) return ''
      columns = look.pick ?? headerOf(look.fields, [])
      return columns.length === 0 ? '' : text([columns])
    },
    settled: () => columns ?? null,
    lost: () => left?.paths ?? [],
  }
}

type Cells = (readonly (Json | undefined)[])[]
