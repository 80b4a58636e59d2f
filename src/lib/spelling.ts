import { distance } from 'fastest-levenshtein'

/** `TimeOfCall`, `dryRun` and `EMAIL_COMPOSER` as people type them: `time-of-call`, `dry-run`, `email-composer`. */
export function kebab(word: string): string {
  return word
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
}

/**
 * The word that was probably meant: the one with the smallest edit distance, at most a third of the typed letters. Case does
 * not count.
 *
 * @param share of the typed letters that may be wrong
 */
export function nearest(text: string, words: readonly string[], share = 1 / 3): string | undefined {
  const typed = text.toLowerCase()
  const [best] = words
    .map((word) => ({ word, edits: distance(typed, word.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
  return best && best.edits <= Math.ceil(typed.length * share) ? best.word : undefined
}

/** An integer with thousands separators: `1,200`. Not with Intl, whose first use takes half as long as a start. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A count with its noun: `1 row`, `1,200 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
