import type { Json } from '../lib/rows.ts'
import { columnPath } from '../output/columns.ts'
import { cellFormatter } from '../output/table/cell.ts'
import type { ReportTable } from './document.ts'

/** A cell as clean text on one line, and what it links to. */
export interface ReportCell {
  readonly text: string
  readonly link?: string
}

/** The cells of a table, row by row: times in the zone given, `–` for a value that is missing. */
export function cellsOf({ columns, rows }: ReportTable, zone: string): readonly (readonly ReportCell[])[] {
  const shown = columns.map(({ column, ...fields }) => ({
    path: columnPath(column),
    show: cellFormatter(column, { zone }),
    ...fields,
  }))
  return rows.map((row) =>
    shown.map(({ path, show, link, file, fallback }) => ({
      text: show(row[path] ?? (fallback === undefined ? undefined : row[fallback])) || '–',
      ...(link !== undefined && linkTo(row[link])),
      ...(file !== undefined && linkToFile(row[file])),
    })),
  )
}

/** Links only to what is plainly an https address: a text from outside may be anything. */
function linkTo(address: Json | undefined): { readonly link?: string } {
  return isWebAddress(address) ? { link: address } : {}
}

/** Links only to what is plainly a path from the page on: no scheme, no host, nothing encoded. */
function linkToFile(path: Json | undefined): { readonly link?: string } {
  return typeof path === 'string' && RELATIVE_PATH.test(path) ? { link: path } : {}
}

const RELATIVE_PATH = /^(\.\.\/)?(\w[\w.-]*\/)*\w[\w.-]*$/

/** Whether a value is plainly an https address, and nothing else. */
export function isWebAddress(value: Json | undefined): value is string {
  return typeof value === 'string' && HTTPS_ADDRESS.test(value)
}

const HTTPS_ADDRESS = /^https:\/\/[\w.-]+(:\d+)?(\/[\w.~:/?#@!$&'()*+,;=%-]*)?$/
