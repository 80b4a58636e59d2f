import { Failure } from '../../lib/errors.ts'
import { nearest } from '../../lib/spelling.ts'
import { forSpreadsheet } from '../../output/spreadsheet-text.ts'
import type { FileSource } from '../../platform/files.ts'
import { type CellValue, cellText, isRounded, type SheetRow } from '../../workbook/cell.ts'
import { openWorkbook, type Workbook, type WorkbookSheet } from '../../workbook/open-workbook.ts'
import { inBlocks } from './in-blocks.ts'
import type { ChosenLines, Table, TableLine, TableOptions } from './table.ts'

/** A sheet of a workbook. Its file is kept in memory, its rows are not. @throws Failure `usage` as `openWorkbook` */
export async function workbookTable(file: FileSource, { sheet: wanted, isHeading }: TableOptions): Promise<Table> {
  const { name } = file
  const workbook = await openWorkbook(file, name)
  const sheet = wanted === undefined ? firstSheet(workbook) : sheetCalled(wanted, workbook, name)
  const otherSheets = workbook.sheets.flatMap((one) => (one === sheet || one.isHidden ? [] : [one.name]))
  const first = await firstRow(rowsOf(workbook, sheet))
  if (first === undefined)
    throw new Failure('usage', `${name}: the sheet "${sheet.name}" is empty`, hintAt(otherSheets))
  const hasHeading = isHeading?.(first.cells) ?? true
  const header = hasHeading ? first.cells.map((cell) => cell.trim()) : []
  return { name, form: 'xlsx', unit: 'row', header, otherSheets, blocks: () => inBlocks(lines()), only }

  async function* lines(): AsyncIterable<TableLine> {
    for await (const { line, cells } of rowsOf(workbook, sheet)) {
      if (hasHeading && line === first?.line) continue
      const missing = Math.max(0, header.length - cells.length)
      yield { line, cells: missing === 0 ? cells : [...cells, ...new Array<string>(missing).fill('')] }
    }
  }

  /** CSV, in which what a cell may say must not become a formula. */
  async function* only(chosen: ChosenLines): AsyncIterable<string> {
    yield `\ufeff${hasHeading ? csvLine(header) : ''}`
    for await (const { line, cells } of lines()) if (chosen.has(line)) yield csvLine(cells)
  }
}

/** Rows that have something in them, without empty cells at their ends. */
async function* rowsOf(workbook: Workbook, sheet: WorkbookSheet): AsyncIterable<TableLine> {
  for await (const batch of workbook.rows(sheet))
    for (const row of batch) {
      const cells = cellsOf(row)
      if (cells.length > 0) yield { line: row.number, cells }
    }
}

function cellsOf(row: SheetRow): string[] {
  const cells: string[] = []
  for (const { column, value } of row.cells) {
    const text = textOf(value)
    if (text.trim() === '') continue
    while (cells.length < column) cells.push('')
    cells.push(text)
  }
  return cells
}

/** A number that has lost digits is shown as one, and not with zeros for them: an id is not what is left of it. */
function textOf(value: CellValue): string {
  return value.kind === 'number' && isRounded(value) ? value.number.toExponential() : cellText(value)
}

async function firstRow(rows: AsyncIterable<TableLine>): Promise<TableLine | undefined> {
  for await (const row of rows) return row
  return undefined
}

function firstSheet({ sheets }: Workbook): WorkbookSheet {
  const sheet = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]
  if (sheet === undefined) throw new Error('a workbook has a sheet')
  return sheet
}

/** By its name, whatever the case, else by its number. */
function sheetCalled(wanted: string, { sheets }: Workbook, name: string): WorkbookSheet {
  const fold = (text: string) => text.trim().normalize('NFC').toLowerCase()
  const sheet = sheets.find((one) => fold(one.name) === fold(wanted)) ?? sheets[Number(wanted) - 1]
  if (sheet !== undefined) return sheet
  const names = sheets.map((one) => one.name)
  const near = nearest(wanted, names)
  throw new Failure(
    'usage',
    `--sheet: ${name} has no sheet "${wanted}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
    {
      hint: `its sheets: ${names.join(', ')}`,
    },
  )
}

function hintAt([sheet]: readonly string[]): { readonly hint?: string } {
  return sheet === undefined ? {} : { hint: `--sheet "${sheet}"` }
}

function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const text = forSpreadsheet(cell)
    return /[",;\t|\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(',')}\r\n`
}
