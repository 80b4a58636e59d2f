import type { Input } from '../../app/model/inputs.ts'
import { parseExact } from '../../lib/exact-json.ts'
import { isRow } from '../../lib/rows.ts'

/** The items of a list in one cell: a JSON list, or parted by `;`, `|` or line ends, else by commas. */
export function itemsOfCell(field: Input, cell: string): readonly string[] {
  const text = cell.trim()
  const list = /^\[.*\]$/s.test(text) ? listOf(text) : undefined
  if (list !== undefined) return list
  if (field.repeat) return text.split(/[;\n\r]+/)
  if (/[;|\n\r]/.test(text)) return text.split(/[;|\n\r]+/)
  // A comma may stand in the name before an address: `"Doe, Jane" <jane@example.com>`.
  return text.includes('<') ? text.split(/(?<=>)\s*,/) : text.split(',')
}

function listOf(text: string): readonly string[] | undefined {
  try {
    const value = parseExact(text)
    if (!Array.isArray(value)) return undefined
    return value.map((item) => (isRow(item) || Array.isArray(item) ? JSON.stringify(item) : String(item ?? '')))
  } catch {
    return undefined
  }
}

/** Digits that are no number to reckon with, of which a spreadsheet makes one all the same. */
export function isIdentifier(name: string, { kind, lookup }: Input): boolean {
  return lookup !== undefined || ['id', 'crmId', 'uuid', 'phone', 'contact', 'key'].includes(kind) || /id$/i.test(name)
}

/** Without the quote by which this tool and spreadsheets keep text from being a formula. */
export function unguarded(text: string): string {
  return !text.startsWith("'") ? text : text.replace(/^'(?=[\s\p{Cf}"'`]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u, '')
}

/** What has nothing around it, as most cells. */
const PLAIN = /^[A-Za-z0-9](?:[ -~]*[A-Za-z0-9.)])?$/

/** Without what a spreadsheet or a phone puts around digits that have to stay text: `'0123`, `="0123"`, invisible marks. */
export function bareText(cell: string): string {
  if (PLAIN.test(cell)) return cell
  const text = cell.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
  return (/^="(.*)"$/s.exec(text)?.[1] ?? text.replace(/^'(?=[+=\d])/, '')).trim()
}
