/** Scripts that put no blanks between words, and Korean, which glues particles to them: there a word may stand anywhere. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Whether a word is of a script without blanks, so that it is looked for anywhere in a text. */
export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word)
}
