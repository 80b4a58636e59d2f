/** Words as a shell would have to read them. */
export function quoted(words: readonly string[]): string {
  const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)
  return words.map(quote).join(' ')
}
