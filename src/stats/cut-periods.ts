import { type CalendarUnit, calendarPeriod, type Period } from '../lib/calendar-period.ts'

/** How a report can be cut; weeks begin on Monday, as Gong's do (quirk 46). */
export const PER = ['day', 'week', 'month', 'quarter'] as const

export type Per = (typeof PER)[number]

/**
 * Cuts a range of days into the periods of a calendar; the first and the last are cut to the range, as Gong's are.
 *
 * @param per one period for the whole range when left out
 */
export function cutPeriods({ from, to }: Period, per?: CalendarUnit): readonly Period[] {
  if (per === undefined) return [{ from, to }]
  const periods: Period[] = []
  for (let start = from; start < to; ) {
    const next = calendarPeriod(per, start).to
    const end = next < to ? next : to
    periods.push({ from: start, to: end })
    start = end
  }
  return periods
}

/** The index of the period that a day is in; `undefined` for a day outside. */
export function periodIndex(periods: readonly Period[], day: string): number | undefined {
  let [low, high] = [0, periods.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const { from, to } = periods[middle] ?? { from: '', to: '' }
    if (day < from) high = middle - 1
    else if (day >= to) low = middle + 1
    else return middle
  }
  return undefined
}
