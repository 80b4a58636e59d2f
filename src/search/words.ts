/** Letters whose mark is part of them, as people type them who do not have them on their keyboard. */
const PLAIN: { readonly [letter: string]: string } = {
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
const MARKED = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')

/** Accents, apostrophes, and what is not seen at all. */
const UNREAD = /[\u0300-\u036f'’ʼ\p{Cf}]/gu

/** Text as it is compared: without case, accents and apostrophes, so that `O’Connell` is `oconnell`. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(UNREAD, '')
    .normalize('NFKC')
    .replace(MARKED, (letter) => PLAIN[letter] ?? letter)
}

/** The words of a text, folded; none where there is nothing to look for. */
export function wordsIn(text: string): string[] {
  return partsOf(folded(text))
}

/** What blanks and commas part, as it was written. */
export function partsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean)
}
