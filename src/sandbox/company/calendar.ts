import { SeededRandom } from '../seeded-random.ts'
import { type Instant, randomInstant } from './instant.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** How far back the company remembers, today included. */
const DAYS = 180

/** Share of a full day's calls, Sunday first. */
const WEEK = [0.04, 1, 1.1, 1.1, 1.05, 0.8, 0.06]

/** Which calls fall on which day. Indexes rise with the days, and have no order within one. */
export interface CallCalendar {
  /** The first call of a day, counted back from the last day (0). */
  firstOf(daysAgo: number): number
  /** UTC midnight of the day of a call, ms. */
  midnightOf(index: number): number
  /** One number a call, in the order of indexes; `value` gets the call's midnight (ms) too. */
  column(value: (index: number, midnight: number) => number): Float64Array
}

/** Spreads the calls over the days up to `today` (UTC midnight, ms): many on workdays, few at weekends. */
export function makeCalendar(today: number, calls: number): CallCalendar {
  const firsts = spread(today, calls)
  const midnight = (day: number): number => today - (DAYS - 1 - day) * DAY
  return {
    firstOf: (daysAgo) => firsts[DAYS - 1 - daysAgo] ?? 0,
    midnightOf: (index) => midnight(dayOf(firsts, index)),
    column: (value) => {
      const result = new Float64Array(calls)
      for (let index = 0, day = 0; index < calls; index++) {
        while (index >= (firsts[day + 1] ?? calls)) day++
        result[index] = value(index, midnight(day))
      }
      return result
    },
  }
}

/** The first index of each day, oldest first, and at the end the number of calls: `DAYS + 1` entries. */
function spread(today: number, calls: number): Uint32Array {
  const weekdays = Array.from({ length: DAYS }, (_, day) => new Date(today - (DAYS - 1 - day) * DAY).getUTCDay())
  const weights = weekdays.map((weekday) => WEEK[weekday] ?? 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const result = new Uint32Array(DAYS + 1)
  let sum = 0
  weights.forEach((weight, day) => {
    sum += weight
    result[day + 1] = Math.round((sum / total) * calls)
  })
  return result
}

/** The last day that begins at or before the index, found by halving. */
function dayOf(firsts: Uint32Array, index: number): number {
  let [low, high] = [0, firsts.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((firsts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return low
}

/** When call `index` of a day began: nine times in ten within the office hours of its host's zone (minutes). */
export function startOfCall(seed: number, index: number, midnight: number, zone: number): Instant {
  const random = new SeededRandom(seed, 'start', index)
  const hour = random.bool(0.9) ? 9 + random.next() * 8.5 : 7 + random.next() * 13
  return randomInstant(random, midnight + hour * HOUR - zone * 60_000)
}
