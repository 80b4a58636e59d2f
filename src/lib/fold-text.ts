import { oneLine } from './terminal-text.ts'

/** Letters that Unicode does not decompose, as people type them without the right keyboard. */
const PLAIN_LETTERS: { readonly [letter: string]: string } = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}
const SPECIAL_LETTERS = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'g')

/** Most text, for which the rest would only take time. */
const ASCII = /^[\0-\x7f]*$/

/** Case folding for comparison, also without accents and apostrophes: `O’Connell` is `oconnell`. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replaceAll("'", '')
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      // Accents, apostrophes and invisible characters.
      .replace(/[\u0300-\u036f'’ʼ\p{Cf}]/gu, '')
      .normalize('NFKC')
      .replace(SPECIAL_LETTERS, (letter) => PLAIN_LETTERS[letter] ?? letter)
  )
}

const WORDS = /[\p{L}\p{N}\p{M}]+/gu

/** The words of a folded text: letters and digits, without anything between them. */
export function spokenWords(folded: string): readonly string[] {
  return folded.match(WORDS) ?? []
}

/** Folded text as it is compared: its words with one blank between them and around them. */
export function toComparable(folded: string): string {
  if (ASCII.test(folded)) return ` ${folded.replace(/[^A-Za-z0-9]+/g, ' ').trim()} `
  return ` ${spokenWords(folded).join(' ')} `
}

/** What was said as a copy keeps it for comparison: the words that a reader sees, without what is cleaned away first. */
export function comparableText(said: string): string {
  return toComparable(foldText(oneLine(said)))
}

/** The characters of a text, as databases count them. */
export function charsIn(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff](?=[\udc00-\udfff])/g)?.length ?? 0)
}
