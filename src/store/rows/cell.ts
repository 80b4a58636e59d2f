import type { Json } from '../../lib/rows.ts'
import type { ColumnType, Derived, StoreValue } from '../tables/table.ts'

/**
 * A value of Gong as a cell of a column.
 *
 * @returns null for what is absent, and for what cannot be of this type: the record beside still has it
 */
export function toCell(value: Json | undefined, type: ColumnType, as?: Derived): StoreValue {
  if (value === undefined || value === null) return null
  if (as === 'zone') return matchInstant(value)?.[4] ?? null
  if (as === 'domain') return domainOf(value)
  return casts[type](value)
}

const casts: Readonly<Record<ColumnType, (value: NonNullable<Json>) => StoreValue>> = {
  text: (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
  integer: toInteger,
  number: toNumber,
  boolean: (value) => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : null),
  instant: toUtc,
  day: (value) => (typeof value === 'string' ? (/^\d{4}-\d\d-\d\d(?=T|$)/.exec(value)?.[0] ?? null) : null),
  json: (value) => JSON.stringify(value),
}

/** A list counts as its length: Gong's days have lists of calls where its totals have numbers (quirk 64). */
function toInteger(value: NonNullable<Json>): StoreValue {
  if (Array.isArray(value)) return value.length
  const figure = toNumber(value)
  return typeof figure === 'number' && Number.isSafeInteger(figure) ? figure : null
}

function toNumber(value: NonNullable<Json>): StoreValue {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null
}

/** A date, a time, the digits of its fraction, and its offset. */
function matchInstant(value: Json): RegExpExecArray | null {
  return typeof value === 'string'
    ? /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/.exec(value)
    : null
}

function toUtc(value: NonNullable<Json>): StoreValue {
  const [, date, time = '', fraction = '', offset = ''] = matchInstant(value) ?? []
  if (date === undefined) return null
  const seconds = time.length === 5 ? `${time}:00` : time
  const ms = Date.parse(`${date}T${seconds}${offset.replace(/^(...)(\d\d)$/, '$1:$2')}`)
  if (Number.isNaN(ms)) return null
  const digits = fraction.slice(0, 6).replace(/0+$/, '')
  return `${new Date(ms).toISOString().slice(0, 19)}${digits === '' ? '' : `.${digits}`}Z`
}

function domainOf(value: Json): StoreValue {
  return typeof value === 'string' ? (/@([^@\s]+)$/.exec(value)?.[1]?.toLowerCase() ?? null) : null
}
