import { type Row, rowsIn } from '../../lib/rows.ts'
import { oneLine } from '../../lib/terminal-text.ts'
import { type Column, columnPath } from '../columns.ts'
import { valueAt } from '../fields.ts'
import { isTruncated, type Printer, type PrinterOptions } from '../printer.ts'
import { distributeWidth } from './column-widths.ts'
import {
  columnsFor,
  layOut,
  MORE_COLUMN,
  measure,
  restoreColumn,
  savedColumn,
  type TableColumn,
} from './table-columns.ts'
import { CELL_GAP, tableLine, textStyles } from './table-line.ts'
import { pad, textWidth, truncate, wrap } from './text-width.ts'

/**
 * Prints rows as a table as wide as the terminal, or untruncated where there is none. The first page that has rows
 * decides columns and widths, so that each page is drawn as it comes and none is kept. Where the terminal is narrow,
 * columns without any text are left out; one that gets text on a later page is drawn from there on, under a new heading.
 */
export function tablePrinter(options: PrinterOptions): Printer {
  let columns = options.resumeState ? rowsIn(options.resumeState).map((one) => restoreColumn(one, options)) : undefined
  const withText = new Set<string>()
  const hidden = new Set<string>()
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      const all = columnsFor(options, rows)
      const before = columns
      if (before === undefined || all.some((column) => isMissed(column, rows, before, options))) {
        const measured = all.map((column) => measure(column, rows, options, withText))
        for (const { hasText, path } of measured) if (hasText) withText.add(path)
        columns = layOut(options, measured)
      }
      const now = columns ?? []
      const others = all.filter((column) => !hidden.has(columnPath(column)))
      for (const path of hiddenPaths(others, rows, now, options)) hidden.add(path)
      return (now === before ? '' : heading(now, options.colour)) + body(now, rows, options)
    },
    end: () => '',
    hiddenColumns: () => [...hidden],
    resumeState: () => columns?.map(savedColumn) ?? null,
  }
}

/** Whether these rows have text for a column that is not drawn, although `MORE` is not either. */
function isMissed(
  column: Column,
  rows: readonly Row[],
  drawn: readonly TableColumn[],
  options: PrinterOptions,
): boolean {
  const path = columnPath(column)
  return !drawn.some((one) => one.path === path || one === MORE_COLUMN) && measure(column, rows, options).hasText
}

/** The columns that these rows have text for, and that `MORE` stands for. */
function hiddenPaths(
  columns: readonly Column[],
  rows: readonly Row[],
  drawn: readonly TableColumn[],
  options: PrinterOptions,
): string[] {
  if (!drawn.includes(MORE_COLUMN)) return []
  const missing = columns.filter((column) => !drawn.some(({ path }) => path === columnPath(column)))
  return missing.filter((column) => measure(column, rows, options).hasText).map(columnPath)
}

function heading(columns: readonly TableColumn[], colour: boolean): string {
  const { strong, faint } = textStyles(colour)
  const names = columns.map(({ path, width, alignRight }) =>
    strong(pad(truncate(oneLine(path), width), width, alignRight)),
  )
  return tableLine(names) + tableLine(columns.map(({ width }) => faint('─'.repeat(width))))
}

function body(columns: readonly TableColumn[], rows: readonly Row[], options: PrinterOptions): string {
  return rows
    .map((row) => (isTruncated(options) ? lines(columns, row, options.width) : untruncated(columns, row)))
    .join('')
}

function untruncated(columns: readonly TableColumn[], row: Row): string {
  return tableLine(
    columns.map(({ path, format, width, alignRight }) => pad(format(valueAt(row, path)), width, alignRight)),
  )
}

/** One line, unless a wrapped column needs more. No line is wider than the terminal. */
function lines(columns: readonly TableColumn[], row: Row, terminalWidth: number): string {
  const texts = columns.map(({ path, format }) => format(valueAt(row, path)))
  const widths = widthsForRow(columns, texts, terminalWidth)
  const cells = columns.map(({ isWrapped }, at) => {
    const [text = '', width = 0] = [texts[at], widths[at]]
    return isWrapped ? wrap(text, width) : [truncate(text, width)]
  })
  const height = cells.reduce((most, { length }) => Math.max(most, length), 1)
  const indices = Array.from({ length: height }, (_, index) => index)
  const cell = (at: number, index: number) => pad(cells[at]?.[index] ?? '', widths[at] ?? 0, columns[at]?.alignRight)
  return indices.map((index) => tableLine(columns.map((_, at) => cell(at, index)))).join('')
}

/** Characters; no id is longer. */
const MAX_ID_LENGTH = 40

/** Widens a column for an id of a later page, at the expense of the others in its row, so that the id keeps its end. */
function widthsForRow(columns: readonly TableColumn[], texts: readonly string[], terminalWidth: number): number[] {
  const wanted = columns.map((column, at) => {
    const text = texts[at] ?? ''
    const isWholeId = column.whole && text.length <= MAX_ID_LENGTH
    return { ...column, width: isWholeId ? Math.max(column.width, textWidth(text)) : column.width }
  })
  return distributeWidth(wanted, terminalWidth - CELL_GAP * (columns.length - 1))
}
