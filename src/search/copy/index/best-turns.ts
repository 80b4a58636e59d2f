import { LONG_TURN_CHARS } from '../../match-turn.ts'
import { byBest, type FoundTurn } from '../found-turns.ts'
import type { TurnBatch } from './turn-batch.ts'

/** Scores have three decimals. */
const SCALE = 1000

/** Turns of a batch that are found, by their numbers, and what each scores as if it had no length. */
export interface WeighedTurns {
  readonly batch: TurnBatch
  readonly turns: Uint32Array
  readonly weights: Float64Array
}

/** The best of all turns. Those come first that can score highest, so that the lengths of most are never read. */
export function bestTurns(found: readonly WeighedTurns[], most = Number.POSITIVE_INFINITY): readonly FoundTurn[] {
  const { batches, indexes, ends } = byLimit(found)
  const best: FoundTurn[] = []
  const counts = new Uint32Array(ends.length + 1)
  let better = 0
  for (let limit = ends.length - 1; limit >= 0; limit -= 1) {
    // None of the rest scores more than the limit.
    better += counts[limit + 1] ?? 0
    if (better >= most) break
    for (let at = ends[limit - 1] ?? 0; at < (ends[limit] ?? 0); at += 1) {
      const of = found[batches[at] ?? 0]
      if (of === undefined) continue
      const turn = scoredTurn(of, indexes[at] ?? 0)
      best.push(turn)
      const score = Math.round(turn.score * SCALE)
      counts[score] = (counts[score] ?? 0) + 1
    }
  }
  return best.sort(byBest).slice(0, most)
}

function scoredTurn({ batch, turns, weights }: WeighedTurns, index: number): FoundTurn {
  const turn = turns[index] ?? 0
  const call = batch.callOf(turn)
  const { place, chars } = batch.turn(turn, call)
  const score = scaled((weights[index] ?? 0) / (1 + chars / LONG_TURN_CHARS)) / SCALE
  return { callId: batch.calls[call] ?? '', turn: place, score }
}

function scaled(score: number): number {
  return Math.floor(score * SCALE + 0.5)
}

/** Counting sort, by the highest score that a turn can have: its place in `found`, and its index there. */
function byLimit(found: readonly WeighedTurns[]) {
  let [total, largest] = [0, 0]
  for (const { weights } of found) {
    total += weights.length
    for (let at = 0; at < weights.length; at += 1) largest = Math.max(largest, weights[at] ?? 0)
  }
  const ends = new Uint32Array(scaled(largest) + 2)
  for (const { weights } of found)
    for (let at = 0; at < weights.length; at += 1) {
      const slot = scaled(weights[at] ?? 0) + 1
      ends[slot] = (ends[slot] ?? 0) + 1
    }
  for (let slot = 1; slot < ends.length; slot += 1) ends[slot] = (ends[slot] ?? 0) + (ends[slot - 1] ?? 0)
  const [batches, indexes] = [new Uint16Array(total), new Uint32Array(total)]
  found.forEach(({ weights }, batch) => {
    for (let at = 0; at < weights.length; at += 1) {
      const limit = scaled(weights[at] ?? 0)
      const to = ends[limit] ?? 0
      ends[limit] = to + 1
      batches[to] = batch
      indexes[to] = at
    }
  })
  return { batches, indexes, ends: ends.subarray(0, -1) }
}
