import { Failure } from './errors.ts'
import { readSpan, SPAN } from './span.ts'
import { nearest } from './spelling.ts'

/** A time as it was typed; now and the zone make an instant or a day of it. */
export type TypedTime =
  | { readonly kind: 'ago'; readonly hours: number; readonly wholeDays: boolean }
  | { readonly kind: 'months-ago'; readonly months: number }
  | { readonly kind: 'relative-day'; readonly days: number }
  | ({ readonly kind: 'timestamp' } & Timestamp)

interface Timestamp {
  readonly day: string
  readonly clock?: string
  readonly offset?: string | undefined
}

const RELATIVE_DAYS = new Map(Object.entries({ today: 0, yesterday: -1, tomorrow: 1 }))
/** The units of `this-week`, `last-month` … */
export const PERIOD_UNITS = ['week', 'month', 'quarter', 'year'] as const
/** The words for a time. */
export const TIMES = ['now', ...RELATIVE_DAYS.keys()]
/** The words for a period; `last-7-days` and its like take any number. */
export const PERIODS = [
  'today',
  'yesterday',
  ...PERIOD_UNITS.flatMap((unit) => [`this-${unit}`, `last-${unit}`]),
  'last-7-days',
  'last-4-weeks',
  'last-6-months',
]
/** `last-7-days`, `last-4-weeks`, `last-6-months`: whole ones, the newest of which is over. */
export const COUNTED_PERIOD = /^last-([1-9]\d{0,3})-(day|week|month|quarter|year)s?$/

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(z|[+-]\d\d:?\d\d)?)?$/
/** `2026`, `2026-05`, `2026-q2`, `2026-w18`. */
export const NUMBERED_PERIOD = /^(\d{4})(?:-([qw]?)(\d\d?))?$/

/** Parses a typed time. @throws Failure `usage` that names the flag, the value and the nearest right spelling */
export function parseTime(flag: string, text: string): TypedTime {
  const word = text.trim().toLowerCase()
  if (word === 'now') return { kind: 'ago', hours: 0, wholeDays: false }
  const days = RELATIVE_DAYS.get(word)
  if (days !== undefined) return { kind: 'relative-day', days }
  const span = readSpan(word)
  if (span?.unit === 'months') return { kind: 'months-ago', months: span.months }
  if (span !== undefined) return { kind: 'ago', hours: span.hours, wholeDays: span.wholeDays }
  return { kind: 'timestamp', ...parseTimestamp(flag, text, word) }
}

function parseTimestamp(flag: string, text: string, word: string): Timestamp {
  const [match, year = '', month = '', date = '', hour, minute = '', second = '00', fraction = '', offset] =
    TIMESTAMP.exec(word) ?? []
  if (match === undefined) throw notATime(flag, text)
  checkYear(flag, text, year)
  if (month < '01' || month > '12') throw invalidDate(flag, text, 'is not a day: months run from 01 to 12')
  const last = new Date(Date.UTC(Number(year), Number(month), 0))
  if (date < '01' || Number(date) > last.getUTCDate()) {
    const name = last.toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })
    const nearest = last.toISOString().slice(0, 10)
    throw invalidDate(flag, text, `is not a day: ${name} has ${last.getUTCDate()} days`, nearest)
  }
  const day = `${year}-${month}-${date}`
  if (hour === undefined) return { day }
  if (hour > '23' || minute > '59' || second > '59')
    throw invalidDate(flag, text, 'is not a time: days end at 23:59:59')
  return { day, clock: `${hour}:${minute}:${second}${fraction}`, offset: parseOffset(flag, text, offset) }
}

function parseOffset(flag: string, text: string, offset: string | undefined): string | undefined {
  if (offset === undefined || offset === 'z') return offset?.toUpperCase()
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(-2)]
  if (minutes > '59' || `${hours}${minutes}` > '1400')
    throw invalidDate(flag, text, 'has an offset of more than 14 hours')
  return `${offset.slice(0, 3)}:${minutes}`
}

/** Refuses a typing error such as 0206, which would ask for all data there is. */
export function checkYear(flag: string, text: string, year: string): void {
  if (year < '1970' || year > '2999') throw invalidDate(flag, text, 'is out of range: years run from 1970 to 2999')
}

function notATime(flag: string, text: string): Failure {
  const word = text.trim().toLowerCase()
  if (PERIODS.includes(word) || COUNTED_PERIOD.test(word) || NUMBERED_PERIOD.test(word))
    return new Failure('usage', `${flag}: "${text}" is a period, not a time`, { hint: `--during ${word}` })
  if (/^\d+m$/.test(word))
    return invalidDate(flag, text, 'could be minutes or months: count in h, d, w, mo or y', '24h')
  const spelling = normalizedSpan(word) ?? normalizedTimestamp(word) ?? nearest(word, TIMES)
  return invalidDate(
    flag,
    text,
    'is not a time',
    spelling ?? '2026-05-01, 2026-05-01T09:00, 7d, 24h, 6mo, 2y, now or yesterday',
  )
}

export function notAPeriod(flag: string, text: string): Failure {
  const word = text.trim().toLowerCase()
  if (word === 'now' || SPAN.test(word) || TIMESTAMP.test(word))
    return new Failure('usage', `${flag}: "${text}" is a time, not a period`, { hint: `--from ${text.trim()}` })
  const spelling = nearest(word, PERIODS)
  return invalidDate(
    flag,
    text,
    'is not a period',
    spelling ?? 'today, this-week, last-month, last-7-days, 2026-05, 2026-q2 or 2026-w18',
  )
}

/** `7d` for `7 days ago` and `-7d`, `6mo` for `6 months`. */
function normalizedSpan(word: string): string | undefined {
  const [, count, step] = /^-?(\d+)\s*(mo|[hdwy])[a-z]*( ago)?$/.exec(word) ?? []
  return count && `${count}${step}`
}

/** `2026-05-01` for `2026/5/1` and `20260501`, `2026-05-01T09:00` for `2026-05-01 9:00`. */
function normalizedTimestamp(word: string): string | undefined {
  const dashed = word.replace(/^([12]\d{3})[-/.]?(0?[1-9]|1[0-2])[-/.]?(0?[1-9]|[12]\d|3[01])(?!\d)/, '$1-$2-$3')
  const full = dashed.replace(/(?<!\d)\d(?!\d)/g, '0$&')
  return TIMESTAMP.test(full) ? full.replace(' ', 'T').toUpperCase() : undefined
}

export function invalidDate(flag: string, text: string, what: string, spelling?: string): Failure {
  return new Failure('usage', `${flag}: "${text}" ${what}`, { hint: spelling && `${flag} ${spelling}` })
}
