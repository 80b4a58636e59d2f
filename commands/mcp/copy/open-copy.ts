import { utcTime } from '../../../src/lib/utc-time.ts'
import { type CopyCoverage, coverageOf, type OpenedCopy } from '../../search/copy-reader.ts'

/** A copy that questions are answered from, and how far it goes. */
export interface AnsweringCopy {
  readonly copy: OpenedCopy
  readonly coverage: CopyCoverage
  /** Small facts about the copy, by their names. */
  readonly marks: ReadonlyMap<string, string>
}

export async function withCoverage(copy: OpenedCopy): Promise<AnsweringCopy> {
  const marks = await copy.rows('SELECT name, value FROM sync_marks')
  return {
    copy,
    coverage: await coverageOf(copy),
    marks: new Map(marks.map(({ name, value }) => [String(name), String(value)])),
  }
}

/** How much earlier than a window a copy may end: what is newer is worth the requests. */
export const MOST_LATE_MS = 86_400_000

/**
 * Whether a copy has the calls of a window: all from its start until the copy ends, which may be up to a day before the window
 * does. What began after the copy ended is for Gong.
 */
export function hasWindow({ coverage: { spans, asOfMs } }: AnsweringCopy, fromMs: number, toMs: number): boolean {
  const endMs = Math.min(toMs, asOfMs)
  const isLate = Number.isFinite(toMs) && toMs - asOfMs > MOST_LATE_MS
  return !isLate && fromMs < endMs && spans.some((span) => span.fromMs <= fromMs && span.toMs >= endMs)
}

/** When the copy ends, as a sentence has it. */
export function endOfCopy({ coverage: { asOfMs } }: AnsweringCopy): string {
  return utcTime(asOfMs)
}
