import { Failure } from '../../lib/errors.ts'
import { BEHIND, type DateFormat, type Part } from './date-format.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** A time of day behind a day: `08:15`, `8:15:30 AM`, with or without an offset. */
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([ap])?(?:\.?m\.?)?\s*(z|utc|gmt|[+-]\d\d:?\d\d)?$/i
const YEAR_FIRST = new RegExp(`^(\\d{4})([-./])(\\d{1,2})\\2(\\d{1,2})${BEHIND}`, 'i')
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-./])(\\d{1,2})\\2(\\d{4})${BEHIND}`, 'i')
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(z)?)?$/i
/** A day whose year is last, of four digits or two. */
const FIGURES = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i
const DAY_NAME = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[-.\\s]*([a-z]{3,9})[-.,\\s]+(\\d{4})${BEHIND}`, 'i')
const NAME_DAY = new RegExp(`^([a-z]{3,9})[.\\s]+(\\d{1,2})(?:st|nd|rd|th)?[,\\s]+(\\d{4})${BEHIND}`, 'i')

/** Until the 28th, which every month has: the others are looked at more closely. */
const PLAIN_DAY = '(?:19[7-9]|2\\d\\d)\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])'
const PLAIN = new RegExp(`^${PLAIN_DAY}$`)
const PLAIN_INSTANT = new RegExp(`^${PLAIN_DAY}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$`)

/** What stands first in a day whose year is last. */
export type FirstInDay = 'day' | 'month'

/** The formats of a day whose year is last, by what stands first in it: `D/M/Y` and `M/D/Y`. */
export type DayFormats = { readonly [first in FirstInDay]: string }

/** A day whose year is last, in figures. */
export interface YearLast {
  readonly formats: DayFormats
  /** As far as its numbers tell: `either` in `03/04/2026`, nothing in `05/05/2026`, which is one day. */
  readonly first: FirstInDay | 'either' | undefined
  /** Whether its year has two digits. */
  readonly isShort: boolean
}

export function yearLastOf(text: string): YearLast | undefined {
  const [match, one, sign, two, year = ''] = FIGURES.exec(text) ?? []
  if (match === undefined) return undefined
  const isShort = year.length === 2
  const years = isShort ? 'YY' : 'Y'
  const formats = { day: `D${sign}M${sign}${years}`, month: `M${sign}D${sign}${years}` }
  const either = Number(one) === Number(two) ? undefined : 'either'
  return { formats, isShort, first: Number(one) > 12 ? 'day' : Number(two) > 12 ? 'month' : either }
}

/** What to type for a day: the format that it has, or both where its numbers do not tell. */
export function formatHint({ day, month }: DayFormats, first?: YearLast['first']): string {
  if (first === 'day') return `--date-format ${day}`
  return first === 'month' ? `--date-format ${month}` : `--date-format ${day} or --date-format ${month}`
}

/** Whether it is a day as Gong writes it, and needs no further look. */
export function isPlainDay(text: string): boolean {
  return PLAIN.test(text)
}

/** Whether it is an instant as Gong writes it, and needs no further look. */
export function isPlainInstant(text: string): boolean {
  return PLAIN_INSTANT.test(text)
}

/**
 * Reads a day, with or without a time of day, into ISO: `2026-11-24`, `2026-11-24T08:15:00`, an offset where one was written.
 * Without a format only what can be read in one way: ISO and other notations with the year first, names of months, and days
 * after the 12th. The day itself is not checked.
 *
 * @throws Failure `usage` for what is no day, and for what could be two
 */
export function toIsoTime(text: string, format: DateFormat | undefined): string {
  const found = (format && withFormat(text, format)) ?? yearFirst(text) ?? withName(text)
  if (found !== undefined) return found
  if (format !== undefined) throw notATime(text, `is not written as ${format.text}`)
  return yearLast(text)
}

function yearFirst(text: string): string | undefined {
  const [match, year = '', , month = '', day = '', rest] = YEAR_FIRST.exec(text) ?? []
  if (match !== undefined) return isoOf(text, year, month, day, rest)
  const [compact, years = '', months = '', days = '', hour, minute, second = '00', zulu = ''] = COMPACT.exec(text) ?? []
  if (compact === undefined) return undefined
  return isoOf(text, years, months, days, hour && `${hour}:${minute}:${second}${zulu}`)
}

function withName(text: string): string | undefined {
  const words = text.replace(WEEKDAY, '')
  const [, day = '', name = '', year = '', rest] = DAY_NAME.exec(words) ?? []
  if (year !== '') return named(text, year, name, day, rest)
  const [, first = '', date = '', years = '', behind] = NAME_DAY.exec(words) ?? []
  return years === '' ? undefined : named(text, years, first, date, behind)
}

function named(text: string, year: string, name: string, day: string, rest: string | undefined): string | undefined {
  const month = monthNumber(name)
  return month === undefined ? undefined : isoOf(text, year, month, day, rest)
}

function yearLast(text: string): string {
  const written = yearLastOf(text)
  if (written?.isShort) throw notATime(text, 'has a year of two digits', formatHint(written.formats, written.first))
  const [match, one = '', , two = '', year = '', rest] = YEAR_LAST.exec(text) ?? []
  if (match === undefined || written === undefined) throw notATime(text, describeOther(text))
  const { formats, first } = written
  if (first === 'either') throw notATime(text, 'could have the day first or the month', formatHint(formats))
  return first === 'day' ? isoOf(text, year, two, one, rest) : isoOf(text, year, one, two, rest)
}

function describeOther(text: string): string {
  if (/^\d{5}([.,]\d+)?$/.test(text)) return 'is how a spreadsheet counts days: give the column the format of a date'
  return 'is not a time such as 2026-11-24 or 2026-11-24 08:15'
}

function isoOf(text: string, year: string, month: string, day: string, rest: string | undefined): string {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (rest === undefined || rest === '') return date
  const [match, hour = '', minute = '', second = '00', fraction, half, offset] = CLOCK.exec(rest.trim()) ?? []
  if (match === undefined) throw notATime(text, `has no time of day behind the day, such as 08:15, but "${rest}"`)
  const hours = half === undefined ? hour.padStart(2, '0') : twentyFour(text, hour, half)
  return `${date}T${hours}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}${zone(offset)}`
}

function zone(offset: string | undefined): string {
  if (offset === undefined) return ''
  return /^[a-z]/i.test(offset) ? 'Z' : offset
}

function twentyFour(text: string, hour: string, half: string): string {
  const hours = Number(hour)
  if (hours < 1 || hours > 12) throw notATime(text, 'has an hour that is not one of 1 to 12 before AM or PM')
  return String((hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0')
}

function withFormat(text: string, { pattern, parts }: DateFormat): string | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const at = (part: Part) => (parts.includes(part) ? match[parts.indexOf(part) + 1] : undefined)
  const short = at('shortYear')
  const name = at('monthName')
  const month = name === undefined ? at('month') : monthNumber(name)
  if (month === undefined) return undefined
  const [hour, minute = '00', second = '00', half = ''] = [at('hour'), at('minute'), at('second'), at('half')]
  const rest = hour === undefined ? match[parts.length + 1] : `${hour}:${minute}:${second} ${half}`
  return isoOf(text, short === undefined ? (at('year') ?? '') : `20${short}`, month, at('day') ?? '', rest)
}

function monthNumber(name: string): string | undefined {
  const at = MONTHS.findIndex((month) => name.toLowerCase().startsWith(month))
  return at < 0 ? undefined : String(at + 1)
}

function notATime(text: string, reason: string, hint?: string): Failure {
  return new Failure('usage', `"${text}" ${reason}`, { hint })
}
