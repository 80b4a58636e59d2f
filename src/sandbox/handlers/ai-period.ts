import type { Row } from '../../lib/rows.ts'
import { timeFilter } from './request.ts'

const DAY = 86_400_000
const DAYS: { readonly [period: string]: number } = {
  LAST_7DAYS: 7,
  LAST_30DAYS: 30,
  LAST_90DAYS: 90,
  LAST_90_DAYS_SINCE_LAST_ACTIVITY: 90,
  LAST_YEAR: 365,
  LAST_YEAR_SINCE_LAST_ACTIVITY: 365,
}

/** Whether a time (ms) lies in the period of a question or a brief; calendar periods are those of UTC. */
export function periodOf(query: Row, now: number): (at: number) => boolean {
  const period = String(query.timePeriod)
  if (period === 'CUSTOM_RANGE') return timeFilter(query, 'fromDateTime', 'toDateTime')
  const days = DAYS[period]
  const start = days === undefined ? startOf(period, new Date(now)) : now - days * DAY
  return (at) => at >= start
}

function startOf(period: string, today: Date): number {
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()]
  if (period === 'THIS_WEEK') return Date.UTC(year, month, day - ((today.getUTCDay() + 6) % 7))
  if (period === 'THIS_MONTH') return Date.UTC(year, month)
  if (period === 'THIS_QUARTER') return Date.UTC(year, month - (month % 3))
  return period === 'THIS_YEAR' ? Date.UTC(year, 0) : Number.NEGATIVE_INFINITY
}
