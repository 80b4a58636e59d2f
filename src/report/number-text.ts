import type { Row } from '../lib/rows.ts'
import { oneLine } from '../lib/terminal-text.ts'
import type { NumberColumn } from './document.ts'

/** What a cell shows; nothing for a value that is missing. */
export function numberText(row: Row, { field, digits }: NumberColumn): string {
  const value = row[field] ?? null
  if (value === null) return ''
  if (typeof value === 'number' && digits !== undefined)
    return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return oneLine(Array.isArray(value) ? value.join(', ') : String(value))
}
