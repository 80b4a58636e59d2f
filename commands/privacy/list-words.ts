import type { Failure } from '../../src/lib/errors.ts'
import { rowsIn } from '../../src/lib/rows.ts'
import { quoted } from '../../src/lib/shell-quote.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import { describeOthers } from '../../src/privacy/blast-radius.ts'
import { type Findings, holdsNothing } from '../../src/privacy/findings.ts'
import { addressOf, type Person } from '../../src/privacy/person.ts'
import type { PersonCall } from '../../src/privacy/person-call.ts'
import type { Receipt } from '../../src/privacy/receipts/receipt.ts'

/** One value of the list, and what is known of it. */
export interface Case {
  readonly person: Person
  readonly line: number
  readonly ticket?: string | undefined
  /** An earlier erasure in this company. */
  readonly earlier?: Receipt
  readonly found?: Findings
  readonly seen?: readonly PersonCall[]
  /** Gong's refusal to look the person up. */
  readonly refused?: Failure
}

/** How long a list is: different addresses and numbers, and the people whose they are. */
export interface Size {
  readonly values: number
  readonly people: number
}

/** `4 different values (3 people)`: the first is the number to confirm. */
export function sizeWords({ values, people }: Size): string {
  return `${count(values, 'different value', 'different values')} (${count(people, 'person', 'people')})`
}

export function count(number: number, one: string, many: string): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`
}

/** How many values are to be erased. */
export function fresh(cases: readonly Case[]): number {
  return cases.filter(({ found }) => found !== undefined).length
}

/** `2 of them are to be erased`, for a sentence. */
export function toErase(cases: readonly Case[]): string {
  const number = fresh(cases)
  if (number === 0) return 'none is to be erased'
  if (number === cases.length) return number === 1 ? 'it is to be erased' : 'all are to be erased'
  return `${formatCount(number)} of them ${number === 1 ? 'is' : 'are'} to be erased`
}

/** The calls that would go, each once however many of the people are in it. */
export function radius(cases: readonly Case[]): number {
  return new Set(cases.flatMap(({ found }) => rowsIn(found?.answer.calls).map(({ id }) => String(id)))).size
}

/** What would happen, for the person who decides: a warning of what goes only where something does. */
export function inWords(cases: readonly Case[], size: Size, whole: number, list: string): string[] {
  const is = (number: number) => count(number, 'value is', 'values are')
  const refused = cases.filter((one) => one.refused !== undefined).length
  return [
    `The list has ${sizeWords(size)}; ${toErase(cases)}.`,
    ...left(cases, list),
    ...(refused > 0 ? [`${is(refused)} refused by Gong, and left out.`] : []),
    ...(fresh(cases) > 0 ? going(cases, whole) : []),
  ]
}

function going(cases: readonly Case[], whole: number): string[] {
  return [
    `${count(whole, 'call is', 'calls are')} deleted WHOLE, with everything that the other people in ${whole === 1 ? 'it' : 'them'} said.`,
    ...unknown(cases),
    ...describeOthers(cases.flatMap(({ seen = [] }) => seen)),
    'Clean the CRM and the mailboxes first, or Gong imports the data again. It cannot be undone and takes hours.',
  ]
}

/** Those who are left out since they were erased before, by what is known of that. */
function left(cases: readonly Case[], list: string): string[] {
  const earlier = cases.flatMap(({ person, earlier }) => (earlier === undefined ? [] : [{ person, ...earlier }]))
  const clean = earlier.filter(({ verdict }) => verdict === 'clean')
  const open = earlier.filter(({ verdict }) => verdict !== 'clean')
  const accepted = open.filter(({ outcome }) => outcome === 'accepted')
  const unsure = open.filter(({ outcome }) => outcome !== 'accepted')
  const were = ({ length }: readonly unknown[]) => count(length, 'value was', 'values were')
  const next = (some: typeof open) => (some[0] === undefined ? '' : verifying(list, some[0].person))
  return [
    ...(clean.length > 0 ? [`${were(clean)} erased and verified before, and left out.`] : []),
    ...(accepted.length > 0
      ? [`${were(accepted)} accepted before and not verified yet, and left out: ${next(accepted)}`]
      : []),
    ...(unsure.length > 0
      ? [`${were(unsure)} sent before, nobody knows with what outcome, and left out: ${next(unsure)}`]
      : []),
  ]
}

/** What asks again: for the whole list, or for the value where the list came by stdin. */
export function verifying(list: string, person: Person): string {
  // `verify` takes a word with an @ in it for an address, unless it begins with one.
  const path = list.includes('@') ? `@${list}` : list
  return `gong privacy verify ${quoted([list === '-' ? addressOf(person) : path])}`
}

/** Values that a person still reads; the rest is a number. */
const MOST_NAMED = 20

/** Whom Gong holds nothing about: most often that is a slip of the pen. */
function unknown(cases: readonly Case[]): string[] {
  const values = cases.flatMap(({ person, found }) => (found && holdsNothing(found.counts) ? [addressOf(person)] : []))
  const more = values.length > MOST_NAMED ? ` and ${values.length - MOST_NAMED} more` : ''
  if (values.length === 0) return []
  return [`Gong holds nothing about ${values.slice(0, MOST_NAMED).join(', ')}${more}: is the spelling right?`]
}
