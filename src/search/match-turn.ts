import { charsIn, foldText, toComparable } from '../lib/fold-text.ts'
import type { SpokenQuery, SpokenTerm } from './spoken-query.ts'

/** A sentence; times are milliseconds from the start of the call. */
export interface SpokenSentence {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface TurnMatch {
  /** The indexes of the sentences that show it, in order. */
  readonly sentences: readonly number[]
  readonly score: number
}

/** A turn of so many characters counts half: about 300 words. */
export const LONG_TURN_CHARS = 1800
export const PHRASE_WEIGHT = 2
/** By how much a match can be better than its turn says, once its sentences are known. */
export const SAME_SENTENCE_WEIGHT = 1.5

/**
 * Matches a turn, what one speaker says without a break: every term must stand in it. The score is the sum of its terms, each
 * n / (n + 1) for n occurrences and twice that for a phrase; by half more where one sentence holds all of several terms; and
 * less the longer the turn is.
 */
export function matchTurn(query: SpokenQuery, sentences: readonly SpokenSentence[]): TurnMatch | undefined {
  const turn = foldedTurn(sentences.flatMap(({ text }) => text || []).join(' '))
  const whole = countsIn(query, turn)
  if (whole.some((count) => count === 0)) return undefined
  const bySentence =
    sentences.length === 1 ? [whole] : sentences.map((sentence) => countsIn(query, foldedTurn(sentence.text)))
  const all = bySentence.findIndex((counts) => counts.every((count) => count > 0))
  const some = bySentence.flatMap((counts, index) => (counts.some((count) => count > 0) ? [index] : []))
  const sum = query.reduce((total, term, index) => total + weight(term, whole[index] ?? 0), 0)
  const together = all >= 0 && query.length > 1 ? SAME_SENTENCE_WEIGHT : 1
  const score = (sum * together) / (1 + charsIn(turn.comparable) / LONG_TURN_CHARS)
  // A phrase may begin in one sentence and end in the next.
  const shown = all >= 0 ? [all] : some.length > 0 ? some : sentences.map((_, index) => index)
  return { sentences: shown, score: Math.round(score * 1000) / 1000 }
}

interface FoldedText {
  readonly folded: string
  readonly comparable: string
}

function foldedTurn(text: string): FoldedText {
  const folded = foldText(text)
  return { folded, comparable: toComparable(folded) }
}

function countsIn(query: SpokenQuery, { folded, comparable }: FoldedText): readonly number[] {
  return query.map(({ count }) => count(folded, comparable))
}

function weight({ kind }: SpokenTerm, count: number): number {
  return (count / (count + 1)) * (kind === 'phrase' ? PHRASE_WEIGHT : 1)
}
