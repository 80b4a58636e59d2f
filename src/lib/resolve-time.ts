import type { Temporal } from 'temporal-polyfill'
import { invalidDate, parseTime } from './typed-time.ts'
import { utcTime } from './utc-time.ts'

/** What typed times depend on. `now` is fixed for a run, so that paging never moves the window (quirk 69). */
export interface Calendar {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** IANA name; the zone of everything typed without an offset. */
  readonly zone: string
}

/**
 * An instant in Gong's format, with `Z` or an offset: `2026-05-01T00:00:00+02:00`. Spans (`7d` is 7 times 24 hours) and `now`
 * become whole seconds in UTC, and so does `6mo`: the same time of day in the zone 6 months ago, or on the last day of a
 * shorter month. A day becomes its first moment in the zone, both as a start and as an (exclusive) end. A local time in a DST gap moves on by the gap, an ambiguous one is the earlier; a typed offset stays.
 *
 * @throws Failure `usage` that names the flag, the value and the nearest right spelling
 */
export async function toInstant(flag: string, text: string, calendar: Calendar): Promise<string> {
  const time = parseTime(flag, text)
  if (time.kind === 'ago') return utcTime(hoursBefore(flag, text, time.hours, calendar))
  if (time.kind === 'timestamp' && time.offset !== undefined) return `${time.day}T${time.clock}${time.offset}`
  const { Temporal } = await import('temporal-polyfill')
  if (time.kind === 'months-ago') {
    const now = Temporal.Instant.fromEpochMilliseconds(calendar.now).toZonedDateTimeISO(calendar.zone)
    const { epochMilliseconds } = now.subtract(monthsOf(flag, text, time.months, calendar))
    return utcTime(epochMilliseconds)
  }
  const local =
    time.kind === 'timestamp'
      ? `${time.day}T${time.clock ?? '00:00'}`
      : `${await dayFromToday(time.days, calendar)}T00:00`
  return (await loadZonedTimes(calendar.zone))(local)
}

/** Loads what gives local times, such as `2026-05-01T09:00`, the offset that a zone has then; as `toInstant` does. */
export async function loadZonedTimes(zone: string): Promise<(local: string) => string> {
  const { Temporal } = await import('temporal-polyfill')
  return (local) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toString({ timeZoneName: 'never' })
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

/** The day so many days after today in the zone. */
async function dayFromToday(days: number, { now, zone }: Calendar): Promise<Temporal.PlainDate> {
  const { Temporal } = await import('temporal-polyfill')
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({ days })
}
