import type { Failure } from '../../src/lib/errors.ts'
import { rowsIn, textsIn } from '../../src/lib/rows.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import { describeOthers } from '../../src/privacy/blast-radius.ts'
import { describeNonZero } from '../../src/privacy/describe-counts.ts'
import { type Findings, isNothingFound } from '../../src/privacy/findings.ts'
import { addressOf, type Person } from '../../src/privacy/person.ts'
import type { PersonCall } from '../../src/privacy/person-call.ts'
import type { ListedPerson } from '../../src/privacy/person-merge.ts'
import { type Receipt, toReceiptFindings } from '../../src/privacy/receipts/receipt.ts'

/** One value of the list, and what was found about it. */
export interface ListedValue {
  readonly person: Person
  /** Where it stands first. */
  readonly line: number
  /** The person whose it is. */
  readonly of: ListedPerson
  /** An earlier erasure in this company. */
  readonly earlier?: Receipt
  readonly found?: Findings
  readonly calls?: readonly PersonCall[]
  /** Gong's refusal to look the person up. */
  readonly refused?: Failure
}

/** Characters of values up to which what goes stands below each other. */
const WIDEST = 48

/** How long a list is: different addresses and numbers, and the people they belong to. */
export interface ListSize {
  readonly values: number
  readonly people: number
}

/** `4 different values (3 people)`: the first is the number to confirm. */
export function describeSize({ values, people }: ListSize): string {
  return `${counted(values, 'different value', 'different values')} (${counted(people, 'person', 'people')})`
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
 * @param verify the line that verifies a person of the list
 */
export function describeList(
  values: readonly ListedValue[],
  size: ListSize,
  calls: number,
  verify: (person: Person) => string,
): readonly string[] {
  const refused = values.filter((one) => one.refused !== undefined).length
  return [
    `The list has ${describeSize(size)}; ${describeToErase(values)}.`,
    ...describeEarlier(values, verify),
    ...(refused > 0 ? [`${counted(refused, 'value is', 'values are')} refused by Gong, and left out.`] : []),
    ...personLines(values),
    ...(countToErase(values) > 0 ? describeLoss(values, calls) : []),
  ]
}

/** The values of each person, in the order of the list. */
export function valuesByPerson(values: readonly ListedValue[]): ReadonlyMap<ListedPerson, readonly ListedValue[]> {
  const people = new Map<ListedPerson, ListedValue[]>()
  for (const value of values) {
    const theirs = people.get(value.of)
    if (theirs === undefined) people.set(value.of, [value])
    else theirs.push(value)
  }
  return people
}

/** People who are listed before the question; the rest is counted. */
const MAX_PEOPLE = 20

/** A line for each person of whom something is erased: values, what goes, ticket. */
function personLines(values: readonly ListedValue[]): string[] {
  const erased = [...valuesByPerson(values)].filter(([, all]) => all.some(({ found }) => found !== undefined))
  const shown = erased.slice(0, MAX_PEOPLE).map(([{ ticket }, all]) => ({
    who: all.map(({ person }) => addressOf(person)).join(', '),
    what: [describeErased(all), ...(ticket === undefined ? [] : [ticket])].join(' · '),
  }))
  const width = Math.max(0, ...shown.map(({ who }) => who.length).filter((length) => length <= WIDEST))
  const more = erased.length - shown.length
  return [
    ...shown.map(({ who, what }) => `  ${who.padEnd(width)}  ${what}`),
    ...(more > 0 ? [`  and ${counted(more, 'person', 'people')} more`] : []),
  ]
}

/** `2 calls, 1 e-mail`: what is erased of one person, each thing once. */
function describeErased(values: readonly ListedValue[]): string {
  const found = values.flatMap((value) => value.found ?? [])
  const kinds = new Set(found.flatMap(({ counts }) => Object.keys(counts)))
  const counts = Object.fromEntries([...kinds].map((kind) => [kind, countOf(kind, found)]))
  return describeNonZero(counts).join(', ') || 'nothing that Gong knows'
}

function countOf(kind: string, found: readonly Findings[]): number {
  const total = found.reduce((sum, { counts }) => sum + (counts[kind] ?? 0), 0)
  const ids = found.flatMap((one) => textsIn(toReceiptFindings(one, [])[kind]))
  return total - (ids.length - new Set(ids).size)
}

function describeLoss(values: readonly ListedValue[], calls: number): string[] {
  return [
    `${counted(calls, 'call is', 'calls are')} deleted WHOLE, with everything that the other people in ${calls === 1 ? 'it' : 'them'} said.`,
    ...describeUnknown(values),
    ...describeOthers(values.flatMap((one) => one.calls ?? [])),
    'Clean the CRM and the mailboxes first, or Gong imports the data again. It cannot be undone and takes hours.',
  ]
}

/** Those who are left out since they were erased before, by what is known of that. */
function describeEarlier(values: readonly ListedValue[], verify: (person: Person) => string): string[] {
  const earlier = values.flatMap(({ person, earlier }) => (earlier === undefined ? [] : [{ person, ...earlier }]))
  const clean = earlier.filter(({ verdict }) => verdict === 'clean')
  const open = earlier.filter(({ verdict }) => verdict !== 'clean')
  const accepted = open.filter(({ outcome }) => outcome === 'accepted')
  const unsure = open.filter(({ outcome }) => outcome !== 'accepted')
  const were = ({ length }: readonly unknown[]) => counted(length, 'value was', 'values were')
  const next = (some: typeof open) => (some[0] === undefined ? '' : verify(some[0].person))
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

/** The line that verifies the whole list, or the value where the list came by stdin. @param flags by which the list was read */
export function verifyLine(path: string, person: Person, flags: readonly string[]): string {
  // `verify` takes a word with an @ in it for an address, unless it begins with one.
  const list = path.includes('@') ? `@${path}` : path
  return `gong privacy verify ${shellQuote(path === '-' ? [addressOf(person)] : [list, ...flags])}`
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
