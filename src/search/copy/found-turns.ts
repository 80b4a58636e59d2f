import { byNewest } from '../best-hits.ts'

/** A turn that matches, and how well it does as if it were one sentence. */
export interface FoundTurn {
  readonly callId: string
  /** Its place in the call. */
  readonly turn: number
  readonly score: number
  /** Of who speaks; absent where it was not asked for, as is the topic. */
  readonly speakerId?: string
  readonly topic?: string
}

export interface FoundTurns {
  /** The best first. */
  readonly turns: readonly FoundTurn[]
  /** How many there are, with those that were not asked for. */
  readonly total: number
}

/** By score; of those that are alike, the ones of newer calls. */
export function byBest(one: FoundTurn, other: FoundTurn): number {
  return other.score - one.score || byNewest(one.callId, other.callId) || one.turn - other.turn
}
