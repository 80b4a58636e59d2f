import { type Row, rowsIn } from '../../lib/rows.ts'
import { columnPath } from '../columns.ts'
import { valueAt } from '../fields.ts'
import type { Printer, PrinterOptions } from '../printer.ts'
import { cellFormatter } from '../table/cell.ts'
import { FIELD_COLUMNS, fieldRows } from '../table/single-rows.ts'
import { areNumbers, columnsFor } from '../table/table-columns.ts'
import { pad, textWidth } from '../table/text-width.ts'
import { markdownCell } from './markdown-text.ts'

interface MdColumn {
  readonly path: string
  readonly width: number
  readonly alignRight: boolean
}

/** No column is padded further: one long title would fill all other lines with spaces. */
const MAX_WIDTH = 60
/** What `---:` takes. */
const MIN_WIDTH = 4

/**
 * Prints the columns of a table in the Markdown of GitHub, padded so that it can also be read as it is. The first page that has
 * rows decides columns and widths; a single thing is a table of its fields.
 */
export function mdPrinter(options: PrinterOptions): Printer<string> {
  let columns: readonly MdColumn[] | undefined = options.resumeState
    ? rowsIn(options.resumeState).map(restored)
    : undefined
  const cellsOf = (rows: readonly Row[], paths: readonly string[]) => {
    const shown = options.single ? [] : columnsFor(options, rows)
    const formats = paths.map((path) =>
      cellFormatter(shown.find((column) => columnPath(column) === path) ?? path, options),
    )
    return rows.map((row) => paths.map((path, at) => markdownCell(formats[at]?.(valueAt(row, path)) ?? '')))
  }
  return {
    page({ rows: given }) {
      const rows = options.single ? given.flatMap((row) => fieldRows(options, row)) : given
      if (rows.length === 0) return ''
      const isFirst = columns === undefined
      const paths = columns?.map(({ path }) => path) ?? pathsOf(options, rows)
      const cells = cellsOf(rows, paths)
      const now = columns ?? paths.map((path, at) => measured(path, at, rows, cells))
      columns = now
      return (isFirst ? heading(now) : '') + cells.map((row) => line(row, now)).join('')
    },
    end() {
      if (columns !== undefined || options.single) return ''
      columns = pathsOf(options, []).map((path, at) => measured(path, at, [], []))
      return columns.length === 0 ? '' : heading(columns)
    },
    resumeState: () => columns?.map((column): Row => ({ ...column })) ?? null,
  }
}

const restored = ({ path, width, alignRight }: Row): MdColumn => ({
  path: String(path),
  width: Number(width),
  alignRight: alignRight === true,
})

function pathsOf(options: PrinterOptions, rows: readonly Row[]): readonly string[] {
  return options.single ? FIELD_COLUMNS : columnsFor(options, rows).map(columnPath)
}

function measured(path: string, at: number, rows: readonly Row[], cells: readonly (readonly string[])[]): MdColumn {
  const widths = [markdownCell(path), ...cells.map((row) => row[at] ?? '')].map((text) => textWidth(text, MAX_WIDTH))
  return {
    path,
    width: widths.reduce((widest, width) => Math.max(widest, Math.min(width, MAX_WIDTH)), MIN_WIDTH),
    alignRight: areNumbers(rows.map((row) => valueAt(row, path))),
  }
}

function heading(columns: readonly MdColumn[]): string {
  const names = columns.map(({ path }) => markdownCell(path))
  const dashes = columns.map(({ width, alignRight }) => (alignRight ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  return line(names, columns) + line(dashes, columns)
}

function line(cells: readonly string[], columns: readonly MdColumn[]): string {
  return `| ${columns.map(({ width, alignRight }, at) => pad(cells[at] ?? '', width, alignRight)).join(' | ')} |\n`
}
