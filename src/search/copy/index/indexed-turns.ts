import { PHRASE_WEIGHT } from '../../match-turn.ts'
import type { SpokenQuery } from '../../spoken-query.ts'
import type { FoundTurns } from '../found-turns.ts'
import type { CopyWindow, SearchedCopy } from '../searched-copy.ts'
import { bestTurns, type WeighedTurns } from './best-turns.ts'
import { countedCalls } from './counted-calls.ts'
import { countsIn, type IndexedTerm, indexedTerm, type TermCounts } from './indexed-term.ts'
import { lookUpWords } from './look-up-words.ts'
import { readBatches, type TurnBatch } from './turn-batch.ts'

interface IndexedTurns extends FoundTurns {
  /** Whether there are turns that the index does not tell of. */
  readonly hasPending: boolean
}

/**
 * The best turns by the index of words that a sync keeps in a copy, with the scores that its database would compute.
 *
 * @param most how many; all when left out
 * @returns undefined where the index cannot tell
 */
export async function indexedTurns(
  query: SpokenQuery,
  copy: SearchedCopy,
  window: CopyWindow,
  most?: number,
): Promise<IndexedTurns | undefined> {
  const terms = query.flatMap((term) => indexedTerm(term) ?? [])
  if (terms.length < query.length) return undefined
  const { hasPending, maskOf } = await countedCalls(copy, window)
  const words = await lookUpWords(
    terms.flatMap(({ tests }) => tests.flat()),
    copy,
  )
  const batches = words.size === 0 ? [] : await readBatches(words.keys(), copy)
  const found = batches.map((batch) => {
    const lists = words.get(batch.batch) ?? new Map()
    return weighed(
      batch,
      terms,
      terms.map((term) => countsIn(term, lists)),
      maskOf(batch),
    )
  })
  return {
    turns: bestTurns(found, most),
    total: found.reduce((sum, { turns }) => sum + turns.length, 0),
    hasPending,
  }
}

/** The turns that have all terms, of calls that count. */
function weighed(
  batch: TurnBatch,
  terms: readonly IndexedTerm[],
  found: readonly TermCounts[],
  mask: Uint8Array | undefined,
): WeighedTurns {
  const [first] = found
  const size = first?.turns.length ?? 0
  const [turns, weights] = [new Uint32Array(size), new Float64Array(size)]
  const ats = found.map(() => 0)
  let [kept, call] = [0, 0]
  for (let at = 0; at < size; at += 1) {
    const turn = first?.turns[at] ?? 0
    const sum = weightOf(turn, terms, found, ats)
    if (sum === 0) continue
    if (mask !== undefined) call = batch.callOf(turn, call)
    if (mask?.[call] === 0) continue
    turns[kept] = turn
    weights[kept] = sum
    kept += 1
  }
  return { batch, turns: turns.subarray(0, kept), weights: weights.subarray(0, kept) }
}

/** @param ats for each term, an index that is not behind the turn; it is moved on @returns 0 where a term is not there */
function weightOf(turn: number, terms: readonly IndexedTerm[], found: readonly TermCounts[], ats: number[]): number {
  let sum = 0
  for (let term = 0; term < found.length; term += 1) {
    const { turns, counts } = found[term] ?? { turns: new Uint32Array(), counts: new Uint32Array() }
    let at = ats[term] ?? 0
    while (at < turns.length && (turns[at] ?? 0) < turn) at += 1
    ats[term] = at
    const count = turns[at] === turn ? (counts[at] ?? 0) : 0
    if (count === 0) return 0
    sum += (count / (count + 1)) * (terms[term]?.term.kind === 'phrase' ? PHRASE_WEIGHT : 1)
  }
  return sum
}
