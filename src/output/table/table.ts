import { type Row, rowsIn } from '../../lib/rows.ts'
import { oneLine } from '../../lib/terminal-text.ts'
import { type Column, columnPath } from '../columns.ts'
import { valueAt } from '../fields.ts'
import { isTruncated, type Printer, type PrinterOptions } from '../printer.ts'
import { distributeWidth } from './column-widths.ts'
import {
  columnsFor,
  isLeftOutLast,
  layOut,
  MORE_COLUMN,
  measure,
  restoreColumn,
  savedColumn,
  type TableColumn,
  withEarlier,
} from './table-columns.ts'
import { CELL_GAP, tableLine, textStyles } from './table-line.ts'
import { pad, textWidth, truncate, wrap } from './text-width.ts'

/**
 * Prints rows as a table as wide as the terminal, or untruncated where there is none. The first page that has rows, and what
 * it says of those that are to come, decide columns and widths, so that each page is drawn as it comes and none is kept. Where the terminal is narrow,
 * columns without any text are left out; one that gets text on a later page is drawn from there on, under a new heading.
 */
export function tablePrinter(options: PrinterOptions): Printer {
  let columns = options.resumeState ? rowsIn(options.resumeState).map((one) => restoreColumn(one, options)) : undefined
  let measured: ReadonlyMap<string, TableColumn> = new Map()
  const hidden = new Set<string>()
  return {
    page({ rows, expected = [] }) {
      if (rows.length === 0) return ''
      const all = columnsFor(options, rows)
      const before = columns
      const isMissing = (column: Column) =>
        measured.get(columnPath(column))?.hasText !== true && isMissed(column, rows, before ?? [], options)
      if (before === undefined || all.some(isMissing)) {
        const known = [...rows, ...expected]
        const widened = all.map((column) => withEarlier(measure(column, known, options), measured))
        measured = new Map(widened.map((column) => [column.path, column]))
        columns = layOut(options, widened)
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

/** Whether these rows have text for a column that is not drawn, although there is room for it or others give way to it. */
function isMissed(
  column: Column,
  rows: readonly Row[],
  drawn: readonly TableColumn[],
  options: PrinterOptions,
): boolean {
  const path = columnPath(column)
  if (drawn.some((one) => one.path === path)) return false
  const others = drawn.includes(MORE_COLUMN) && !isLeftOutLast(column)
  return !others && measure(column, rows, options).hasText
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
  const texts = columns.map(({ path, format }) => format(valueAt(row, path)))
  const widths = realigned(
    columns,
    texts.map((text) => textWidth(text)),
    Number.POSITIVE_INFINITY,
  )
  return tableLine(texts.map((text, at) => pad(text, widths[at] ?? 0, columns[at]?.alignRight)))
}

/** One line, unless a wrapped column needs more. No line is wider than the terminal. */
function lines(columns: readonly TableColumn[], row: Row, terminalWidth: number): string {
  const texts = columns.map(({ path, format }) => format(valueAt(row, path)))
  const room = terminalWidth - CELL_GAP * (columns.length - 1)
  const widths = realigned(columns, leastWidths(columns, texts, room), room)
  const cells = columns.map(({ isWrapped }, at) => {
    const [text = '', width = 0] = [texts[at], widths[at]]
    return isWrapped ? wrap(text, width) : [truncate(text, width)]
  })
  const height = cells.reduce((most, { length }) => Math.max(most, length), 1)
  const indices = Array.from({ length: height }, (_, index) => index)
  const cell = (at: number, index: number) => pad(cells[at]?.[index] ?? '', widths[at] ?? 0, columns[at]?.alignRight)
  return indices.map((index) => tableLine(columns.map((_, at) => cell(at, index)))).join('')
}

/**
 * The widths of the cells of a row: where one needs more than its column has, others give up their padding, so that the row is
 * where the others are as soon as it can be.
 *
 * @param least widths that the cells need @param room for all of them
 */
function realigned(columns: readonly TableColumn[], least: readonly number[], room: number): number[] {
  let shift = 0
  let spare = room - least.reduce((sum, width) => sum + width, 0)
  return columns.map(({ width }, at) => {
    const needed = least[at] ?? 0
    const own = Math.max(needed, Math.min(width - shift, needed + spare))
    shift += own - width
    spare -= own - needed
    return own
  })
}

/** The widths that cells need, which have room: wrapped text may be wrapped sooner. */
function leastWidths(columns: readonly TableColumn[], texts: readonly string[], room: number): number[] {
  return widthsForRow(columns, texts, room).map((width, at) => {
    const text = texts[at] ?? ''
    return Math.min(width, columns[at]?.isWrapped ? MIN_WRAPPED_WIDTH : textWidth(text, width))
  })
}

/** Columns of the terminal, below which wrapped text is hard to read. */
const MIN_WRAPPED_WIDTH = 12

/** Characters; no id is longer. */
const MAX_ID_LENGTH = 40

/** Widens a column for an id of a later page, at the expense of the others in its row, so that the id keeps its end. */
function widthsForRow(columns: readonly TableColumn[], texts: readonly string[], room: number): number[] {
  const wanted = columns.map((column, at) => {
    const text = texts[at] ?? ''
    const isWholeId = column.whole && text.length <= MAX_ID_LENGTH
    return { ...column, width: isWholeId ? Math.max(column.width, textWidth(text)) : column.width }
  })
  return distributeWidth(wanted, room)
}
