import type { Json, Page, Row } from '../lib/rows.ts'
import type { Window } from './split-window.ts'

/** A page as it was fetched. */
export interface FetchedPage {
  /** Absent while the page is buffered: parsed rows take several times the memory of the bytes that Gong sent. */
  readonly page?: Page
  /** Parses the page from those bytes. */
  readonly parseAgain: () => Page
  /** The cursor of the page after it; none after the last. */
  readonly nextCursor?: string | undefined
  /** Size of the answer. */
  readonly bytes: number
  /** Whether it is the first page of a slice that was started again. */
  readonly isRestart?: boolean
}

/** What is pulled, and how much of it. */
export interface PullSource {
  /** Absent where the operation has no window that may be cut. */
  readonly window?: Window | undefined
  /** The pages between two instants, or all there are; from the first, or from a cursor. */
  fetch(window: Window | undefined, cursor?: string): AsyncIterable<FetchedPage>
  /** The id that tells a row from others; `undefined` for a row without one, which is never dropped. */
  idOf(row: Row): string | undefined
  /** Called when a slice is started again because its cursor expired, and for each duplicate row. */
  onEvent(event: 'restarted' | 'duplicate'): Promise<void>
  /** How many rows are wanted, all when left out. A few are not worth slices. */
  readonly limit?: number | undefined
  /** The steps of an earlier run; `null` for a pull from the start that can be resumed later. */
  readonly resumeSteps?: Json | undefined
}

/** The page, parsed when it is not. */
export function pageOf({ page, parseAgain }: FetchedPage): Page {
  return page ?? parseAgain()
}
