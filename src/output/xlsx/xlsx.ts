import { Failure } from '../../lib/errors.ts'
import { isRow, type Json, type Row, textsIn } from '../../lib/rows.ts'
import { formatCount } from '../../lib/spelling.ts'
import { MAX_COLUMNS, MAX_ROWS } from '../../workbook/address.ts'
import { csvHeader, type DroppedFields, trackDroppedFields } from '../csv/csv-header.ts'
import { valueAt } from '../fields.ts'
import type { Printer, PrinterOptions } from '../printer.ts'
import { MAX_CELL_TEXT, sheetCells } from './cells.ts'
import { type SheetsState, sheetsWriter } from './sheets.ts'

/** How far a workbook got. */
interface WorkbookState extends SheetsState {
  readonly columns: readonly string[]
  readonly cutCells: number
}

/**
 * Prints a workbook: the rows, on as many sheets as they need, and a sheet that says where they are from. The columns are those
 * of CSV. It is compressed page by page, so that none is kept, and a later run can go on with it.
 *
 * @param options its `resumeState` may also be a list: the columns
 * @param maxRows of a sheet, with its headings
 * @throws Failure `usage` for more columns than a sheet has
 */
export function xlsxPrinter(options: PrinterOptions, maxRows = MAX_ROWS): Printer<Uint8Array> {
  const saved = isState(options.resumeState) ? options.resumeState : undefined
  const sheets = sheetsWriter(saved, maxRows)
  const cellsIn = sheetCells(options)
  let columns = saved?.columns ?? (Array.isArray(options.resumeState) ? textsIn(options.resumeState) : undefined)
  let cutCells = saved?.cutCells ?? 0
  let dropped: DroppedFields | undefined
  let cellsOf: readonly ReturnType<typeof cellsIn>[] | undefined

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
      return sheets.write(paths, cells)
    },
    end: () => sheets.end(columns ?? settle([]), options.about),
    resumeState: () => (columns === undefined ? null : { ...sheets.state(), columns, cutCells }),
    droppedFields: () => dropped?.paths ?? [],
    remarks: () => [
      ...(cutCells === 0 ? [] : [cutRemark(cutCells)]),
      ...(sheets.count < 2 ? [] : [sheetsRemark(sheets.count, maxRows)]),
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

function isState(state: Json | undefined): state is WorkbookState {
  return isRow(state) && Array.isArray(state.columns)
}
