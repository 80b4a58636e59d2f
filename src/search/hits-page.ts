import type { Row } from '../lib/rows.ts'

/** The hits in one more part of what is searched, and how many calls were looked through for them. */
interface HitsPage {
  readonly hits: readonly Row[]
  readonly calls: number
  /** Hits that were counted alone, since others are better. */
  readonly unread?: number
  readonly total?: number | undefined
  readonly countsUnanalysed?: boolean
}

export type HitPages = AsyncIterable<HitsPage>
