import type { Temporal } from 'temporal-polyfill'
import { Failure } from './errors.ts'
import { nearest } from './spelling.ts'

/** Everything a date needs. `now` is frozen once per run, so that paging never moves the window (quirk 69). */
export interface Calendar {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** IANA name; the zone of everything typed without an offset. */
  readonly zone: string
}

/** Two days, `2026-05-01` style: the first one and the one after the last. `toInstant` makes midnights of them. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** What a typed time says, before now and zone are known. */
type Time =
  | { readonly says: 'ago'; readonly hours: number; readonly wholeDays: boolean }
  | { readonly says: 'near'; readonly days: number }
  | ({ readonly says: 'at' } & Stamp)

interface Stamp {
  readonly day: string
  readonly clock?: string
  readonly offset?: string | undefined
}

type Unit = 'week' | 'month' | 'quarter' | 'year'

const HOURS = new Map(Object.entries({ h: 1, d: 24, w: 168 }))
const NEAR = new Map(Object.entries({ today: 0, yesterday: -1, tomorrow: 1 }))
const MONTHS = { month: 1, quarter: 3, year: 12 }
const UNITS: readonly Unit[] = ['week', 'month', 'quarter', 'year']
/** The words that stand for a time. */
export const TIMES = ['now', ...NEAR.keys()]
/** The words that stand for a period. */
export const PERIODS = ['today', 'yesterday', ...UNITS.flatMap((unit) => [`this-${unit}`, `last-${unit}`])]

const SPAN = /^(\d+)([hdw])$/
const STAMP = /^(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(z|[+-]\d\d:?\d\d)?)?$/
const NUMBERED = /^(\d{4})(?:-([qw]?)(\d\d?))?$/

/**
 * An instant as Gong takes it, with `Z` or an offset: `2026-05-01T00:00:00+02:00`. Spans (`7d` is 7 times 24 hours) and
 * `now` are whole seconds in UTC; a day is its first moment in the zone, be it a start or an (exclusive) end; a time
 * that the clocks skip moves on by the gap, one that comes twice is the first; an offset that was typed stays.
 *
 * @throws Failure `usage` that names the flag, the value and the nearest right spelling
 */
export async function toInstant(flag: string, text: string, calendar: Calendar): Promise<string> {
  const time = readTime(flag, text)
  if (time.says === 'ago') return `${new Date(before(flag, text, time.hours, calendar)).toISOString().slice(0, 19)}Z`
  if (time.says === 'at' && time.offset !== undefined) return `${time.day}T${time.clock}${time.offset}`
  const { Temporal } = await import('temporal-polyfill')
  const local = time.says === 'at' ? `${time.day}T${time.clock ?? '00:00'}` : `${await near(time.days, calendar)}T00:00`
  return Temporal.PlainDateTime.from(local).toZonedDateTime(calendar.zone).toString({ timeZoneName: 'never' })
}

/**
 * A day as Gong takes it: `2026-05-01`. `7d` is the day 7 days before today in the zone, `24h` the day it was 24 hours
 * ago, `now` is today.
 *
 * @throws Failure `usage` as `toInstant`, and for a time of day, which would be lost
 */
export async function toDay(flag: string, text: string, calendar: Calendar): Promise<string> {
  const time = readTime(flag, text)
  if (time.says === 'near') return (await near(time.days, calendar)).toString()
  if (time.says === 'ago') {
    const now = before(flag, text, time.hours, calendar)
    const day = time.wholeDays ? near(-time.hours / 24, calendar) : near(0, { ...calendar, now })
    return (await day).toString()
  }
  if (time.clock !== undefined) throw wrong(flag, text, 'has a time of day, but only whole days count here', time.day)
  return time.day
}

/**
 * Both ends of a period: `last-week`, `2026-05`, `2026-q2`, `2026-w18` …, also a year or a day, in any case. Weeks are
 * ISO weeks and start on Monday, as Gong's do (quirk 46).
 *
 * @throws Failure `usage` that names the flag, the value and the nearest right spelling
 */
export async function toPeriod(flag: string, text: string, calendar: Calendar): Promise<Period> {
  const word = text.trim().toLowerCase()
  if (NUMBERED.test(word)) return await numbered(flag, text)
  if (!PERIODS.includes(word) && !/^\d{4}-\d\d-\d\d$/.test(word)) throw noPeriod(flag, text)
  const unit = UNITS.find((name) => word.endsWith(`-${name}`))
  if (unit === undefined) return lasting({ days: 1 }, await parseDay(await toDay(flag, word, calendar)))
  const start = startOf(unit, await near(0, calendar))
  return lasting(span(unit, 1), word.startsWith('last') ? start.subtract(span(unit, 1)) : start)
}

/**
 * Checks that a window is not empty. Both ends are of one kind, as `toInstant` or `toDay` gave them.
 *
 * @throws Failure `usage` that names both values when the end is not after the start
 */
export function checkWindow(fromFlag: string, from: string, toFlag: string, to: string): void {
  const length = Date.parse(to) - Date.parse(from)
  if (length > 0) return
  const hint = length < 0 ? `${fromFlag} ${to} ${toFlag} ${from}` : `${toFlag} is exclusive, so it has to be later`
  throw new Failure('usage', `${toFlag} ${to} is not after ${fromFlag} ${from}`, { hint })
}

function readTime(flag: string, text: string): Time {
  const word = text.trim().toLowerCase()
  if (word === 'now') return { says: 'ago', hours: 0, wholeDays: false }
  const days = NEAR.get(word)
  if (days !== undefined) return { says: 'near', days }
  const [, count, step = ''] = SPAN.exec(word) ?? []
  const hours = HOURS.get(step)
  if (hours !== undefined) return { says: 'ago', hours: Number(count) * hours, wholeDays: step !== 'h' }
  return { says: 'at', ...readStamp(flag, text, word) }
}

function readStamp(flag: string, text: string, word: string): Stamp {
  const [stamp, year = '', month = '', date = '', hour, minute = '', second = '00', fraction = '', offset] =
    STAMP.exec(word) ?? []
  if (stamp === undefined) throw noTime(flag, text)
  checkYear(flag, text, year)
  if (month < '01' || month > '12') throw wrong(flag, text, 'is not a day: months run from 01 to 12')
  const last = new Date(Date.UTC(Number(year), Number(month), 0))
  if (date < '01' || Number(date) > last.getUTCDate()) {
    const name = last.toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })
    const nearest = last.toISOString().slice(0, 10)
    throw wrong(flag, text, `is not a day: ${name} has ${last.getUTCDate()} days`, nearest)
  }
  const day = `${year}-${month}-${date}`
  if (hour === undefined) return { day }
  if (hour > '23' || minute > '59' || second > '59') throw wrong(flag, text, 'is not a time: days end at 23:59:59')
  return { day, clock: `${hour}:${minute}:${second}${fraction}`, offset: readOffset(flag, text, offset) }
}

function readOffset(flag: string, text: string, offset: string | undefined): string | undefined {
  if (offset === undefined || offset === 'z') return offset?.toUpperCase()
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(-2)]
  if (minutes > '59' || `${hours}${minutes}` > '1400') throw wrong(flag, text, 'has an offset of more than 14 hours')
  return `${offset.slice(0, 3)}:${minutes}`
}

/** A slip such as 0206 would otherwise ask for everything there is. */
function checkYear(flag: string, text: string, year: string): void {
  if (year < '1970' || year > '2999') throw wrong(flag, text, 'is out of range: years run from 1970 to 2999')
}

/** Milliseconds since the epoch, so many hours before now. */
function before(flag: string, text: string, hours: number, { now }: Calendar): number {
  const at = now - hours * 3_600_000
  if (at < 0) throw wrong(flag, text, 'reaches back past 1970')
  return at
}

/** So many days after today, which depends on the zone. */
async function near(days: number, { now, zone }: Calendar): Promise<Temporal.PlainDate> {
  const { Temporal } = await import('temporal-polyfill')
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({ days })
}

async function parseDay(day: string): Promise<Temporal.PlainDate> {
  const { Temporal } = await import('temporal-polyfill')
  return Temporal.PlainDate.from(day)
}

/** `2026`, `2026-05`, `2026-q2` or `2026-w18`: 4 January lies in the first of each, 28 December in the last week. */
async function numbered(flag: string, text: string): Promise<Period> {
  const [, year = '', letter, number = '1'] = NUMBERED.exec(text.trim().toLowerCase()) ?? []
  checkYear(flag, text, year)
  const unit = letter === undefined ? 'year' : letter === 'q' ? 'quarter' : letter === 'w' ? 'week' : 'month'
  const { weekOfYear = 52 } = await parseDay(`${year}-12-28`)
  const count = unit === 'week' ? weekOfYear : 12 / MONTHS[unit]
  const index = Number(number) - 1
  if (index < 0 || index >= count) {
    const edge = String(index < 0 ? 1 : count).padStart(number.length, '0')
    throw wrong(flag, text, `is not a ${unit}: ${year} has ${count} ${unit}s`, `${year}-${letter}${edge}`)
  }
  return lasting(span(unit, 1), startOf(unit, await parseDay(`${year}-01-04`)).add(span(unit, index)))
}

function startOf(unit: Unit, day: Temporal.PlainDate): Temporal.PlainDate {
  if (unit === 'week') return day.subtract({ days: day.dayOfWeek - 1 })
  return day.with({ day: 1, month: day.month - ((day.month - 1) % MONTHS[unit]) })
}

function span(unit: Unit, count: number): Temporal.DurationLikeObject {
  return unit === 'week' ? { weeks: count } : { months: MONTHS[unit] * count }
}

function lasting(length: Temporal.DurationLikeObject, start: Temporal.PlainDate): Period {
  return { from: start.toString(), to: start.add(length).toString() }
}

function noTime(flag: string, text: string): Failure {
  const word = text.trim().toLowerCase()
  if (PERIODS.includes(word) || NUMBERED.test(word))
    return new Failure('usage', `${flag}: "${text}" is a period, not a time`, { hint: `--during ${word}` })
  if (/^\d+m$/.test(word)) return wrong(flag, text, 'could be minutes or months: count in h, d or w', '24h')
  const spelling = tidySpan(word) ?? tidyStamp(word) ?? nearest(word, TIMES)
  return wrong(flag, text, 'is not a time', spelling ?? '2026-05-01, 2026-05-01T09:00, 7d, 24h, now or yesterday')
}

function noPeriod(flag: string, text: string): Failure {
  const word = text.trim().toLowerCase()
  if (word === 'now' || SPAN.test(word) || STAMP.test(word))
    return new Failure('usage', `${flag}: "${text}" is a time, not a period`, { hint: `--from ${text.trim()}` })
  const spelling = nearest(word, PERIODS)
  return wrong(flag, text, 'is not a period', spelling ?? 'today, this-week, last-month, 2026-05, 2026-q2 or 2026-w18')
}

/** `7 days ago` and `-7d` as `7d`. */
function tidySpan(word: string): string | undefined {
  const [, count, step] = /^-?(\d+)\s*([hdw])[a-z]*( ago)?$/.exec(word) ?? []
  return count && `${count}${step}`
}

/** `2026/5/1`, `20260501` and `2026-05-01 9:00` with all their digits. */
function tidyStamp(word: string): string | undefined {
  const dashed = word.replace(/^([12]\d{3})[-/.]?(0?[1-9]|1[0-2])[-/.]?(0?[1-9]|[12]\d|3[01])(?!\d)/, '$1-$2-$3')
  const full = dashed.replace(/(?<!\d)\d(?!\d)/g, '0$&')
  return STAMP.test(full) ? full.replace(' ', 'T').toUpperCase() : undefined
}

function wrong(flag: string, text: string, what: string, spelling?: string): Failure {
  return new Failure('usage', `${flag}: "${text}" ${what}`, { hint: spelling && `${flag} ${spelling}` })
}
