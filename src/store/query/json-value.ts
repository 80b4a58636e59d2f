import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { parseExact } from '../../lib/exact-json.ts'
import type { Json } from '../../lib/rows.ts'
import type { DuckDb } from '../../platform/duckdb.ts'

type Library = DuckDb['library']

/** Makes JSON of one value of a column, exact to the last digit. */
export type ToJson = (value: DuckDBValue) => Json

/**
 * How values of a type become JSON: whole numbers and decimals that a double cannot keep as text, instants in UTC
 * (`2026-05-19T12:00:00Z`), columns of JSON as what they hold.
 *
 * @param nested whether columns of JSON are nested in the row; else they stay text, for formats that have a cell for each
 */
export function toJsonOf(library: Library, type: DuckDBType, nested: boolean): ToJson {
  const convert = converterOf(library, type, nested)
  return (value) => (value === null || value === undefined ? null : convert(value))
}

function converterOf(library: Library, type: DuckDBType, nested: boolean): ToJson {
  if (type.alias === 'JSON') return nested ? (value) => parseExact(String(value)) : String
  if (type instanceof library.DuckDBListType || type instanceof library.DuckDBArrayType) {
    const item = toJsonOf(library, type.valueType, nested)
    return (value) => (hasItems(value) ? value.items.map(item) : String(value))
  }
  if (type instanceof library.DuckDBStructType) {
    const fields = type.entryNames.map(
      (name, at) => [name, toJsonOf(library, type.entryTypes[at] ?? library.VARCHAR, nested)] as const,
    )
    return (value) =>
      value instanceof library.DuckDBStructValue
        ? Object.fromEntries(fields.map(([name, convert]) => [name, convert(value.entries[name] ?? null)]))
        : String(value)
  }
  if (type instanceof library.DuckDBMapType) {
    const [key, item] = [toJsonOf(library, type.keyType, false), toJsonOf(library, type.valueType, nested)]
    return (value) =>
      value instanceof library.DuckDBMapValue
        ? Object.fromEntries(value.entries.map((entry) => [textOfKey(key(entry.key)), item(entry.value)]))
        : String(value)
  }
  return (value) => scalar(library, value)
}

/** Where a value of a type holds times: `''` for itself, `.begin` for a field of it. */
export function timePaths(library: Library, type: DuckDBType): readonly string[] {
  if (type instanceof library.DuckDBListType || type instanceof library.DuckDBArrayType)
    return timePaths(library, type.valueType)
  if (type instanceof library.DuckDBStructType)
    return type.entryNames.flatMap((name, at) =>
      timePaths(library, type.entryTypes[at] ?? library.VARCHAR).map((path) => `.${name}${path}`),
    )
  const isTime = [library.DuckDBTimestampTZType, library.DuckDBTimestampType, library.DuckDBDateType].some(
    (one) => type instanceof one,
  )
  return isTime ? [''] : []
}

function hasItems(value: DuckDBValue): value is DuckDBValue & { readonly items: readonly DuckDBValue[] } {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)
}

function textOfKey(key: Json): string {
  return typeof key === 'string' ? key : JSON.stringify(key)
}

function scalar(library: Library, value: DuckDBValue): Json {
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'bigint') return wholeNumber(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value instanceof library.DuckDBDecimalValue) return decimal(value.toString())
  if (value instanceof library.DuckDBTimestampTZValue) return value.isFinite ? `${isoOf(value.micros)}Z` : String(value)
  if (value instanceof library.DuckDBTimestampValue) return value.isFinite ? isoOf(value.micros) : String(value)
  if (value instanceof library.DuckDBUnionValue) return scalar(library, value.value)
  return String(value)
}

function wholeNumber(value: bigint): Json {
  const figure = Number(value)
  return Number.isSafeInteger(figure) ? figure : String(value)
}

/** Doubles keep fifteen digits of any decimal. */
function decimal(text: string): Json {
  return text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? Number(text) : text
}

function isoOf(micros: bigint): string {
  const second = micros / 1_000_000n - (micros % 1_000_000n < 0n ? 1n : 0n)
  const fraction = String(micros - second * 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const whole = new Date(Number(second) * 1000).toISOString().replace(/\.\d+Z$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}
