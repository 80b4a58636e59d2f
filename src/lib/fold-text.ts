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

/** Case folding for comparison, also without accents and apostrophes: `O’Connell` is `oconnell`. */
export function foldText(text: string): string {
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
