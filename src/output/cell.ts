import type { Json } from '../lib/rows.ts'
import { forTerminal, oneLine } from './clean.ts'
import type { Column } from './columns.ts'
import { isList } from './fields.ts'

/** Characters, more than any terminal shows on a line: what is longer is cut before it costs time. */
export const ENOUGH = 2000

/** Characters, more than anybody reads of one text on a screen. */
const READABLE = 20_000

/** A text that is there to be read, as much as a screen needs of it; what it does not show is counted. */
function readable(text: string): string {
  const over = text.length - READABLE
  return over > 0 ? `${text.slice(0, READABLE)}… (${over.toLocaleString('en')} more characters)` : text
}

/** Brings a text to what the place of a cell can hold, before anything is measured. */
type Shorten = (text: string) => string

const whole: Shorten = (text) => text

/** IANA name of a zone, or what tells it when the first time is shown: a machine may have a zone without a name. */
export type Zone = string | (() => string)

function nameOf(zone: Zone): string {
  return typeof zone === 'string' ? zone : zone()
}

/** Puts a value into words for one cell of a table: clean, on one line, empty for what is absent or null. */
export type Show = (value: Json | undefined) => string

/**
 * How a column shows its values.
 *
 * @param zone in which times are shown
 * @param most characters of a value; what is longer is cut there, and nothing when left out
 */
export function shower(column: Column, zone: Zone, most = Number.POSITIVE_INFINITY): Show {
  const words = inWords(zone, most)
  if (typeof column === 'string' || !('show' in column)) return words
  const cut: Shorten = (text) => text.slice(0, most)
  const shorten = most === Number.POSITIVE_INFINITY ? whole : column.wrap ? readable : cut
  return (value) => (value === undefined || value === null ? '' : oneLine(shorten(column.show(value))))
}

function inWords(zone: Zone, most: number): Show {
  const local = localTime(zone)
  const words: Show = (value) => {
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return local(value) ?? oneLine(value.slice(0, most)).trim()
    if (isList(value)) return value.some(isNested) ? `[${value.length}]` : value.map(words).join(', ').slice(0, most)
    return oneLine(typeof value === 'object' ? JSON.stringify(value).slice(0, most) : String(value))
  }
  return words
}

function isNested(value: Json): boolean {
  return typeof value === 'object' && value !== null
}

/**
 * Like `shower`, with room for more than a line: text keeps its lines, nested values are indented JSON.
 *
 * @param isCut whether it is for a screen, on which nobody reads the whole of a very long text
 */
export function fullShower(column: Column, zone: Zone, isCut: boolean): Show {
  const short = shower(column, zone)
  const shorten = isCut ? readable : whole
  if (typeof column !== 'string' && 'show' in column) return (value) => shorten(short(value))
  const local = localTime(zone)
  return (value) => {
    if (typeof value === 'string') return local(value) ?? forTerminal(shorten(value)).trimEnd()
    if (isList(value) ? value.some(isNested) : typeof value === 'object' && value !== null)
      return forTerminal(shorten(JSON.stringify(value, undefined, 2)))
    return shorten(short(value))
  }
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

/** The same with its offset and zone, for a text that is read elsewhere: `2026-11-19 14:05 +01:00 (Europe/Berlin)`. */
export function zonedTime(zone: string, text: string): string | undefined {
  const local = localTime(zone)(text)
  if (local === undefined) return undefined
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    Date.parse(text),
  )
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? ''
  return zone === 'UTC' ? `${local} UTC` : `${local} ${offset || '+00:00'} (${zone})`
}

/** Gong's instants (with an offset, 0 to 6 digits of a second) to the minute in one zone: `2026-11-19 14:05`. */
export function localTime(zone: Zone): (text: string) => string | undefined {
  let format: Intl.DateTimeFormat | undefined
  return (text) => {
    if (text[4] !== '-' || text.length > 40 || !instant.test(text)) return undefined
    const at = Date.parse(text)
    if (Number.isNaN(at)) return undefined
    format ??= new Intl.DateTimeFormat('sv-SE', { timeZone: nameOf(zone), dateStyle: 'short', timeStyle: 'short' })
    return format.format(at)
  }
}
