import { isDeadCursor, isRepeatedCursor } from './cursor.ts'
import type { FetchedPage } from './fetched-page.ts'
import type { PullSource } from './pull-source.ts'
import type { Window } from './split-window.ts'

/** Restarts in a row that may end no further than the one before. */
const MAX_FUTILE_RESTARTS = 5

/**
 * The pages of one slice, from its first page again when its cursor expired; the reader drops the rows that it had. Ends with
 * the error when restart after restart gets no further, or when a cursor is repeated for the second time.
 *
 * @param pages of the first attempt
 * @param isResumed whether they begin at the cursor of an earlier run
 */
export async function* withRestarts(
  source: PullSource,
  window: Window | undefined,
  pages: AsyncIterable<FetchedPage>,
  isResumed: boolean,
): AsyncIterable<FetchedPage> {
  let current = pages
  let furthest = 0
  let repeatedCursors = 0
  for (let futile = 0, isFirst = true; ; isFirst = false) {
    let count = 0
    try {
      for await (const fetched of current) {
        yield { ...fetched, isRestart: !isFirst && count === 0 }
        count += 1
      }
      return
    } catch (error) {
      futile = count > furthest ? 0 : futile + 1
      furthest = Math.max(furthest, count)
      const hadCursor = count > 0 || (isFirst && isResumed)
      if (isRepeatedCursor(error)) repeatedCursors += 1
      else if (!hadCursor || !isDeadCursor(error)) throw error
      if (futile >= MAX_FUTILE_RESTARTS || repeatedCursors > 1) throw error
      await source.onEvent('restarted')
      current = source.fetch(window)
    }
  }
}
