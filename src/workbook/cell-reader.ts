import type { Archive } from './archive.ts'
import type { CellValue } from './cell.ts'
import { dateSerial, isoSerial } from './dates.ts'
import { notReadable } from './not-readable.ts'
import { unescapeText } from './shared-strings.ts'
import type { CellStyle } from './styles.ts'

/** What the cells of all sheets depend on. */
export interface SheetContext {
  readonly archive: Archive
  readonly styles: readonly CellStyle[]
  readonly strings: readonly string[]
  readonly uses1904: boolean
}

/** A cell as it stands in a sheet. */
export interface CellSource {
  /** Such as `C5`, for messages. */
  readonly address: string
  /** The letter or word of its type. */
  readonly type: string
  readonly style: number
  text: string
  /** `undefined` for a cell without one. */
  formula: string | undefined
}

/** @returns what gives the value of a cell. @throws Failure `usage` that names a cell that cannot be read */
export function cellReader({ archive, styles, strings, uses1904 }: SheetContext): (cell: CellSource) => CellValue {
  const damaged = ({ address }: CellSource) => notReadable(archive.what, `cell ${address} is damaged`)
  const numeric = (cell: CellSource): CellValue => {
    const number = Number(cell.text)
    if (!Number.isFinite(number) || cell.text.trim() === '') throw damaged(cell)
    const unit = styles[cell.style]?.unit
    const serial = unit && dateSerial(number, unit, uses1904)
    return unit === undefined || serial === undefined
      ? { kind: 'number', number, text: cell.text }
      : { kind: 'date', serial, unit }
  }
  const shared = (cell: CellSource): CellValue => {
    const text = strings[Number(cell.text)]
    if (text === undefined) throw damaged(cell)
    return textValue(text)
  }
  const iso = (cell: CellSource): CellValue => {
    const serial = isoSerial(cell.text)
    if (serial === undefined) throw damaged(cell)
    return { kind: 'date', serial, unit: cell.text.includes('T') ? 'moment' : 'day' }
  }
  const readers: { readonly [type: string]: (cell: CellSource) => CellValue } = {
    n: numeric,
    s: shared,
    d: iso,
    b: ({ text }) => ({ kind: 'boolean', isTrue: text.trim() === '1' || text.trim() === 'true' }),
    e: ({ text }) => ({ kind: 'error', text }),
    str: ({ text }) => textValue(unescapeText(text)),
    inlineStr: ({ text }) => textValue(text),
  }
  return (cell) => {
    if (cell.text === '') return { kind: 'empty' }
    const read = Object.hasOwn(readers, cell.type) ? readers[cell.type] : undefined
    if (read === undefined) throw damaged(cell)
    return read(cell)
  }
}

function textValue(text: string): CellValue {
  return text === '' ? { kind: 'empty' } : { kind: 'text', text }
}
