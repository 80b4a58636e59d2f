import { Failure } from '../../lib/errors.ts'
import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { formatCount } from '../../lib/spelling.ts'
import { csvHeader, type DroppedFields, trackDroppedFields } from '../csv/csv-header.ts'
import { valueAt } from '../fields.ts'
import type { Printer, PrinterOptions } from '../printer.ts'
import { textWidth } from '../table/text-width.ts'
import { CELL_STYLES, MAX_CELL_TEXT, type SheetCell, sheetCells, textCell } from './cells.ts'
import { type Sheet, sheetEnd, sheetPath, sheetStart, workbookParts } from './parts.ts'
import { type ZipState, zipWriter } from './zip.ts'

/** The most rows of a sheet in Excel; its headings are the first. */
const MAX_ROWS = 1_048_576
const MAX_COLUMNS = 16_384
/** Width of a column, in characters. */
const MIN_WIDTH = 8
const MAX_WIDTH = 60

/** How far a workbook got. */
interface SheetState extends Row {
  readonly columns: readonly string[]
  readonly widths: readonly number[]
  /** The rows of each sheet so far, headings included. */
  readonly rows: readonly number[]
  readonly cutCells: number
  readonly zip: ZipState
}

/**
 * Prints a workbook: the rows, on as many sheets as they need, and a sheet that says where they are from. The columns are those
 * of CSV. It is compressed page by page, so that none is kept, and a later run can go on with it.
 *
 * @param maxRows of a sheet, with its headings
 * @throws Failure `usage` for more columns than a sheet has
 */
export function xlsxPrinter(options: PrinterOptions, maxRows = MAX_ROWS): Printer<Uint8Array> {
  const saved = isState(options.resumeState) ? options.resumeState : undefined
  const zip = zipWriter(saved?.zip)
  const cellsIn = sheetCells(options.zone)
  const rowCounts = [...(saved?.rows ?? [])]
  let columns = saved?.columns
  let widths = saved?.widths ?? []
  let cutCells = saved?.cutCells ?? 0
  let dropped: DroppedFields | undefined
  let cellsOf: readonly ReturnType<typeof cellsIn>[] | undefined

  const begin = (paths: readonly string[]): Buffer => {
    const headings = paths.map((path) => textCell(path, CELL_STYLES.heading))
    const opened = zip.begin(sheetPath(rowCounts.length + 1))
    rowCounts.push(1)
    return Buffer.concat([opened, zip.write(sheetStart(widths, true) + rowXml(1, headings))])
  }
  const endSheet = (paths: readonly string[]): Buffer => zip.write(sheetEnd(rangeOf(paths, rowCounts.at(-1) ?? 1)))
  const settle = (rows: readonly Row[]): readonly string[] => {
    columns = options.pick ?? csvHeader(options.fields, rows)
    if (columns.length > MAX_COLUMNS) throw tooManyColumns(columns.length)
    return columns
  }

  return {
    page({ rows }) {
      if (rows.length === 0) return Buffer.alloc(0)
      const paths = columns ?? settle(rows)
      if (options.pick === undefined) {
        dropped ??= trackDroppedFields(paths)
        dropped.add(rows)
      }
      const toCells = cellsOf ?? paths.map(cellsIn)
      cellsOf = toCells
      const cells = rows.map((row) => paths.map((path, at) => toCells[at]?.(valueAt(row, path))))
      cutCells += cells.flat().filter((cell) => cell?.isCut).length
      if (widths.length === 0) widths = paths.map((path, at) => widthOf(path, cells, at))
      const parts = rowCounts.length === 0 ? [begin(paths)] : []
      let left = cells
      while (left.length > 0) {
        if (rowCounts.at(-1) === maxRows) parts.push(endSheet(paths), begin(paths))
        const from = rowCounts.at(-1) ?? 1
        const fitting = left.slice(0, maxRows - from)
        parts.push(zip.write(fitting.map((row, at) => rowXml(from + at + 1, row)).join('')))
        rowCounts[rowCounts.length - 1] = from + fitting.length
        left = left.slice(fitting.length)
      }
      return Buffer.concat(parts)
    },
    end() {
      const paths = columns ?? settle([])
      if (widths.length === 0) widths = paths.map((path) => widthOf(path, [], 0))
      const parts = [...(rowCounts.length === 0 ? [begin(paths)] : []), endSheet(paths)]
      const sheets: Sheet[] = rowCounts.map((count, at) => ({
        name: at === 0 ? 'rows' : `rows ${at + 1}`,
        range: rangeOf(paths, count),
      }))
      if (options.about !== undefined) {
        sheets.push({ name: 'about' })
        parts.push(zip.begin(sheetPath(sheets.length)), zip.write(aboutSheet(options.about)))
      }
      for (const [path, xml] of workbookParts(sheets)) parts.push(zip.begin(path), zip.write(xml))
      return Buffer.concat([...parts, zip.end()])
    },
    resumeState: () =>
      columns === undefined ? null : { columns, widths, rows: rowCounts, cutCells, zip: zip.state() },
    droppedFields: () => dropped?.paths ?? [],
    remarks: () => [
      ...(cutCells === 0 ? [] : [cutRemark(cutCells)]),
      ...(rowCounts.length < 2 ? [] : [sheetsRemark(rowCounts.length, maxRows)]),
    ],
  }
}

function cutRemark(count: number): string {
  const [texts, them] = count === 1 ? ['1 text was', 'it'] : [`${formatCount(count)} texts were`, 'them']
  return `${texts} cut at the ${formatCount(MAX_CELL_TEXT)} characters of a cell; -f csv keeps ${them} whole`
}

function sheetsRemark(sheets: number, maxRows: number): string {
  return `the rows are on ${sheets} sheets, since one ends at ${formatCount(maxRows)} rows`
}

function tooManyColumns(count: number): Failure {
  return new Failure(
    'usage',
    `a sheet of xlsx ends at ${formatCount(MAX_COLUMNS)} columns, and these rows have ${formatCount(count)}`,
    { hint: 'name fewer in --fields, or use -f csv' },
  )
}

function isState(state: Json | undefined): state is SheetState {
  return isRow(state) && Array.isArray(state.columns)
}

function aboutSheet({ heading, facts }: NonNullable<PrinterOptions['about']>): string {
  const rows = [[textCell(heading, CELL_STYLES.heading)], ...facts.map((fact) => fact.map((text) => textCell(text)))]
  return sheetStart([16, MAX_WIDTH], false) + rows.map((cells, at) => rowXml(at + 1, cells)).join('') + sheetEnd()
}

function rowXml(number: number, cells: readonly (SheetCell | undefined)[]): string {
  const filled = cells.map((cell, at) =>
    cell === undefined ? '' : `<c r="${columnLetters(at)}${number}"${cell.xml}</c>`,
  )
  return `<row r="${number}">${filled.join('')}</row>`
}

function rangeOf(columns: readonly string[], rows: number): string {
  return `A1:${columnLetters(Math.max(0, columns.length - 1))}${rows}`
}

const LETTERS = 26

/** `A` for 0, `Z` for 25, `AA` for 26. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS))
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last
}

/** As wide as the first page needs it; the mark of the filter takes the room of two letters of a heading. */
function widthOf(path: string, cells: readonly (readonly (SheetCell | undefined)[])[], at: number): number {
  const widths = cells.map((row) => textWidth(row[at]?.shown.split('\n', 1)[0] ?? '', MAX_WIDTH))
  const widest = widths.reduce((most, width) => Math.max(most, width), textWidth(path, MAX_WIDTH) + 2)
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, widest + 1))
}
