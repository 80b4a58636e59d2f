import type { Temporal } from 'temporal-polyfill'
import {
  COUNTED_PERIOD,
  checkYear,
  invalidDate,
  NUMBERED_PERIOD,
  notAPeriod,
  PERIOD_UNITS,
  PERIODS,
  parseTime,
} from './typed-time.ts'

/** What typed times depend on. `now` is fixed for a run, so that paging never moves the window (quirk 69). */
export interface Calendar {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** IANA name; the zone of everything typed without an offset. */
  readonly zone: string
}

/** Two days such as `2026-05-01`: the first one, and the one after the last. */
export interface Period {
  readonly from: string
  readonly to: string
}

type Unit = (typeof PERIOD_UNITS)[number]

const MONTHS = { month: 1, quarter: 3, year: 12 }

/**
 * An instant in Gong's format, with `Z` or an offset: `2026-05-01T00:00:00+02:00`. Spans (`7d` is 7 times 24 hours) and `now`
 * become whole seconds in UTC, and so does `6mo`: the same time of day in the zone 6 months ago, or on the last day of a
 * shorter month. A day becomes its first moment in the zone, both as a start and as an (exclusive) end. A local time in a DST gap moves on by the gap, an ambiguous one is the earlier; a typed offset stays.
 *
 * @throws Failure `usage` that names the flag, the value and the nearest right spelling
 */
export async function toInstant(flag: string, text: string, calendar: Calendar): Promise<string> {
  const time = parseTime(flag, text)
  if (time.kind === 'ago') return wholeSeconds(hoursBefore(flag, text, time.hours, calendar))
  if (time.kind === 'timestamp' && time.offset !== undefined) return `${time.day}T${time.clock}${time.offset}`
  const { Temporal } = await import('temporal-polyfill')
  if (time.kind === 'months-ago') {
    const now = Temporal.Instant.fromEpochMilliseconds(calendar.now).toZonedDateTimeISO(calendar.zone)
    const { epochMilliseconds } = now.subtract(monthsOf(flag, text, time.months, calendar))
    return wholeSeconds(epochMilliseconds)
  }
  const local =
    time.kind === 'timestamp'
      ? `${time.day}T${time.clock ?? '00:00'}`
      : `${await dayFromToday(time.days, calendar)}T00:00`
  return Temporal.PlainDateTime.from(local).toZonedDateTime(calendar.zone).toString({ timeZoneName: 'never' })
}

/**
 * A day in Gong's format: `2026-05-01`. `7d` is the day 7 days before today in the zone, `24h` the day of the instant 24 hours
 * ago, `now` is today.
 *
 * @throws Failure `usage` as `toInstant`, and for a time of day, which a day cannot keep
 */
export async function toDay(flag: string, text: string, calendar: Calendar): Promise<string> {
  const time = parseTime(flag, text)
  if (time.kind === 'relative-day') return (await dayFromToday(time.days, calendar)).toString()
  if (time.kind === 'ago') {
    const now = hoursBefore(flag, text, time.hours, calendar)
    const day = time.wholeDays ? dayFromToday(-time.hours / 24, calendar) : dayFromToday(0, { ...calendar, now })
    return (await day).toString()
  }
  if (time.kind === 'months-ago') {
    const today = await dayFromToday(0, calendar)
    return today.subtract(monthsOf(flag, text, time.months, calendar)).toString()
  }
  if (time.clock !== undefined)
    throw invalidDate(flag, text, 'has a time of day, but only whole days count here', time.day)
  return time.day
}

/**
 * The bounds of a period: `last-week`, `last-7-days`, `2026-05`, `2026-q2`, `2026-w18` …, also a year or a day; case does not
 * matter. Weeks are ISO weeks, from Monday, as Gong's are (quirk 46).
 *
 * @throws Failure `usage` that names the flag, the value and the nearest right spelling
 */
export async function toPeriod(flag: string, text: string, calendar: Calendar): Promise<Period> {
  const word = text.trim().toLowerCase()
  if (NUMBERED_PERIOD.test(word)) return await numberedPeriod(flag, text)
  const [, count, counted] = COUNTED_PERIOD.exec(word) ?? []
  if (counted !== undefined) return await countedPeriod(flag, text, Number(count), counted, calendar)
  if (!PERIODS.includes(word) && !/^\d{4}-\d\d-\d\d$/.test(word)) throw notAPeriod(flag, text)
  const unit = PERIOD_UNITS.find((name) => word.endsWith(`-${name}`))
  if (unit === undefined) return periodFrom({ days: 1 }, await parseDay(await toDay(flag, word, calendar)))
  const start = startOf(unit, await dayFromToday(0, calendar))
  return periodFrom(duration(unit, 1), word.startsWith('last') ? start.subtract(duration(unit, 1)) : start)
}

function wholeSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** The instant so many hours before now, in milliseconds since the epoch. */
function hoursBefore(flag: string, text: string, hours: number, { now }: Calendar): number {
  const at = now - hours * 3_600_000
  if (at < 0) throw invalidDate(flag, text, 'reaches back past 1970')
  return at
}

/** So many months, as far as years are taken. */
function monthsOf(flag: string, text: string, months: number, { now }: Calendar): { readonly months: number } {
  if (months / 12 > new Date(now).getUTCFullYear() - 1971) throw invalidDate(flag, text, 'reaches back past 1970')
  return { months }
}

/** So many whole days, weeks, months …, up to the one that today is in. */
async function countedPeriod(
  flag: string,
  text: string,
  count: number,
  name: string,
  calendar: Calendar,
): Promise<Period> {
  const today = await dayFromToday(0, calendar)
  const unit = PERIOD_UNITS.find((one) => one === name)
  const end = unit === undefined ? today : startOf(unit, today)
  const start = end.subtract(unit === undefined ? { days: count } : duration(unit, count))
  if (start.year < 1970) throw invalidDate(flag, text, 'reaches back past 1970')
  return { from: start.toString(), to: end.toString() }
}

/** The day so many days after today in the zone. */
async function dayFromToday(days: number, { now, zone }: Calendar): Promise<Temporal.PlainDate> {
  const { Temporal } = await import('temporal-polyfill')
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({ days })
}

async function parseDay(day: string): Promise<Temporal.PlainDate> {
  const { Temporal } = await import('temporal-polyfill')
  return Temporal.PlainDate.from(day)
}

/** The period of `2026`, `2026-05`, `2026-q2` or `2026-w18`. 4 January is in the first week of its ISO year, 28 December in the last. */
async function numberedPeriod(flag: string, text: string): Promise<Period> {
  const [, year = '', letter, number = '1'] = NUMBERED_PERIOD.exec(text.trim().toLowerCase()) ?? []
  checkYear(flag, text, year)
  const unit = letter === undefined ? 'year' : letter === 'q' ? 'quarter' : letter === 'w' ? 'week' : 'month'
  const { weekOfYear = 52 } = await parseDay(`${year}-12-28`)
  const count = unit === 'week' ? weekOfYear : 12 / MONTHS[unit]
  const index = Number(number) - 1
  if (index < 0 || index >= count) {
    const edge = String(index < 0 ? 1 : count).padStart(number.length, '0')
    throw invalidDate(flag, text, `is not a ${unit}: ${year} has ${count} ${unit}s`, `${year}-${letter}${edge}`)
  }
  return periodFrom(duration(unit, 1), startOf(unit, await parseDay(`${year}-01-04`)).add(duration(unit, index)))
}

function startOf(unit: Unit, day: Temporal.PlainDate): Temporal.PlainDate {
  if (unit === 'week') return day.subtract({ days: day.dayOfWeek - 1 })
  return day.with({ day: 1, month: day.month - ((day.month - 1) % MONTHS[unit]) })
}

function duration(unit: Unit, count: number): Temporal.DurationLikeObject {
  return unit === 'week' ? { weeks: count } : { months: MONTHS[unit] * count }
}

function periodFrom(length: Temporal.DurationLikeObject, start: Temporal.PlainDate): Period {
  return { from: start.toString(), to: start.add(length).toString() }
}
