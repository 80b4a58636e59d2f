import { Failure } from '../lib/errors.ts'

/** The most days in one request, where Gong's message has no number. */
const DEFAULT_DAYS = 90

/** Together they match a message such as "Date range must not exceed 90 days". */
const ABOUT_RANGE = /\b(range|period|window|interval|span)\b/i
const ABOUT_LENGTH = /exceed|longer|more than|at most|up to|maximum|limit|too (long|large|big|wide)/i

/** The most days that a range may have, from the 400 for one that is too long; `undefined` for any other error. */
export function maxRangeDays(error: unknown): number | undefined {
  if (!(error instanceof Failure) || error.status !== 400) return undefined
  const { message } = error
  if (!ABOUT_RANGE.test(message) || !ABOUT_LENGTH.test(message)) return undefined
  const days = Number(/(\d{1,4})[ -]?days?\b/i.exec(message)?.[1] ?? DEFAULT_DAYS)
  return days > 0 ? days : DEFAULT_DAYS
}
