import { utcDay } from './utc-time.ts'
/** Periods of the calendar into which rows are cut; weeks begin on Monday (quirk 46). */
export const CALENDAR_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const

export type CalendarUnit = (typeof CALENDAR_UNITS)[number]

/** Two days such as `2026-05-01`: the first one, and the one after the last. */
export interface Period {
  readonly from: string
  readonly to: string
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const

/** The period that a day such as `2026-05-01` is in: its first day, and the day after its last one. */
export function calendarPeriod(unit: CalendarUnit, day: string): Period {
  const at = new Date(`${day}T00:00:00Z`)
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  if (unit === 'day' || unit === 'week') {
    const first = unit === 'day' ? date : date - ((at.getUTCDay() + 6) % 7)
    return between(Date.UTC(year, month, first), Date.UTC(year, month, first + (unit === 'day' ? 1 : 7)))
  }
  const first = month - (month % MONTHS[unit])
  return between(Date.UTC(year, first, 1), Date.UTC(year, first + MONTHS[unit], 1))
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return dayAfter(day, -1)
}

/** The day after a day, or so many days after it. */
export function dayAfter(day: string, count = 1): string {
  return utcDay(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000)
}

function between(fromMs: number, toMs: number): Period {
  return { from: utcDay(fromMs), to: utcDay(toMs) }
}
