import { dateText } from './dates.ts'
import type { DateUnit } from './number-formats.ts'

/** What a cell holds. */
export type CellValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  /** `text` is how the workbook has it: a spreadsheet keeps 15 digits. */
  | { readonly kind: 'number'; readonly number: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly isTrue: boolean }
  /** Days since 30 December 1899, also where the workbook counts from 1904. */
  | { readonly kind: 'date'; readonly serial: number; readonly unit: DateUnit }
  /** `#N/A` and the like. */
  | { readonly kind: 'error'; readonly text: string }

/** A cell that is there. */
export interface Cell {
  /** From 0 on. */
  readonly column: number
  /** Of a formula, what came out when it was last reckoned. */
  readonly value: CellValue
  readonly hasFormula: boolean
  /** A place in `Workbook.styles`. */
  readonly style: number
}

/** A row that is there. */
export interface SheetRow {
  /** From 1 on, as the spreadsheet counts. */
  readonly number: number
  /** In the order of columns; those that are not there are left out. */
  readonly cells: readonly Cell[]
}

/**
 * A value as text that does not depend on the country: numbers with all digits that are known, `true`, `2026-05-01`,
 * `2026-05-01T09:30:00` on the clock of whoever typed it, `09:30:00`.
 */
export function cellText(value: CellValue): string {
  if (value.kind === 'empty') return ''
  if (value.kind === 'boolean') return String(value.isTrue)
  if (value.kind === 'date') return dateText(value.serial, value.unit)
  return value.kind === 'number' ? plainNumber(value.number) : value.text
}

/** Without an exponent, up to 21 digits. */
function plainNumber(number: number): string {
  return Object.is(number, -0) ? '0' : String(number)
}

/** The most digits that a spreadsheet keeps of a number. */
const MAX_DIGITS = 15

/** Whether a number may have lost digits: an id that was typed as a number. */
export function isRounded(value: CellValue): boolean {
  return value.kind === 'number' && Number.isInteger(value.number) && Math.abs(value.number) >= 10 ** MAX_DIGITS
}
