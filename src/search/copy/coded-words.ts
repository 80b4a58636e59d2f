import { isCodable, MOST_CODES, UNCODED, WORD_CODES } from '../../lib/word-codes.ts'
import type { SpokenQuery, SpokenTerm } from '../spoken-query.ts'
import type { SearchedCopy } from './searched-copy.ts'

/** Words that may stand for one of a query; with more of them, reading the text takes no longer. */
const MOST_WORDS = 16

/** Words of a copy, and the character that stands for each in `turns.word_codes`. */
export interface CodedWords {
  readonly codes: ReadonlyMap<string, string>
  /** Whether some turn has a word without a code. */
  readonly hasUncoded: boolean
  /** Whether no code was left for words that came later. */
  readonly isFull: boolean
}

/** How something is looked for in the codes of turns. */
export interface CodedTerm {
  /** Texts of codes, any of which it is; none where no turn has the words. */
  readonly codes: readonly string[]
  /** Whether it may also stand where a turn has words without a code. */
  readonly isPartial: boolean
}

/** The words of a copy that a query asks for; `undefined` where its turns have no codes. */
export async function codedWordsOf(query: SpokenQuery, copy: SearchedCopy): Promise<CodedWords | undefined> {
  if (copy.hasWordCodes !== true) return undefined
  const given: Record<string, string> = { words: query.flatMap(wholeWords).join(' ') }
  const tests = ["word IN (SELECT unnest(string_to_array($words, ' ')))"]
  query.flatMap(openWords).forEach((text, at) => {
    given[`begin${at}`] = text
    tests.push(`starts_with(word, $begin${at})`)
  })
  const rows = await copy.rows(
    `SELECT known.coded, known.uncoded, w.word, w.code
     FROM (SELECT (count(*) FILTER (WHERE code <> '${UNCODED}'))::VARCHAR AS coded,
       (count(*) FILTER (WHERE code = '${UNCODED}'))::VARCHAR AS uncoded FROM ${WORD_CODES}) known
     LEFT JOIN ${WORD_CODES} w ON ${tests.join(' OR ')}`,
    given,
  )
  return {
    codes: new Map(rows.flatMap(({ word = null, code }) => (word === null ? [] : [[String(word), String(code)]]))),
    hasUncoded: rows.some(({ uncoded }) => uncoded !== '0'),
    isFull: rows.some(({ coded }) => Number(coded) >= MOST_CODES),
  }
}

/** How a term is looked for by codes; `undefined` where that would say too little, or too much. */
export function codedTerm(term: SpokenTerm, { codes, hasUncoded, isFull }: CodedWords): CodedTerm | undefined {
  if (term.kind === 'pattern' || term.counts === 'first form') return undefined
  const [begin] = openWords(term)
  const last =
    begin === undefined ? endsOf(term.words.at(-1) ?? '') : wordsLike(codes, (word) => word.startsWith(begin))
  if (last.length > MOST_WORDS || (begin !== undefined && mayOverlap(term, begin))) return undefined
  const first = term.words.slice(0, -1).map((word) => codes.get(word))
  const isPartial = hasUncoded && (begin !== undefined || isFull || ![...term.words, ...last].every(isCodable))
  if (first.includes(undefined)) return { codes: [], isPartial }
  const ends = last.flatMap((word) => codes.get(word) ?? [])
  return { codes: ends.map((end) => first.join('') + end), isPartial }
}

/** Whether the end of a phrase can begin the next one: the text counts one of both, and codes of several ends count each. */
function mayOverlap({ words }: SpokenTerm, begin: string): boolean {
  return words.slice(0, -1).some((word) => word.startsWith(begin))
}

function wordsLike(codes: CodedWords['codes'], isLike: (word: string) => boolean): readonly string[] {
  return [...codes.keys()].filter(isLike)
}

/** A word, and its plural. */
function endsOf(word: string): readonly string[] {
  return [word, `${word}s`]
}

function wholeWords({ words, kind }: SpokenTerm): readonly string[] {
  if (kind === 'pattern') return []
  return words.flatMap((word, at) => (at === words.length - 1 ? endsOf(word) : [word]))
}

/** What a last word with a `*` begins with. */
function openWords({ words }: SpokenTerm): readonly string[] {
  return words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))
}
