import { distance } from 'fastest-levenshtein'

/**
 * The word that a slip of the finger explains: the one with the fewest slips, unless every third letter would be one.
 * Case does not count.
 */
export function nearest(text: string, words: readonly string[]): string | undefined {
  const typed = text.toLowerCase()
  const [best] = words
    .map((word) => ({ word, slips: distance(typed, word.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips)
  return best && best.slips <= Math.ceil(typed.length / 3) ? best.word : undefined
}
