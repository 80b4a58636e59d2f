import { Failure } from '../../lib/errors.ts'
import type { FileSource } from '../../platform/files.ts'
import { columnLetters, MAX_COLUMNS } from '../../workbook/address.ts'
import { type Cell, type CellValue, cellText } from '../../workbook/cell.ts'
import { openWorkbook, type Workbook } from '../../workbook/open-workbook.ts'
import { isSameList } from '../file/keyed-rows.ts'
import { checkContents, checkElement, wouldBeLost } from './foreign-parts.ts'
import { ABOUT_SHEET } from './sheets.ts'

/** A row of a workbook of this tool. */
export interface OwnRow {
  /** Such as `row 5`, and the sheet where that is not the first one. */
  readonly where: string
  /** By column; what is empty is absent. */
  readonly values: readonly (CellValue | undefined)[]
}

/** A workbook that this tool has written, whatever has saved it since. */
export interface OwnWorkbook {
  readonly columns: readonly string[]
  /** Of the columns, in characters; none where they are not known. */
  readonly widths: readonly number[]
  /** The lines of the sheet that says where the rows are from. */
  readonly about: readonly (readonly string[])[]
  /** All rows without headings, in batches. @throws Failure `usage` for a cell that cannot stay as it is */
  rows(): AsyncIterable<readonly OwnRow[]>
}

/**
 * Opens a workbook that this tool has written.
 *
 * @param what the file, for messages
 * @throws Failure `usage` for one of others, and for what a person has put there that would be lost
 */
export async function openOwnWorkbook(file: FileSource, what: string): Promise<OwnWorkbook> {
  const workbook = await openWorkbook(file, what)
  await checkContents(workbook)
  const [first] = workbook.sheets
  const widths: number[] = []
  let columns: readonly string[] = []
  if (first !== undefined)
    for await (const [heading] of workbook.rows(first, (_, { min, max, width }) => addWidth(widths, min, max, width))) {
      columns = heading?.number === 1 ? headings(heading.cells) : []
      break
    }
  const about: string[][] = []
  for (const sheet of workbook.sheets)
    if (sheet.name === ABOUT_SHEET)
      for await (const batch of workbook.rows(sheet, (name, attributes) => checkElement(what, name, attributes)))
        about.push(...batch.map(({ cells }) => cells.map(({ value }) => cellText(value))))
  return {
    columns,
    widths: columns.every((_, at) => widths[at] !== undefined) ? widths.slice(0, columns.length) : [],
    about,
    rows: () => ownRows(workbook, columns),
  }
}

/** The width of some columns, as a sheet gives it before its rows; the last may stand for all to the end. */
function addWidth(widths: number[], min = '', max = '', width = ''): void {
  const [first, last, wide] = [Number(min), Number(max), Number(width)]
  if (!(first >= 1 && last >= first && wide > 0 && wide < MAX_WIDTH)) return
  for (let column = first; column <= last && column <= MAX_COLUMNS; column += 1) widths[column - 1] = wide
}

/** Of a column in Excel. */
const MAX_WIDTH = 255

function headings(cells: readonly Cell[]): readonly string[] {
  const texts: string[] = []
  for (const { column, value } of cells) if (value.kind !== 'empty') texts[column] = cellText(value)
  return Array.from(texts, (text) => text ?? '')
}

async function* ownRows(
  { sheets, rows, styles, archive: { what } }: Workbook,
  columns: readonly string[],
): AsyncGenerator<readonly OwnRow[]> {
  for (const [at, sheet] of sheets.entries()) {
    if (sheet.name === ABOUT_SHEET) continue
    const on = at === 0 ? '' : ` of the sheet "${sheet.name}"`
    const isMarked = (style: number) => styles[style]?.isMarked === true
    for await (const batch of rows(sheet, (name, attributes) => checkElement(what, name, attributes))) {
      const found: OwnRow[] = []
      for (const { number, cells } of batch) {
        if (number === 1) {
          if (isSameList(headings(cells), columns)) continue
          throw new Failure('usage', `${what} has other columns on its sheet "${sheet.name}"`)
        }
        const values = valuesOf(cells, { number, on, what, count: columns.length, isMarked })
        if (values.length > 0) found.push({ where: `row ${number}${on}`, values })
      }
      yield found
    }
  }
}

interface RowPlace {
  readonly number: number
  /** The sheet, where it has to be said. */
  readonly on: string
  readonly what: string
  /** Of columns. */
  readonly count: number
  isMarked(style: number): boolean
}

function valuesOf(cells: readonly Cell[], place: RowPlace): readonly (CellValue | undefined)[] {
  const values: CellValue[] = []
  for (const cell of cells) {
    const { column, value } = cell
    const problem = problemOf(cell, place)
    if (problem !== undefined)
      throw wouldBeLost(place.what, `${problem} in cell ${columnLetters(column)}${place.number}${place.on}`)
    if (value.kind !== 'empty') values[column] = value
  }
  return values
}

function problemOf({ column, value, hasFormula, style }: Cell, { count, isMarked }: RowPlace): string | undefined {
  if (hasFormula) return 'a formula'
  if (isMarked(style)) return 'a colour, a line or letters of its own'
  if (value.kind === 'empty') return undefined
  if (column >= count) return 'something beside the columns'
  if (value.kind === 'error') return value.text
  return value.kind === 'date' && (value.unit === 'duration' || value.serial < 1) ? 'a time without a day' : undefined
}
