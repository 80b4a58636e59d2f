import type { Json } from '../../lib/rows.ts'
import type { CellValue } from '../../workbook/cell.ts'
import { storedSerial } from '../../workbook/dates.ts'
import type { TimeOptions } from '../printer.ts'
import { stripControls } from '../spreadsheet-text.ts'
import { isTimeField } from '../time-fields.ts'
import { daySerial, timeSerial } from './serials.ts'

/** The formats of cells, by their number in `STYLES`. */
export const CELL_STYLES = { plain: 0, heading: 1, text: 2, time: 3, day: 4 } as const

/** A cell of a sheet: nothing, or what stands between its address and its end. */
export interface SheetCell {
  /** Attributes after the address, and the content. */
  readonly xml: string
  /** What it shows, for the width of its column. */
  readonly shown: string
  /** Whether it was cut at the most that a cell can hold. */
  readonly isCut: boolean
}

/** The most characters of a cell in Excel. */
export const MAX_CELL_TEXT = 32_767
const CUT_MARK = '…'

/** Excel keeps 15 digits; a whole number with more of them is an id. */
const MAX_WHOLE = 999_999_999_999_999

/**
 * How the values of a column become cells: text stays text (also what looks like a number, a date or a formula); in a field of
 * times an instant becomes a time in the zone, and a day a date; a number is a number where a spreadsheet keeps all of its digits.
 * Lists and objects are JSON.
 *
 * @returns for the path of a column what makes its cells: `undefined` for what leaves one empty
 */
export function sheetCells({
  zone,
  isTime = isTimeField,
}: TimeOptions): (path: string) => (value: Json | undefined) => SheetCell | undefined {
  const toTime = timeSerial(zone)
  const textOrTime = (text: string): SheetCell => {
    const time = toTime(text)
    if (time !== undefined) return serialCell(time, 'time')
    const day = daySerial(text)
    return day === undefined ? textCell(text) : serialCell(day, 'day')
  }
  return (path) => cellsOf(isTime(path) ? textOrTime : (text) => textCell(text))
}

function cellsOf(ofText: (text: string) => SheetCell): (value: Json | undefined) => SheetCell | undefined {
  return (value) => {
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value === 'number')
      return Number.isInteger(value) && Math.abs(value) > MAX_WHOLE ? textCell(String(value)) : numberCell(value)
    if (typeof value === 'boolean') return booleanCell(value)
    return typeof value === 'string' ? ofText(value) : textCell(JSON.stringify(value))
  }
}

function numberCell(value: number): SheetCell {
  return { xml: `><v>${value}</v>`, shown: String(value), isCut: false }
}

function booleanCell(value: boolean): SheetCell {
  return { xml: ` t="b"><v>${value ? 1 : 0}</v>`, shown: value ? 'TRUE' : 'FALSE', isCut: false }
}

const SHOWN = { time: 'yyyy-mm-dd hh:mm:ss', day: 'yyyy-mm-dd' } as const

function serialCell(serial: number, style: keyof typeof SHOWN): SheetCell {
  return { xml: ` s="${CELL_STYLES[style]}"><v>${serial}</v>`, shown: SHOWN[style], isCut: false }
}

/** The cell that a workbook has for a value that was read of one; `undefined` for nothing. */
export function cellOf(value: CellValue): SheetCell | undefined {
  if (value.kind === 'empty') return undefined
  if (value.kind === 'number') return numberCell(value.number)
  if (value.kind === 'boolean') return booleanCell(value.isTrue)
  return value.kind === 'date'
    ? serialCell(storedSerial(value.serial), value.unit === 'day' ? 'day' : 'time')
    : textCell(value.text)
}

/** @param style a number of `CELL_STYLES` */
export function textCell(text: string, style: number = CELL_STYLES.text): SheetCell {
  const clean = stripControls(text)
  const isCut = clean.length > MAX_CELL_TEXT
  const kept = isCut ? cut(clean) : clean
  return {
    xml: ` s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(kept)}</t></is>`,
    shown: kept,
    isCut,
  }
}

/** Never between the halves of a character. */
function cut(text: string): string {
  return text.slice(0, MAX_CELL_TEXT - CUT_MARK.length).replace(/[\ud800-\udbff]$/, '') + CUT_MARK
}

const SIGNS: { readonly [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Also what Excel would take for one of its own escapes (`_x000D_`), and what XML cannot hold at all. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
}
