import { columnOf, MAX_ROWS } from './address.ts'
import type { Cell, SheetRow } from './cell.ts'
import { type CellSource, cellReader, type SheetContext } from './cell-reader.ts'
import { notReadable } from './not-readable.ts'
import { textRun } from './shared-strings.ts'
import { type Attributes, parseXml, type XmlHandlers } from './xml.ts'

/** What stands on a sheet besides its cells: `mergeCell`, `conditionalFormatting`, `drawing`, `tablePart` … */
export type OnElement = (name: string, attributes: Attributes) => void

/**
 * The rows of a sheet that are there, in batches, as they are unpacked.
 *
 * @param path of the sheet in the archive
 * @throws Failure `usage` that names the cell that cannot be read
 */
export async function* readSheet(
  path: string,
  context: SheetContext,
  onElement?: OnElement,
): AsyncGenerator<readonly SheetRow[]> {
  const rows: SheetRow[] = []
  const handlers = sheetHandlers(context, (row) => rows.push(row), onElement)
  for await (const _ of parseXml(context.archive, path, handlers)) if (rows.length > 0) yield rows.splice(0)
}

interface OpenCell extends CellSource {
  readonly column: number
}

function sheetHandlers(context: SheetContext, push: (row: SheetRow) => void, onElement?: OnElement): XmlHandlers {
  const { what } = context.archive
  const toValue = cellReader(context)
  const run = textRun()
  let row = 0
  let cells: Cell[] = []
  let cell: OpenCell | undefined
  let isValue = false
  let isFormula = false
  let isInData = false
  const start: { readonly [name: string]: (attributes: Attributes) => void } = {
    row({ r }) {
      const number = r === undefined ? row + 1 : Number(r)
      if (!Number.isInteger(number) || number <= row || number > MAX_ROWS)
        throw notReadable(what, `row ${String(r).slice(0, 20)} does not follow row ${row}`)
      row = number
      cells = []
    },
    c({ r, t = 'n', s = '0' }) {
      const last = cells.at(-1)?.column ?? -1
      const column = r === undefined ? last + 1 : columnOf(r)
      if (column === undefined || column <= last)
        throw notReadable(what, `cell ${String(r).slice(0, 20)} of row ${row} is not where it should be`)
      cell = {
        address: r ?? `${column + 1} of row ${row}`,
        column,
        type: t,
        style: Number(s),
        text: '',
        formula: undefined,
      }
    },
    v() {
      isValue = true
    },
    f() {
      isFormula = true
      if (cell !== undefined) cell.formula = ''
    },
  }
  return {
    onStart(name, attributes, parent) {
      if (name === 'sheetData') isInData = true
      else if (!isInData) onElement?.(name, attributes)
      else if (cell === undefined || parent === 'c') start[name]?.(attributes)
      run.onStart(name)
    },
    onText(text) {
      if (isValue && cell !== undefined) cell.text += text
      else if (isFormula && cell?.formula !== undefined) cell.formula += text
      run.onText(text)
    },
    onEnd(name) {
      run.onEnd(name)
      if (name === 'v') isValue = false
      else if (name === 'f') isFormula = false
      else if (name === 'sheetData') isInData = false
      else if (name === 'is' && cell !== undefined) cell.text = run.take()
      else if (name === 'row' && isInData) push({ number: row, cells })
      else if (name === 'c' && cell !== undefined) {
        const { column, style } = cell
        cells.push({ column, style, hasFormula: hasFormula(cell), value: toValue(cell) })
        cell = undefined
      }
    },
  }
}

/** LibreOffice writes a truth value as the formula that gives it. */
function hasFormula({ type, formula }: OpenCell): boolean {
  return formula !== undefined && !(type === 'b' && /^(TRUE|FALSE)\(\)$/i.test(formula))
}
