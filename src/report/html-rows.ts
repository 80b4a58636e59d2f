import { type Json, type Row, textsIn } from '../lib/rows.ts'
import { columnPath } from '../output/columns.ts'
import { valueAt } from '../output/fields.ts'
import type { Printer, PrinterOptions } from '../output/printer.ts'
import { cellFormatter, type FormatCell } from '../output/table/cell.ts'
import { FIELD_COLUMNS, fieldRows } from '../output/table/single-rows.ts'
import { areNumbers, columnsFor } from '../output/table/table-columns.ts'
import { isWebAddress } from './cells.ts'
import { escapeHtml, pageEnd, pageStart } from './page-frame.ts'
import { SORT_SCRIPT } from './sort-script.ts'
import { MANY_COLUMNS_STYLE, ROWS_STYLE } from './style.ts'

/** More columns than this are printed on sheets that lie on their side. */
const MAX_UPRIGHT = 6
/** Characters of a text that stays on one line. */
const MAX_UNBROKEN = 32

interface HtmlColumn {
  readonly path: string
  readonly format: FormatCell
  /** Whether the first rows have numbers in it. */
  readonly isNumeric: boolean
}

/**
 * Prints rows as one page with a table that can be sorted, written as they come: the first page that has rows decides the
 * columns, which are those of a table on a terminal.
 */
export function htmlRowsPrinter(options: PrinterOptions): Printer<string> {
  const { about = { heading: 'Rows', facts: [] }, single, resumeState } = options
  const columnsOf = (rows: readonly Row[], paths?: readonly string[]): readonly HtmlColumn[] => {
    const known = single ? FIELD_COLUMNS : columnsFor(options, rows)
    const wanted = paths?.map((path) => known.find((column) => columnPath(column) === path) ?? path) ?? known
    return wanted.map((column) => {
      const path = columnPath(column)
      const isNumeric = areNumbers(rows.map((row) => valueAt(row, path)))
      return { path, format: cellFormatter(column, options), isNumeric }
    })
  }
  let columns = Array.isArray(resumeState) ? columnsOf([], textsIn(resumeState)) : undefined
  return {
    page({ rows: given }) {
      const rows = single ? given.flatMap((row) => fieldRows(options, row)) : given
      if (rows.length === 0) return ''
      const isFirst = columns === undefined
      const now = columns ?? columnsOf(rows)
      columns = now
      return (isFirst ? start(about, now) : '') + rows.map((row) => rowHtml(row, now)).join('')
    },
    end() {
      const empty = columns === undefined ? start(about, columnsOf([])) : ''
      return `${empty}</tbody>\n</table></div>\n${pageEnd([SORT_SCRIPT])}`
    },
    resumeState: () => columns?.map(({ path }) => path) ?? null,
  }
}

function start({ heading, facts }: NonNullable<PrinterOptions['about']>, columns: readonly HtmlColumn[]): string {
  const heads = columns.map(
    ({ path, isNumeric }) =>
      `<th scope="col"${isNumeric ? ' class="n"' : ''}><button type="button">${escapeHtml(path)}</button></th>`,
  )
  const style = columns.length > MAX_UPRIGHT ? ROWS_STYLE + MANY_COLUMNS_STYLE : ROWS_STYLE
  return `${pageStart({ heading, facts, remarks: [], scripts: [SORT_SCRIPT], style })}<div class="scroll rows" role="region" aria-label="${escapeHtml(heading)}" tabindex="0"><table class="rows">
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
`
}

function rowHtml(row: Row, columns: readonly HtmlColumn[]): string {
  return `<tr>${columns.map(({ path, format }) => cellHtml(valueAt(row, path), format)).join('')}</tr>\n`
}

/** A number is sorted by its value, also where it is shown in another way, such as a duration. */
function cellHtml(value: Json | undefined, format: FormatCell): string {
  const text = escapeHtml(format(value))
  if (typeof value === 'number')
    return `<td class="n"${text === String(value) ? '' : ` data-v="${value}"`}>${text}</td>`
  const kind = text.length > MAX_UNBROKEN ? ' class="w"' : ''
  return `<td${kind}>${isWebAddress(value) ? `<a href="${escapeHtml(value)}" rel="noreferrer">${text}</a>` : text}</td>`
}
