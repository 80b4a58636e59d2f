import { Failure } from './errors.ts'

/** A span of time as it is typed: `36h`, `14d`, `2w`, `6mo`, `2y`. */
export type TypedSpan =
  | { readonly unit: 'hours'; readonly hours: number; readonly wholeDays: boolean }
  | { readonly unit: 'months'; readonly months: number }

export const SPAN = /^(\d+)(mo|[hdwy])$/
const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 }
const HOUR_MS = 3_600_000
/** No month is longer. */
const MONTH_HOURS = 31 * 24

/** @returns `undefined` for what is no span */
export function readSpan(text: string): TypedSpan | undefined {
  const [, digits, step = ''] = SPAN.exec(text.trim().toLowerCase()) ?? []
  if (digits === undefined) return undefined
  const hours = HOURS[step]
  if (hours !== undefined) return { unit: 'hours', hours: Number(digits) * hours, wholeDays: step !== 'h' }
  return { unit: 'months', months: Number(digits) * (step === 'y' ? 12 : 1) }
}

/** Milliseconds; a month has 31 days. @throws Failure `usage` that names the flag, for what is no span */
export function spanMs(flag: string, text: string, hint: string): number {
  const span = readSpan(text)
  if (span === undefined) throw new Failure('usage', `${flag}: "${text}" is no span of time`, { hint })
  return (span.unit === 'hours' ? span.hours : span.months * MONTH_HOURS) * HOUR_MS
}
