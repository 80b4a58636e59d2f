import { Failure } from '../lib/errors.ts'
import { textsIn } from '../lib/rows.ts'
import { describeNonZero } from './describe-counts.ts'
import { type Findings, isNothingFound } from './findings.ts'
import type { PersonCall } from './person-call.ts'

/**
 * What an erasure would delete, in sentences for the person who decides (field note "Privacy"): what goes, what goes with
 * it, what has to be done elsewhere first, and how long it takes.
 */
export function blastRadius({ value, counts, answer }: Findings, calls: readonly PersonCall[]): string[] {
  const others = describeNonZero({ ...counts, calls: 0 })
  const numbers = textsIn(answer.matchingPhoneNumbers)
  const addresses = textsIn(answer.emailAddresses)
  if (isNothingFound(counts))
    return [
      `Gong holds nothing about ${value}: is the spelling right? It takes an erasure of what it does not know, too.`,
    ]
  return [
    counts.calls === 0
      ? `Gong holds no call with ${value}.`
      : `${callsAre(counts.calls)} deleted WHOLE, with everything that the other people in ${counts.calls === 1 ? 'it' : 'them'} said.`,
    ...(calls.length === 0 ? [] : describeOthers(calls)),
    ...(others.length === 0 ? [] : [`Also erased: ${others.join(', ')}.`]),
    ...(numbers.length === 0 ? [] : [`Numbers that match: ${numbers.join(', ')}.`]),
    ...(addresses.length === 0 ? [] : [`E-mail addresses with them: ${addresses.join(', ')}.`]),
    'Clean the CRM and the mailboxes first, or Gong imports the data again.',
    'It cannot be undone and takes hours; Gong does not tell when it is done.',
  ]
}

/** Names that are listed; the rest is counted. */
const MOST_NAMES = 20

/** The other people whose calls go, each once. */
export function describeOthers(calls: readonly PersonCall[]): string[] {
  const names = [...new Set(calls.flatMap(({ others }) => others))]
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return names.length === 0 ? [] : [`In them are also: ${names.slice(0, MOST_NAMES).join(', ')}${more}.`]
}

/** `3 calls are`, for a sentence. */
function callsAre(count: number): string {
  return count === 1 ? '1 call is' : `${count} calls are`
}

/**
 * @param calls that would be deleted
 * @param maxCalls of --max-calls
 * @param preview command line that shows them
 * @throws Failure `declined` when there are more than were allowed beforehand
 */
export function checkMaxCalls(calls: number, maxCalls: number, preview: string): void {
  if (calls <= maxCalls) return
  throw new Failure('declined', `${calls} calls would be deleted, more than the ${maxCalls} of --max-calls`, {
    hint: `look with ${preview}, then raise --max-calls`,
  })
}
