import type { Page } from '../lib/rows.ts'

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

/** The page, parsed when it is not. */
export function pageOf({ page, parseAgain }: FetchedPage): Page {
  return page ?? parseAgain()
}
