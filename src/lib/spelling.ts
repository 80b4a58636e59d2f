import { distance } from 'fastest-levenshtein'

/** `TimeOfCall`, `dryRun` and `EMAIL_COMPOSER` as people type them: `time-of-call`, `dry-run`, `email-composer`. */
export function kebab(word: string): string {
  return word
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
}

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
/** A whole number as English writes it: `1,200`. By hand, since the first number that Intl formats takes half a start. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A number with the word for what it counts: `1 row`, `1,200 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
