import type { Row } from '../lib/rows.ts'

/** The most hits that are kept until all have come. */
const MAX_HITS = 10_000

/** The best of all hits, by `score`; of those that are alike, the ones of newer calls, whose ids are larger. */
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
  const best = () => hits.toSorted(byScore).slice(0, kept)
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

function byScore(one: Row, other: Row): number {
  return Number(other.score) - Number(one.score) || byNewest(String(one.callId), String(other.callId))
}

/** Ids of calls grow with time. */
export function byNewest(one: string, other: string): number {
  return one === other ? 0 : one < other ? 1 : -1
}
