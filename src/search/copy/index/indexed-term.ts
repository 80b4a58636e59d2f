import { followedBy, type Postings, unionOf } from '../../../lib/postings.ts'
import type { SpokenTerm } from '../../spoken-query.ts'
import { isUnspaced } from '../../spoken-words.ts'
import { type FoundWords, passes, type WordTest } from './look-up-words.ts'

/** What is looked for, as the index can tell: words that follow each other. */
export interface IndexedTerm {
  readonly term: SpokenTerm
  /** For each word of it: the ones that can stand there. */
  readonly tests: readonly (readonly WordTest[])[]
}

/** @returns undefined for what an index of words cannot tell: patterns, and phrases without blanks */
export function indexedTerm(term: SpokenTerm): IndexedTerm | undefined {
  const words = term.words.map((word) => word.replace(/\*$/, ''))
  const last = words.at(-1)
  if (term.kind === 'pattern' || last === undefined) return undefined
  if (words.some(isUnspaced)) return words.length > 1 ? undefined : { term, tests: [[{ kind: 'has', text: last }]] }
  const isOpen = term.words.at(-1)?.endsWith('*') === true
  const ends: readonly WordTest[] = isOpen
    ? [{ kind: 'begins', text: last }]
    : [last, `${last}s`].map((text) => ({ kind: 'is', text }))
  return { term, tests: [...words.slice(0, -1).map((text): WordTest[] => [{ kind: 'is', text }]), ends] }
}

/** Turns by their numbers, and how often each has a term. */
export interface TermCounts {
  readonly turns: Uint32Array
  readonly counts: Uint32Array
}

/** How often turns of a batch have the term: the same as `SpokenTerm.count` of their text. */
export function countsIn({ tests }: IndexedTerm, found: FoundWords): TermCounts {
  const [ends = [], ...before] = tests.toReversed()
  const lists = ends.map((test) => [...found].filter(([word]) => passes(test, word)))
  if (before.length === 0)
    return sum(lists.flat().map(([word, postings]) => countsOf(postings, timesIn(word, ends[0]))))
  const firsts = before.toReversed().map((each) => unionOf(each.flatMap(({ text }) => found.get(text) ?? [])))
  const phrase = firsts.reduce((one, next, at) => followedBy(one, next, at))
  // Each form counts for itself; those of an open phrase are one.
  const forms = lists.map((form) => unionOf(form.map(([, postings]) => postings)))
  return sum(forms.map((last) => countsApart(followedBy(phrase, last, before.length), tests.length)))
}

/** How often a word has a part in it. */
function timesIn(word: string, test: WordTest | undefined): number {
  return test?.kind === 'has' ? word.split(test.text).length - 1 : 1
}

function countsOf({ texts, starts }: Postings, times: number): TermCounts {
  const counts = new Uint32Array(texts.length)
  for (let at = 0; at < texts.length; at += 1) counts[at] = ((starts[at + 1] ?? 0) - (starts[at] ?? 0)) * times
  return { turns: texts, counts }
}

/** How often something of so many words is said; what begins before the one before has ended does not count. */
function countsApart({ texts, starts, places }: Postings, length: number): TermCounts {
  const counts = new Uint32Array(texts.length)
  for (let at = 0; at < texts.length; at += 1) {
    let free = 0
    for (let each = starts[at] ?? 0; each < (starts[at + 1] ?? 0); each += 1) {
      const place = places[each] ?? 0
      if (place < free) continue
      counts[at] = (counts[at] ?? 0) + 1
      free = place + length
    }
  }
  return { turns: texts, counts }
}

function sum(all: readonly TermCounts[]): TermCounts {
  const [first = { turns: new Uint32Array(), counts: new Uint32Array() }, ...rest] = all
  return rest.reduce(plus, first)
}

function plus(one: TermCounts, other: TermCounts): TermCounts {
  if (other.turns.length === 0) return one
  if (one.turns.length === 0) return other
  const most = one.turns.length + other.turns.length
  const [turns, counts] = [new Uint32Array(most), new Uint32Array(most)]
  let found = 0
  for (let at = 0, of = 0; at < one.turns.length || of < other.turns.length; found += 1) {
    const turn = at < one.turns.length ? (one.turns[at] ?? 0) : Number.POSITIVE_INFINITY
    const later = of < other.turns.length ? (other.turns[of] ?? 0) : Number.POSITIVE_INFINITY
    turns[found] = Math.min(turn, later)
    counts[found] = (turn <= later ? (one.counts[at] ?? 0) : 0) + (later <= turn ? (other.counts[of] ?? 0) : 0)
    if (turn <= later) at += 1
    if (later <= turn) of += 1
  }
  return { turns: turns.subarray(0, found), counts: counts.subarray(0, found) }
}
