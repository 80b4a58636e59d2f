import { nearest } from './spelling.ts'

/** The name that was probably meant: the nearest one, or one of whose words each that was typed is near to another. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const typed = wordsOf(text)
  return nearest(text, names) ?? names.find((name) => typed.every((word) => nearest(word, wordsOf(name)) !== undefined))
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,.;/()-]+/).filter((word) => word !== '')
}
