import { type CalendarUnit, calendarPeriod, dayAfter, dayBefore, type Period } from './calendar-period.ts'
import { type Calendar, toDay } from './resolve-time.ts'
import {
  COUNTED_PERIOD,
  checkYear,
  invalidDate,
  NUMBERED_PERIOD,
  notAPeriod,
  PERIOD_UNITS,
  PERIODS,
} from './typed-time.ts'

const MONTHS = { month: 1, quarter: 3, year: 12 } as const

/**
 * The bounds of a period: `last-week`, `last-7-days`, `2026-05`, `2026-q2`, `2026-w18` …, also a year or a day; case does not
 * matter. Weeks are ISO weeks, from Monday, as Gong's are (quirk 46).
 *
 * @throws Failure `usage` that names the flag, the value and the nearest right spelling
 */
export async function toPeriod(flag: string, text: string, calendar: Calendar): Promise<Period> {
  const word = text.trim().toLowerCase()
  if (NUMBERED_PERIOD.test(word)) return numberedPeriod(flag, text)
  const [, count, counted] = COUNTED_PERIOD.exec(word) ?? []
  if (counted !== undefined) return countedPeriod(flag, text, Number(count), counted, await today(flag, calendar))
  if (!PERIODS.includes(word) && !/^\d{4}-\d\d-\d\d$/.test(word)) throw notAPeriod(flag, text)
  const unit = PERIOD_UNITS.find((name) => word.endsWith(`-${name}`))
  if (unit === undefined) return calendarPeriod('day', await toDay(flag, word, calendar))
  const current = calendarPeriod(unit, await today(flag, calendar))
  return word.startsWith('last') ? calendarPeriod(unit, dayBefore(current.from)) : current
}

async function today(flag: string, calendar: Calendar): Promise<string> {
  return await toDay(flag, 'today', calendar)
}

/** So many whole days, weeks, months …, up to the one that today is in. */
function countedPeriod(flag: string, text: string, count: number, name: string, day: string): Period {
  const unit: CalendarUnit = PERIOD_UNITS.find((one) => one === name) ?? 'day'
  const { from: end } = calendarPeriod(unit, day)
  let from = end
  for (let left = count; left > 0; left--) {
    from = calendarPeriod(unit, dayBefore(from)).from
    if (from < '1970') throw invalidDate(flag, text, 'reaches back past 1970')
  }
  return { from, to: end }
}

/** The period of `2026`, `2026-05`, `2026-q2` or `2026-w18`. */
function numberedPeriod(flag: string, text: string): Period {
  const [, year = '', letter, number = '1'] = NUMBERED_PERIOD.exec(text.trim().toLowerCase()) ?? []
  checkYear(flag, text, year)
  const unit = letter === undefined ? 'year' : letter === 'q' ? 'quarter' : letter === 'w' ? 'week' : 'month'
  const count = unit === 'week' ? weeksIn(year) : 12 / MONTHS[unit]
  const index = Number(number) - 1
  if (index < 0 || index >= count) {
    const edge = String(index < 0 ? 1 : count).padStart(number.length, '0')
    throw invalidDate(flag, text, `is not a ${unit}: ${year} has ${count} ${unit}s`, `${year}-${letter}${edge}`)
  }
  if (unit === 'week') return calendarPeriod('week', dayAfter(`${year}-01-04`, 7 * index))
  return calendarPeriod(unit, `${year}-${String(index * MONTHS[unit] + 1).padStart(2, '0')}-01`)
}

/** 4 January is in the first week of its ISO year, 28 December in the last. */
function weeksIn(year: string): number {
  const [first, last] = [`${year}-01-04`, `${year}-12-28`].map((day) => Date.parse(calendarPeriod('week', day).from))
  return ((last ?? 0) - (first ?? 0)) / (7 * 86_400_000) + 1
}
