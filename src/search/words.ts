import { foldText } from '../lib/fold-text.ts'

/** The words of a text, folded; none where it has none. */
export function wordsIn(text: string): string[] {
  return splitWords(foldText(text))
}

/** Splits a text at blanks and commas. */
export function splitWords(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean)
}
