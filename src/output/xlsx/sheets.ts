import type { Row } from '../../lib/rows.ts'
import { columnLetters, MAX_ROWS } from '../../workbook/address.ts'
import type { Provenance } from '../printer.ts'
import { textWidth } from '../table/text-width.ts'
import { CELL_STYLES, type SheetCell, textCell } from './cells.ts'
import { type Sheet, sheetEnd, sheetPath, sheetStart, workbookParts } from './parts.ts'
import { type ZipState, zipWriter } from './zip.ts'

/** Width of a column, in characters. */
const MIN_WIDTH = 8
const MAX_WIDTH = 60

/** The sheets of a workbook that hold its rows: `rows`, `rows 2` … */
export const ROWS_SHEET = 'rows'
/** The sheet that says where they are from. */
export const ABOUT_SHEET = 'about'

/** How far the sheets got. */
export interface SheetsState extends Row {
  readonly widths: readonly number[]
  /** The rows of each sheet so far, headings included. */
  readonly rows: readonly number[]
  readonly zip: ZipState
}

type Cells = readonly (SheetCell | undefined)[]

/** Makes the bytes of a workbook from rows of cells, on as many sheets as they need. */
export interface SheetsWriter {
  write(columns: readonly string[], cells: readonly Cells[]): Buffer
  /** @param about what the last sheet says; there is none without */
  end(columns: readonly string[], about?: Provenance): Buffer
  state(): SheetsState
  /** Sheets with rows so far. */
  readonly count: number
}

/**
 * @param saved the state of a workbook that was not finished, or the widths of the columns alone
 * @param maxRows of a sheet, with its headings
 */
export function sheetsWriter(
  saved?: Partial<SheetsState> & Pick<SheetsState, 'widths'>,
  maxRows = MAX_ROWS,
): SheetsWriter {
  const zip = zipWriter(saved?.zip)
  const rowCounts = [...(saved?.rows ?? [])]
  let widths = saved?.widths ?? []

  const begin = (columns: readonly string[]): Buffer => {
    const headings = columns.map((path) => textCell(path, CELL_STYLES.heading))
    const opened = zip.begin(sheetPath(rowCounts.length + 1))
    rowCounts.push(1)
    return Buffer.concat([opened, zip.write(sheetStart(widths, true) + rowXml(1, headings))])
  }
  const endSheet = (columns: readonly string[]): Buffer => zip.write(sheetEnd(rangeOf(columns, rowCounts.at(-1) ?? 1)))
  const measure = (columns: readonly string[], cells: readonly Cells[]): void => {
    if (widths.length === 0) widths = columns.map((path, at) => widthOf(path, cells, at))
  }

  return {
    write(columns, cells) {
      measure(columns, cells)
      const parts = rowCounts.length === 0 ? [begin(columns)] : []
      let left = cells
      while (left.length > 0) {
        if (rowCounts.at(-1) === maxRows) parts.push(endSheet(columns), begin(columns))
        const from = rowCounts.at(-1) ?? 1
        const fitting = left.slice(0, maxRows - from)
        parts.push(zip.write(fitting.map((row, at) => rowXml(from + at + 1, row)).join('')))
        rowCounts[rowCounts.length - 1] = from + fitting.length
        left = left.slice(fitting.length)
      }
      return Buffer.concat(parts)
    },
    end(columns, about) {
      measure(columns, [])
      const parts = [...(rowCounts.length === 0 ? [begin(columns)] : []), endSheet(columns)]
      const sheets: Sheet[] = rowCounts.map((count, at) => ({
        name: at === 0 ? ROWS_SHEET : `${ROWS_SHEET} ${at + 1}`,
        range: rangeOf(columns, count),
      }))
      if (about !== undefined) {
        sheets.push({ name: ABOUT_SHEET })
        parts.push(zip.begin(sheetPath(sheets.length)), zip.write(aboutSheet(about)))
      }
      for (const [path, xml] of workbookParts(sheets)) parts.push(zip.begin(path), zip.write(xml))
      return Buffer.concat([...parts, zip.end()])
    },
    state: () => ({ widths, rows: rowCounts, zip: zip.state() }),
    get count() {
      return rowCounts.length
    },
  }
}

function aboutSheet({ heading, facts }: Provenance): string {
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

/** As wide as the first page needs it; the mark of the filter takes the room of two letters of a heading. */
function widthOf(path: string, cells: readonly (readonly (SheetCell | undefined)[])[], at: number): number {
  const widths = cells.map((row) => textWidth(row[at]?.shown.split('\n', 1)[0] ?? '', MAX_WIDTH))
  const widest = widths.reduce((most, width) => Math.max(most, width), textWidth(path, MAX_WIDTH) + 2)
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, widest + 1))
}
