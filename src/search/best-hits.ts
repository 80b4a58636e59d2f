import type { Row } from '../lib/rows.ts'

/** The most hits that are kept until all have come. */
const MAX_HITS = 10_000

/** The best of all hits, by `score`; those that are alike in the order in which they came. */
export interface BestHits {
  add(hit: Row): void
  /** How many were added. */
  readonly found: number
  sorted(): readonly Row[]
}

/** How many hits are kept where so many are wanted. */
export function keptHits(most: number): number {
  return Math.min(most, MAX_HITS)
}

/** Keeps the best so many hits, and never more than twice as many in memory. */
export function bestHits(most: number): BestHits {
  const kept = keptHits(most)
  let hits: Row[] = []
  let found = 0
  const best = () => hits.toSorted((a, b) => Number(b.score) - Number(a.score)).slice(0, kept)
  return {
    add(hit) {
      found += 1
      hits.push(hit)
      if (hits.length >= kept * 2 + 100) hits = best()
    },
    get found() {
      return found
    },
    sorted: best,
  }
}
