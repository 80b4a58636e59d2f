import { companyDay, companyMidnight } from '../company/zone.ts'

/** From inclusive, to exclusive; ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

const MONTHS: { readonly [unit: string]: number } = { MONTH: 1, QUARTER: 3, YEAR: 12 }

/**
 * Cuts a span of whole days of the company into the periods of a calendar; weeks begin on Monday, and the first and the
 * last period are cut to the span (quirk 46).
 *
 * @param unit DAY, WEEK, MONTH, QUARTER or YEAR
 */
export function periods(unit: string, { from, to }: Span): Span[] {
  const spans: Span[] = []
  const last = companyDay(to)
  for (let start = companyDay(from); start < last; ) {
    const end = Math.min(last, nextStart(unit, new Date(start)))
    spans.push({ from: companyMidnight(start), to: companyMidnight(end) })
    start = end
  }
  return spans
}

function nextStart(unit: string, day: Date): number {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()]
  const months = MONTHS[unit]
  if (months !== undefined) return Date.UTC(year, month - (month % months) + months, 1)
  return Date.UTC(year, month, date + (unit === 'WEEK' ? 7 - ((day.getUTCDay() + 6) % 7) : 1))
}
