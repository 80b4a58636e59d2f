import type { Json } from '../../lib/rows.ts'
import { nearest } from '../../lib/spelling.ts'
import { refused } from './cell-failures.ts'
import { fold } from './column-names.ts'
import { CHOICE_WORDS, NO_WORDS, YES_WORDS } from './words/value-words.ts'

/** Choices that a message lists; of more only the nearest is named. */
const MOST_LISTED = 20

const YES: ReadonlySet<string> = new Set(YES_WORDS.split(' '))
const NO: ReadonlySet<string> = new Set(NO_WORDS.split(' '))

/** Spellings that are remembered; a column has few. */
const MOST_KEPT = 1000

/** `choiceOf`, which finds each spelling once. */
export function choiceReader(choices: readonly string[]): (text: string) => string {
  const found = new Map<string, string>()
  return (text) => {
    const known = found.get(text)
    if (known !== undefined) return known
    const choice = choiceOf(choices, text)
    if (found.size < MOST_KEPT) found.set(text, choice)
    return choice
  }
}

/**
 * One of the choices, by its spelling whatever the case and signs, else by what it is called in other languages.
 *
 * @param choices in Gong's spelling, or that of the company
 * @throws Failure `usage` for another word, and for one that means more than one of them
 */
function choiceOf(choices: readonly string[], text: string): string {
  const folded = fold(text)
  const same = choices.find((choice) => choice === text) ?? choices.find((choice) => fold(choice) === folded)
  if (same !== undefined) return same
  const meant = choices.filter((choice) => wordsFor(choice).includes(folded))
  const [only, another] = meant
  if (only !== undefined && another === undefined) return only
  if (another !== undefined) throw refused(text, `could be ${meant.join(' or ')}`)
  throw refused(text, notOneOf(choices, text))
}

function wordsFor(choice: string): readonly string[] {
  return CHOICE_WORDS[fold(choice)]?.split('|').map(fold) ?? []
}

function notOneOf(choices: readonly string[], text: string): string {
  const near = nearest(text, choices)
  if (near === undefined) return `is not one of ${choices.join(', ')}`
  const list =
    choices.length > MOST_LISTED ? `none of the ${choices.length} choices` : `not one of ${choices.join(', ')}`
  return `is ${list}; did you mean "${near}"?`
}

/** Yes or no. @throws Failure `usage` for another word */
export function yesOrNo(text: string): Json {
  const word = text.toLowerCase()
  if (YES.has(word)) return true
  if (NO.has(word)) return false
  throw refused(text, 'is neither yes nor no')
}
