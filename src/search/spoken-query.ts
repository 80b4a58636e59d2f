import { Failure } from '../lib/errors.ts'
import { foldText, spokenWords } from '../lib/fold-text.ts'
import { isUnspaced } from '../lib/spoken-words.ts'
import { literalsOf } from './pattern/literals.ts'
import { looserPattern } from './pattern/looser-pattern.ts'
import { countMatches } from './pattern/machine.ts'
import { parsePattern } from './pattern/parse.ts'

/** One thing that a turn has to hold. */
export interface SpokenTerm {
  readonly kind: 'word' | 'phrase' | 'pattern'
  /** As typed. */
  readonly typed: string
  /** Its words, folded; a last `*` stands for any end. None of a pattern. */
  readonly words: readonly string[]
  /** How it can stand in `toComparable` text. None of a pattern. */
  readonly forms: readonly string[]
  /** How its forms count: all of them, or the first alone that is there. */
  readonly counts: 'all forms' | 'first form'
  /** A text that stands in whatever is found, for a quick look at `toComparable` text. */
  readonly needles: readonly string[]
  /** A regular expression for RE2 that finds something in `toComparable` text wherever a pattern does. */
  readonly looser?: string
  /** How often it stands in a text. @param folded by `foldText` @param comparable the same by `toComparable` */
  readonly count: (folded: string, comparable: string) => number
}

/** What is looked for: all of its terms. */
export type SpokenQuery = readonly SpokenTerm[]

/** A quoted phrase, a pattern between slashes, or a word. */
const PARTS = /"([^"]*)"|\/((?:\\.|[^/\\])+)\/([a-z]*)(?=\s|$)|(\S+)/gy

/**
 * Parses what was typed: words that must all be there, "phrases", and /patterns/. An argument with a blank in it is a phrase,
 * since a shell takes the quotes away from one.
 *
 * @throws Failure `usage` where there is nothing to look for, or a pattern that is none
 */
export function parseSpokenQuery(typed: readonly string[]): SpokenQuery {
  const terms = typed.flatMap((text) => termsIn(text.trim()))
  if (terms.length === 0) throw new Failure('usage', 'there is nothing to look for', { hint: 'gong search pricing' })
  return terms
}

function termsIn(text: string): readonly SpokenTerm[] {
  if (text === '') return []
  if (!/["\s]/.test(text) || /["“”]|^\/.*\/[a-z]*$/.test(text)) return partsOf(text.replace(/[“”]/g, '"'))
  return [phrase(text)]
}

function partsOf(text: string): readonly SpokenTerm[] {
  return [...text.matchAll(new RegExp(PARTS.source, 'g'))].map(([whole, quoted, pattern, flags, word]) => {
    if (pattern !== undefined) return patternTerm(pattern, flags ?? '')
    if (quoted !== undefined) return phrase(quoted)
    if (word?.startsWith('"')) throw new Failure('usage', `"${text}" has a quote that is not closed`)
    return phrase(word ?? whole)
  })
}

/** A word that is written with a hyphen or a point is a phrase of its parts. */
function phrase(typed: string): SpokenTerm {
  const words = spokenWords(foldText(typed))
  if (words.length === 0) throw new Failure('usage', `"${typed}" has nothing in it to look for`)
  const isOpen = /[\p{L}\p{N}\p{M}]\*+$/u.test(typed.trim())
  const all = isOpen ? [...words.slice(0, -1), `${words.at(-1)}*`] : words
  const isJoined = words.some(isUnspaced)
  const forms = formsOf(words, isOpen)
  return {
    kind: words.length > 1 ? 'phrase' : 'word',
    typed,
    words: all,
    forms,
    counts: isJoined ? 'first form' : 'all forms',
    needles: isJoined ? words : [words.join(' ')],
    count: isJoined
      ? (_, comparable) => forms.reduce((found, form) => found || occurrences(comparable, form), 0)
      : (_, comparable) => forms.reduce((found, form) => found + occurrences(comparable, form), 0),
  }
}

/** A word of a spaced script stands between blanks, and may have an s behind it: its plural, or its possessive. */
function formsOf(words: readonly string[], isOpen: boolean): readonly string[] {
  const text = words.join(' ')
  if (words.some(isUnspaced)) return [...new Set([words.join(''), text])]
  return isOpen ? [` ${text}`] : [` ${text} `, ` ${text}s `]
}

/** How often a text stands in another; the blank at its end may begin the next one. */
function occurrences(text: string, part: string): number {
  const step = Math.max(1, part.endsWith(' ') ? part.length - 1 : part.length)
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + step)) count += 1
  return count
}

function patternTerm(source: string, flags: string): SpokenTerm {
  if (/[^giu]/.test(flags))
    throw new Failure('usage', `/${source}/${flags}: only i can stand behind it, which holds anyway`)
  const node = parsePattern(source)
  const count = countMatches(node, source)
  return {
    kind: 'pattern',
    typed: `/${source}/`,
    words: [],
    forms: [],
    counts: 'all forms',
    needles: literalsOf(node),
    looser: looserPattern(node),
    count: (folded) => count(folded),
  }
}
