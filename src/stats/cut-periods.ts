import type { Period } from '../lib/resolve-time.ts'

/** How a report can be cut; weeks begin on Monday, as Gong's do (quirk 46). */
export const PER = ['day', 'week', 'month', 'quarter'] as const

export type Per = (typeof PER)[number]

const DAY_MS = 86_400_000

/**
 * Cuts a range of days into the periods of a calendar; the first and the last are cut to the range, as Gong's are.
 *
 * @param per one period for the whole range when left out
 */
export function cutPeriods({ from, to }: Period, per?: Per): readonly Period[] {
  if (per === undefined) return [{ from, to }]
  const periods: Period[] = []
  for (let start = from; start < to; ) {
    const next = nextStart(per, new Date(`${start}T00:00:00Z`))
    const end = next < to ? next : to
    periods.push({ from: start, to: end })
    start = end
  }
  return periods
}

function nextStart(per: Per, day: Date): string {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()]
  if (per === 'month' || per === 'quarter') {
    const months = per === 'month' ? 1 : 3
    return dateText(Date.UTC(year, month - (month % months) + months, 1))
  }
  return dateText(Date.UTC(year, month, date + (per === 'week' ? 7 - ((day.getUTCDay() + 6) % 7) : 1)))
}

function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** The day after a day, or so many days after it. */
export function dayAfter(day: string, count = 1): string {
  return dateText(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS)
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
