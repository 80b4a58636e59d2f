import { SeededRandom } from '../seeded-random.ts'
import { type Instant, randomInstant } from './instant.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** How far back the company remembers, today included. */
const DAYS = 180
/** Weeks differ by the days that they begin and end with, so that as many calls may need some days more. */
const SPARE_DAYS = 10

/** Share of a full day's calls, Sunday first. */
const WEEK = [0.04, 1, 1.1, 1.1, 1.05, 0.8, 0.06]

/** Which calls fall on which day. Indexes rise with the days, and have no order within one. */
export interface CallCalendar {
  /** The number of the first call: as many that came before are forgotten. */
  readonly firstNumber: number
  /** The number of the first call of a day. */
  numberOf(midnight: number): number
  /** UTC midnight of the day of a call, ms. */
  midnightOf(index: number): number
  /** One number a call, in the order of indexes; `value` gets the call's midnight (ms) too. */
  column(value: (index: number, midnight: number) => number): Float64Array
}

/**
 * Spreads the calls over the days up to `today`: many on workdays, few at weekends. The calls of a day are the same whatever day
 * it is today, and have the same numbers, which count from 180 days before `reference`.
 *
 * @param today UTC midnight, ms
 * @param reference a UTC midnight, no later
 */
export function makeCalendar(today: number, reference: number, calls: number): CallCalendar {
  const numberOf = numbering(reference, calls)
  const firstNumber = numberOf(today + DAY) - calls
  const days = DAYS + SPARE_DAYS
  const midnight = (day: number): number => today - (days - 1 - day) * DAY
  const firsts = Uint32Array.from({ length: days + 1 }, (_, day) =>
    day === 0 ? 0 : Math.max(0, numberOf(midnight(day)) - firstNumber),
  )
  return {
    firstNumber,
    numberOf,
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

/** How many calls were made before a day, since 180 days before the reference: as many as `calls` on the reference's evening. */
function numbering(reference: number, calls: number): (midnight: number) => number {
  const start = reference - (DAYS - 1) * DAY
  const total = weightOf(start, DAYS)
  return (midnight) => Math.round((weightOf(start, (midnight - start) / DAY) / total) * calls)
}

/** The share of calls of so many days, some before `start` when negative. */
function weightOf(start: number, days: number): number {
  const weeks = Math.floor(days / 7)
  let weight = weeks * WEEK.reduce((sum, one) => sum + one, 0)
  for (let day = weeks * 7; day < days; day++) weight += WEEK[new Date(start + day * DAY).getUTCDay()] ?? 1
  return weight
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
