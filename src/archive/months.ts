import { calendarPeriod } from '../lib/calendar-period.ts'
import { utcDay, utcTime } from '../lib/utc-time.ts'
import type { ArchiveSpan } from './archive-state.ts'

/** A month of the calendar, UTC, as far as a span has it. */
export interface Month extends ArchiveSpan {
  /** Such as `2026-05`. */
  readonly name: string
}

/** The months of a span of instants, the newest first. */
export function monthsWithin({ from, to }: ArchiveSpan): readonly Month[] {
  const [startMs, endMs] = [Date.parse(from), Date.parse(to)]
  const months: Month[] = []
  for (let atMs = endMs - 1; atMs >= startMs; ) {
    const period = calendarPeriod('month', utcDay(atMs))
    const firstMs = Date.parse(`${period.from}T00:00:00Z`)
    const lastMs = Math.min(endMs, Date.parse(`${period.to}T00:00:00Z`))
    months.push({ name: period.from.slice(0, 7), from: utcTime(Math.max(startMs, firstMs)), to: utcTime(lastMs) })
    atMs = firstMs - 1
  }
  return months
}

/**
 * What is missing of a month that is whole up to an instant.
 *
 * @param through `undefined` where nothing has come yet
 */
export function missingOfMonth({ from, to }: ArchiveSpan, through: string | undefined): ArchiveSpan | undefined {
  if (through === undefined) return { from, to }
  return Date.parse(through) < Date.parse(to) ? { from: through, to } : undefined
}
