import { foldText } from '../lib/fold-text.ts'

/** A text as it is compared, and where each of its characters stood before. */
export interface FoldedText {
  readonly folded: string
  /** For each index of `folded`, and for its end, the index in the text. */
  readonly from: readonly number[]
}

const PLAIN = /^[\x00-\x7f]$/
const APOSTROPHE = /^['’ʼ]$/

/** Folds a text character by character; apostrophes stay, as `'`. */
export function foldWithPlaces(text: string): FoldedText {
  const from: number[] = []
  let folded = ''
  for (const { 0: piece, index } of text.matchAll(/\P{M}\p{M}*|\p{M}/gsu)) {
    const made = APOSTROPHE.test(piece) ? "'" : PLAIN.test(piece) ? piece.toLowerCase() : foldText(piece)
    for (let at = 0; at < made.length; at += 1) from.push(index)
    folded += made
  }
  from.push(text.length)
  return { folded, from }
}
