import type { Failure } from '../../src/lib/errors.ts'
import { rowsIn } from '../../src/lib/rows.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import { describeOthers } from '../../src/privacy/blast-radius.ts'
import { type Findings, isNothingFound } from '../../src/privacy/findings.ts'
import { addressOf, type Person } from '../../src/privacy/person.ts'
import type { PersonCall } from '../../src/privacy/person-call.ts'
import type { Receipt } from '../../src/privacy/receipts/receipt.ts'

/** One value of the list, and what was found about it. */
export interface ListedValue {
  readonly person: Person
  readonly line: number
  readonly ticket?: string | undefined
  /** An earlier erasure in this company. */
  readonly earlier?: Receipt
  readonly found?: Findings
  readonly calls?: readonly PersonCall[]
  /** Gong's refusal to look the person up. */
  readonly refused?: Failure
}

/** How long a list is: different addresses and numbers, and the people they belong to. */
export interface ListSize {
  readonly values: number
  readonly people: number
}

/** `4 different values (3 people)`: the first is the number to confirm. */
export function describeSize({ values, people }: ListSize): string {
  return `${countOf(values, 'different value', 'different values')} (${countOf(people, 'person', 'people')})`
}

/** `1,200 calls`. */
export function countOf(number: number, one: string, many: string): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`
}

/** How many values are to be erased. */
export function countToErase(values: readonly ListedValue[]): number {
  return values.filter(({ found }) => found !== undefined).length
}

/** `2 of them are to be erased`, for a sentence. */
export function describeToErase(values: readonly ListedValue[]): string {
  const number = countToErase(values)
  if (number === 0) return 'none is to be erased'
  if (number === values.length) return number === 1 ? 'it is to be erased' : 'all are to be erased'
  return `${formatCount(number)} of them ${number === 1 ? 'is' : 'are'} to be erased`
}

/** The calls that would be deleted, each once however many of the people are in it. */
export function countCalls(values: readonly ListedValue[]): number {
  return new Set(values.flatMap(({ found }) => rowsIn(found?.answer.calls).map(({ id }) => String(id)))).size
}

/**
 * What would happen, for the person who decides. It warns of a loss only where there is one.
 *
 * @param calls that would be deleted
 * @param path of the list
 */
export function describeList(
  values: readonly ListedValue[],
  size: ListSize,
  calls: number,
  path: string,
): readonly string[] {
  const refused = values.filter((one) => one.refused !== undefined).length
  return [
    `The list has ${describeSize(size)}; ${describeToErase(values)}.`,
    ...describeEarlier(values, path),
    ...(refused > 0 ? [`${countOf(refused, 'value is', 'values are')} refused by Gong, and left out.`] : []),
    ...(countToErase(values) > 0 ? describeLoss(values, calls) : []),
  ]
}

function describeLoss(values: readonly ListedValue[], calls: number): string[] {
  return [
    `${countOf(calls, 'call is', 'calls are')} deleted WHOLE, with everything that the other people in ${calls === 1 ? 'it' : 'them'} said.`,
    ...describeUnknown(values),
    ...describeOthers(values.flatMap((one) => one.calls ?? [])),
    'Clean the CRM and the mailboxes first, or Gong imports the data again. It cannot be undone and takes hours.',
  ]
}

/** Those who are left out since they were erased before, by what is known of that. */
function describeEarlier(values: readonly ListedValue[], path: string): string[] {
  const earlier = values.flatMap(({ person, earlier }) => (earlier === undefined ? [] : [{ person, ...earlier }]))
  const clean = earlier.filter(({ verdict }) => verdict === 'clean')
  const open = earlier.filter(({ verdict }) => verdict !== 'clean')
  const accepted = open.filter(({ outcome }) => outcome === 'accepted')
  const unsure = open.filter(({ outcome }) => outcome !== 'accepted')
  const were = ({ length }: readonly unknown[]) => countOf(length, 'value was', 'values were')
  const next = (some: typeof open) => (some[0] === undefined ? '' : verifyLine(path, some[0].person))
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

/** The line that verifies the whole list, or the value where the list came by stdin. */
export function verifyLine(path: string, person: Person): string {
  // `verify` takes a word with an @ in it for an address, unless it begins with one.
  const list = path.includes('@') ? `@${path}` : path
  return `gong privacy verify ${shellQuote([path === '-' ? addressOf(person) : list])}`
}

/** Values that are listed; the rest is counted. */
const MAX_NAMED = 20

/** Those about whom Gong holds nothing: most often a misspelling. */
function describeUnknown(listed: readonly ListedValue[]): string[] {
  const values = listed.flatMap(({ person, found }) =>
    found && isNothingFound(found.counts) ? [addressOf(person)] : [],
  )
  const more = values.length > MAX_NAMED ? ` and ${values.length - MAX_NAMED} more` : ''
  if (values.length === 0) return []
  return [`Gong holds nothing about ${values.slice(0, MAX_NAMED).join(', ')}${more}: is the spelling right?`]
}
