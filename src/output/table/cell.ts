import { localTimeFormatter } from '../../lib/local-time.ts'
import type { Json } from '../../lib/rows.ts'
import { formatCount } from '../../lib/spelling.ts'
import { forTerminal, oneLine } from '../../lib/terminal-text.ts'
import { type Column, columnPath } from '../columns.ts'
import { isJsonList } from '../fields.ts'
import type { TimeOptions } from '../printer.ts'
import { isTimeField } from '../time-fields.ts'

/** More than any terminal shows on a line: longer texts are truncated before measuring them costs time. */
export const MAX_CELL_CHARACTERS = 2000

/** The most characters of one text on a terminal. */
const MAX_WRAPPED_CHARACTERS = 20_000

/** The beginning of a very long text, with the number of characters that are not shown. */
function abbreviate(text: string): string {
  const over = text.length - MAX_WRAPPED_CHARACTERS
  return over > 0 ? `${text.slice(0, MAX_WRAPPED_CHARACTERS)}… (${formatCount(over)} more characters)` : text
}

/** Shortens a text before it is measured. */
type Shorten = (text: string) => string

const unchanged: Shorten = (text) => text

/** Formats a value for one cell: sanitized, on one line, empty for what is absent or null. */
export type FormatCell = (value: Json | undefined) => string

/**
 * How a column formats its values.
 *
 * @param times in which zone they are shown, and which columns hold some
 * @param maxCharacters of a value, which is truncated there; unlimited when left out
 */
export function cellFormatter(
  column: Column,
  times: TimeOptions,
  maxCharacters = Number.POSITIVE_INFINITY,
): FormatCell {
  if (typeof column === 'string' || !('show' in column))
    return valueFormatter(timeFormatter(column, times), maxCharacters)
  const truncated: Shorten = (text) => text.slice(0, maxCharacters)
  const shorten = maxCharacters === Number.POSITIVE_INFINITY ? unchanged : column.wrap ? abbreviate : truncated
  return (value) => (value === undefined || value === null ? '' : oneLine(shorten(column.show(value))))
}

/** Shows the times of a column that holds some; `undefined` for every other text. */
function timeFormatter(
  column: Column,
  { zone, isTime = isTimeField }: TimeOptions,
): (text: string) => string | undefined {
  return isTime(columnPath(column)) ? localTimeFormatter(zone) : () => undefined
}

function valueFormatter(localTime: (text: string) => string | undefined, maxCharacters: number): FormatCell {
  const format: FormatCell = (value) => {
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return localTime(value) ?? oneLine(value.slice(0, maxCharacters)).trim()
    if (isJsonList(value))
      return value.some(isNested) ? `[${value.length}]` : value.map(format).join(', ').slice(0, maxCharacters)
    return oneLine(typeof value === 'object' ? JSON.stringify(value).slice(0, maxCharacters) : String(value))
  }
  return format
}

function isNested(value: Json): boolean {
  return typeof value === 'object' && value !== null
}

/**
 * Like `cellFormatter`, for more than one line: text keeps its lines, nested values are indented JSON.
 *
 * @param isAbbreviated whether very long texts are abbreviated, for a terminal
 */
export function multilineFormatter(column: Column, times: TimeOptions, isAbbreviated: boolean): FormatCell {
  const format = cellFormatter(column, times)
  const shorten = isAbbreviated ? abbreviate : unchanged
  if (typeof column !== 'string' && 'show' in column) return (value) => shorten(format(value))
  const localTime = timeFormatter(column, times)
  return (value) => {
    if (typeof value === 'string') return localTime(value) ?? forTerminal(shorten(value)).trimEnd()
    if (isJsonList(value) ? value.some(isNested) : typeof value === 'object' && value !== null)
      return forTerminal(shorten(JSON.stringify(value, undefined, 2)))
    return shorten(format(value))
  }
}
