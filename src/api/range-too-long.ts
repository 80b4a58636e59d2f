import { Failure } from '../lib/errors.ts'

/** Days that Gong takes at once where it does not say how many. */
const USUAL_DAYS = 90

/** A sentence about how long a range may be, such as "Date range must not exceed 90 days". */
const ABOUT_RANGE = /\b(range|period|window|interval|span)\b/i
const ABOUT_LENGTH = /exceed|longer|more than|at most|up to|maximum|limit|too (long|large|big|wide)/i

/** The days that a range may have, where Gong refuses one for its length; `undefined` for every other failure. */
export function longestDays(error: unknown): number | undefined {
  if (!(error instanceof Failure) || error.status !== 400) return undefined
  const { message } = error
  if (!ABOUT_RANGE.test(message) || !ABOUT_LENGTH.test(message)) return undefined
  const days = Number(/(\d{1,4})[ -]?days?\b/i.exec(message)?.[1] ?? USUAL_DAYS)
  return days > 0 ? days : USUAL_DAYS
}
