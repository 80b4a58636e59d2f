const LETTERS = 'eeeeeeeeeeeettttttttaaaaaaaaooooooooiiiiiiinnnnnnsssssshhhhhrrrrrddddlllluuucccmmmwwffggyyppbbvvkjxqz'
const WORDS = 20_000

/** Numbers that are always the same, as if by chance. */
export function chance(seed: number): () => number {
  let at = seed
  return () => {
    at = (at * 48_271) % 2_147_483_647
    return at / 2_147_483_647
  }
}

/** Twenty thousand words that nobody says, with the letters and lengths of English; the first are the shortest. */
export function madeWords(): readonly string[] {
  const random = chance(1)
  const words = new Set<string>()
  while (words.size < WORDS) {
    const length = 2 + Math.floor(Math.log2(words.size + 2) / 2.5) + Math.floor(random() * 4)
    words.add(Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join(''))
  }
  return [...words]
}

/** A sentence of so many words by rank as in any language: few are in every turn, and most in hardly any. */
export function madeSentence(words: readonly string[], length: number, random: () => number): string {
  return Array.from({ length }, () => words[Math.floor(Math.exp(random() * Math.log(words.length)))]).join(' ')
}
