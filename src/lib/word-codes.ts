import { isUnspaced } from './spoken-words.ts'

/**
 * Where a copy in a DuckDB file keeps the words of its transcripts, folded: `word`, null once no turn has it, and `code`, the
 * one character that stands for it in `turns.word_codes`. There is a row of `UNCODED`, too, once a turn has one.
 */
export const WORD_CODES = 'search.word_codes'

/** Stands for a word without a code: a long one, one of a script without blanks, and any new one once all codes are taken. */
export const UNCODED = '!'

const MAX_CHARS = 40

/** Letters and signs that nothing combines with, from one byte of UTF-8 to four: the words that come first are the common ones. */
const RANGES = [
  [0x22, 0x7e],
  [0xc0, 0x24f],
  [0x400, 0x481],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0x20000, 0x2a6df],
] as const

/** How many words can have a code. */
export const MOST_CODES = RANGES.reduce((sum, [first, last]) => sum + last - first + 1, 0)

/** The code of the word that came as one of many. @param place from 0, below `MOST_CODES` */
export function codeAt(place: number): string {
  let left = place
  for (const [first, last] of RANGES) {
    const size = last - first + 1
    if (left < size) return String.fromCodePoint(first + left)
    left -= size
  }
  throw new RangeError(`there are ${MOST_CODES} codes, and none for place ${place}`)
}

/** Whether a folded word has a code while there are some left. */
export function isCodable(word: string): boolean {
  return word.length <= MAX_CHARS && !isUnspaced(word)
}
