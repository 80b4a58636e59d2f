import type { Json, Row } from '../../lib/rows.ts'
import { oneLine } from '../../lib/terminal-text.ts'
import { type Column, columnPath, isImportant, OTHER_FIELDS } from '../columns.ts'
import { valueAt } from '../fields.ts'
import { isTruncated, type PrinterOptions } from '../printer.ts'
import { cellFormatter, type FormatCell, MAX_CELL_CHARACTERS } from './cell.ts'
import { type ContentKind, columnsThatFit, contentKindOf, distributeWidth } from './column-widths.ts'
import { CELL_GAP } from './table-line.ts'
import { textWidth } from './text-width.ts'

/** A column of a table with its final width. */
export interface TableColumn extends ColumnWidth {
  readonly format: FormatCell
  readonly content: ContentKind
  readonly isWrapped: boolean
  readonly important?: boolean
  /** Whether any row so far had text in it. */
  readonly hasText: boolean
}

/** The properties of a column that follow from the rows, which a resumed run needs. */
interface ColumnWidth {
  readonly path: string
  /** Columns of the terminal. */
  readonly width: number
  readonly alignRight: boolean
  /** Whether values are never truncated: exact ones in a column that got all the width it asked for. */
  readonly whole?: boolean
}

/** The last column where others do not fit: its heading says that there are more. */
export const MORE_COLUMN: TableColumn = {
  path: '…',
  format: () => '',
  width: 1,
  alignRight: false,
  content: 'exact',
  isWrapped: false,
  hasText: true,
}

/** The selected fields, each formatted the way its column is; else the command's columns; else what the records have. */
export function columnsFor({ pick, columns }: PrinterOptions, rows: readonly Row[]): readonly Column[] {
  if (pick !== undefined) return pick.map((path) => columns.find((column) => columnPath(column) === path) ?? path)
  const named = columns.map(columnPath)
  const others = () => [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((path) => !named.includes(path))
  // Where no column is more important than the data, none of them makes room for it.
  const isBeside = columns.some((column) => typeof column !== 'string' && 'important' in column)
  const data = () => (isBeside ? others().map(asData) : others())
  return columns.length > 0 ? columns.flatMap((column) => (column === OTHER_FIELDS ? data() : column)) : others()
}

function asData(path: string): Column {
  return { path, isData: true }
}

/** Columns of a terminal; an address or a name has fewer, and is known by all of it. */
const MAX_NAME_WIDTH = 36

/**
 * A column as wide as these rows need it.
 */
export function measure(column: Column, rows: readonly Row[], options: PrinterOptions): TableColumn {
  const path = columnPath(column)
  const format = cellFormatter(column, options, isTruncated(options) ? MAX_CELL_CHARACTERS : undefined)
  const values = rows.map((row) => valueAt(row, path))
  const texts = values.map(format)
  const isWrapped = typeof column !== 'string' && 'wrap' in column
  const most = isTruncated(options) ? MAX_CELL_CHARACTERS : MAX_PADDED_WIDTH
  const cellWidth = (text: string) => Math.min(most, textWidth(text, most))
  const heading = cellWidth(oneLine(path))
  const widest = texts.reduce((width, text) => Math.max(width, cellWidth(text)), 0)
  // A heading that is wider than all below it is cut rather.
  const isName = widest >= heading && widest <= MAX_NAME_WIDTH
  const isWhole = typeof column !== 'string' && ('whole' in column || ('isData' in column && isName))
  return {
    path,
    format,
    width: Math.max(widest, heading),
    alignRight: areNumbers(values),
    content: isWrapped ? 'wrapped' : isWhole ? 'exact' : contentKindOf(path, texts),
    isWrapped,
    important: isImportant(column),
    hasText: texts.some((text) => text !== ''),
  }
}

/** A column as wide as these rows and earlier ones need it. @param earlier columns as they were measured, by their paths */
export function withEarlier(column: TableColumn, earlier: ReadonlyMap<string, TableColumn>): TableColumn {
  const before = earlier.get(column.path)
  if (before === undefined || !before.hasText) return column
  return { ...before, width: Math.max(before.width, column.width) }
}

/** Whether others make room for a column on a narrow terminal. */
export function isLeftOutLast(column: Column): boolean {
  return isImportant(column) || (typeof column !== 'string' && 'wrap' in column)
}

/** No column is wider where nothing is truncated: one long text, which has its row, would pad all the others with spaces. */
const MAX_PADDED_WIDTH = 80

/** Whether there are values, and all of them are numbers. */
export function areNumbers(values: readonly (Json | undefined)[]): boolean {
  const present = values.filter((value) => value !== undefined && value !== null)
  return present.length > 0 && present.every((value) => typeof value === 'number')
}

/** A column with the width that an interrupted run gave it. */
export function restoreColumn({ path, width, right, whole }: Row, options: PrinterOptions): TableColumn {
  if (path === MORE_COLUMN.path) return MORE_COLUMN
  const column = options.columns.find((column) => columnPath(column) === path) ?? String(path)
  const saved = { width: Number(width), alignRight: right === true, whole: whole === true }
  return { ...measure(column, [], options), ...saved }
}

/** What `restoreColumn` needs of it. */
export function savedColumn({ path, width, alignRight, whole = false }: TableColumn): Row {
  return { path, width, right: alignRight, whole }
}

/** The columns that fit the terminal, with their final widths. */
export function layOut(options: PrinterOptions, measured: readonly TableColumn[]): TableColumn[] {
  const isPicked = options.pick !== undefined
  const shown = fitting(isPicked ? measured : dropEmpty(measured, options.width), options.width, isPicked)
  const available = options.width - CELL_GAP * (shown.length - 1)
  const widths = distributeWidth(shown, available)
  const spare = available - widths.reduce((sum, width) => sum + width, 0)
  const widened = spare > 0 && Number.isFinite(spare) ? shown.findLastIndex(isToRead) : -1
  return shown.map((column, index) => {
    if (column === MORE_COLUMN) return MORE_COLUMN
    const width = (widths[index] ?? column.width) + (index === widened ? spare : 0)
    return { ...column, width, whole: column.content === 'exact' && width === column.width }
  })
}

/** Whether a column has text to read, and not a word or two that stay for what they tell. */
function isToRead({ isWrapped, important }: TableColumn): boolean {
  return isWrapped && important !== true
}

/** Where not all have the room that they ask for, those without any text are left out. */
function dropEmpty(columns: readonly TableColumn[], width: number): readonly TableColumn[] {
  const wanted = columns.reduce((sum, column) => sum + CELL_GAP + column.width, -CELL_GAP)
  const filled = columns.filter(({ hasText }) => hasText)
  return wanted <= width || filled.length === 0 ? columns : filled
}

/**
 * Leaves out columns on a narrow terminal, and adds `MORE` for them: those of `--fields` only where they would become
 * too narrow to tell their values apart.
 */
function fitting(columns: readonly TableColumn[], width: number, isPicked: boolean): readonly TableColumn[] {
  if (columnsThatFit(columns, width, CELL_GAP, isPicked).length === columns.length) return columns
  return [...columnsThatFit(columns, width - CELL_GAP - MORE_COLUMN.width, CELL_GAP, isPicked), MORE_COLUMN]
}
