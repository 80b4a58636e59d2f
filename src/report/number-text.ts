import type { Row } from '../lib/rows.ts'
import { oneLine } from '../lib/terminal-text.ts'
import type { NumberColumn } from './document.ts'

/** What a cell shows; nothing for a value that is missing. */
export function numberText(row: Row, { field, digits }: NumberColumn): string {
  const value = row[field] ?? null
  if (value === null) return ''
  if (typeof value === 'number' && digits !== undefined) return formatOf(digits).format(value)
  return oneLine(Array.isArray(value) ? value.join(', ') : String(value))
}

const formats = new Map<number, Intl.NumberFormat>()

/** Making one takes many times longer than using it, and a page has thousands of cells. */
function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  formats.set(digits, made)
  return made
}
