import { endOfPostings, type Postings, readPostings } from '../../../lib/postings.ts'
import { readVarints } from '../../../lib/varints.ts'
import type { SearchedCopy, SqlPart } from '../searched-copy.ts'

/** Which words of the index are meant. */
export interface WordTest {
  readonly kind: 'is' | 'begins' | 'has'
  readonly text: string
}

/** Words that were found in a batch, with their posting lists. */
export type FoundWords = ReadonlyMap<string, Postings>

export function passes({ kind, text }: WordTest, word: string): boolean {
  if (kind === 'is') return word === text
  return kind === 'begins' ? word.startsWith(text) : word.includes(text)
}

/** The words that pass any of the tests, by their batches. */
export async function lookUpWords(
  tests: readonly WordTest[],
  copy: SearchedCopy,
): Promise<ReadonlyMap<number, FoundWords>> {
  const parts = tests.map(conditionOf)
  const rows = await copy.rows(
    // The lists are read of the blocks alone that are wanted.
    `SELECT batch, words, base64(postings) AS postings FROM search_index.words WHERE rowid IN (
      SELECT rowid FROM search_index.words WHERE ${parts.map(({ sql }) => sql).join(' OR ')})`,
    Object.assign({}, ...parts.map(({ given }) => given)),
  )
  const found = new Map<number, Map<string, Postings>>()
  for (const { batch, words, postings } of rows) {
    const lists = found.get(Number(batch)) ?? new Map<string, Postings>()
    found.set(Number(batch), lists)
    const values = readVarints(Buffer.from(String(postings), 'base64'))
    let at = 0
    for (const word of String(words).split(' ')) {
      if (tests.some((test) => passes(test, word))) lists.set(word, readPostings(values, at))
      at = endOfPostings(values, at)
    }
  }
  return found
}

/** The condition of a block of words, which are in order. */
function conditionOf({ kind, text }: WordTest, at: number): SqlPart {
  const [name, given] = [`$word${at}`, { [`word${at}`]: text }]
  switch (kind) {
    case 'is':
      return { sql: `(first_word <= ${name} AND last_word >= ${name})`, given }
    case 'begins':
      return { sql: `(first_word <= ${name} || chr(1114111) AND last_word >= ${name})`, given }
    case 'has':
      return { sql: `contains(words, ${name})`, given }
  }
}
