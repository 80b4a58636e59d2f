import type { Store } from '../store.ts'
import { parseSpans, spansText, type TimeSpan, union, within } from './spans.ts'

export const COVERED = 'calls.covered'
const NEWEST = 'calls.newest'
/** Until when Gong was asked for all calls, ms since 1970, where nothing began after the latest of them. */
export const ASKED_UNTIL = 'calls.asked'
const HIDDEN = 'calls.hidden'

/** Calls that Gong counts in a span and does not list, such as those that it is still listening to. */
export interface Hidden extends TimeSpan {
  readonly count: number
  readonly attempts: number
  /** When the span is listed again, ms; never when absent. */
  readonly dueMs?: number
}

/** The spans whose calls were all listed at some time. */
export async function coveredOf(store: Pick<Store, 'mark'>): Promise<readonly TimeSpan[]> {
  return parseSpans(await store.mark(COVERED))
}

/** What one run has listed from end to end. */
export interface RunListing {
  /** The marks after one more span was listed, in which the latest call began at `newestMs`. */
  marksAfter(store: Pick<Store, 'mark'>, span: TimeSpan, newestMs: number): Promise<Record<string, string>>
}

/**
 * Nothing later than the latest call that was ever seen counts as listed: a clock that is ahead would otherwise leave out what is to
 * come. Parts of a run are listed in any order, so that what is past is known of each only once the latest was.
 */
export function runListing(): RunListing {
  const listed: TimeSpan[] = []
  return {
    async marksAfter(store, span, newestMs) {
      listed.push(span)
      const newest = Math.max(newestMs, Number((await store.mark(NEWEST)) ?? 0))
      // Whole seconds: Gong is asked for no others.
      const past = within({ fromMs: 0, toMs: (Math.floor(newest / 1000) + 1) * 1000 }, listed)
      const asked = Math.max(span.toMs, Number((await store.mark(ASKED_UNTIL)) ?? 0))
      const covered = spansText(union([...(await coveredOf(store)), ...past]))
      return { [COVERED]: covered, [NEWEST]: String(newest), [ASKED_UNTIL]: String(asked) }
    },
  }
}

/** What Gong counts and does not list. */
export async function hiddenOf(store: Store): Promise<readonly Hidden[]> {
  return JSON.parse((await store.mark(HIDDEN)) ?? '[]')
}

/** The mark of them. */
export function hiddenMark(hidden: readonly Hidden[]): Record<string, string> {
  return { [HIDDEN]: JSON.stringify(hidden) }
}
