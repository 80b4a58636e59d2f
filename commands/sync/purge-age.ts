import { Failure } from '../../src/lib/errors.ts'
import { readSpan } from '../../src/lib/span.ts'

/** The moment that is so long ago, ms since 1970. @throws Failure `usage` for what is no span of time */
export function agedMs(text: string, nowMs: number): number {
  const span = readSpan(text)
  const count = span?.unit === 'hours' ? span.hours : (span?.months ?? 0)
  if (span === undefined || count === 0)
    throw new Failure('usage', `--older-than: "${text}" is no span of time`, { hint: '--older-than 2y, 18mo or 90d' })
  const date = new Date(nowMs)
  return span.unit === 'hours' ? nowMs - span.hours * 3_600_000 : date.setUTCMonth(date.getUTCMonth() - span.months)
}
