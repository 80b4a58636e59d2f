import { parseExact } from '../../lib/exact-json.ts'
import type { Json } from '../../lib/rows.ts'

/** Object ids of the types of PostgreSQL, which never change. */
const TYPES = {
  boolean: [16],
  whole: [20, 21, 23, 26],
  float: [700, 701],
  decimal: [1700],
  json: [114, 3802],
  instant: [1184],
  local: [1114],
  day: [1082],
}

/** Makes JSON of a value as PostgreSQL writes it, the same as of one of DuckDB: exact, instants in UTC. */
export function postgresJson(typeId: number, nested: boolean): (value: string | null) => Json {
  const convert = converterOf(typeId, nested)
  return (value) => (value === null ? null : convert(value))
}

/** Whether a type holds instants, local times or days. */
export function isPostgresTime(typeId: number): boolean {
  return [TYPES.instant, TYPES.local, TYPES.day].some((ids) => ids.includes(typeId))
}

function converterOf(typeId: number, nested: boolean): (value: string) => Json {
  const is = (ids: readonly number[]) => ids.includes(typeId)
  if (is(TYPES.boolean)) return (value) => value === 't'
  if (is(TYPES.whole)) return (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value)
  if (is(TYPES.float)) return (value) => (Number.isFinite(Number(value)) ? Number(value) : value)
  // Doubles keep fifteen digits of any decimal.
  if (is(TYPES.decimal))
    return (value) => (/^-?[\d.]+$/.test(value) && significant(value) <= 15 ? Number(value) : value)
  if (is(TYPES.json)) return nested ? (value) => parseExact(value) : String
  if (is(TYPES.instant)) return utcOf
  if (is(TYPES.local)) return (value) => value.replace(' ', 'T')
  return String
}

function significant(value: string): number {
  return value.replace(/[-.]/g, '').replace(/^0+/, '').length
}

/** `2026-05-19 14:00:00.5+02` as `2026-05-19T12:00:00.5Z`; what is no such instant, such as `infinity`, as it is. */
function utcOf(value: string): string {
  const [, day, time, fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?([+-]\d\d(?::\d\d)?)$/.exec(value) ?? []
  if (day === undefined) return value
  const ms = Date.parse(`${day}T${time}${zone.length === 3 ? `${zone}:00` : zone}`)
  return Number.isNaN(ms) ? value : `${new Date(ms).toISOString().slice(0, 19)}${fraction}Z`
}
