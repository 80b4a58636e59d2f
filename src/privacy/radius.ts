import { Failure } from '../lib/errors.ts'
import { textsIn } from '../lib/rows.ts'
import { amounts } from './brief.ts'
import type { Appearance } from './calls.ts'
import { type Found, isNothing } from './find.ts'

/**
 * What an erasure would do, in sentences for the person who decides (field note "Privacy"): what goes, what goes with
 * it, what has to be done elsewhere first, and how long it takes.
 */
export function blastRadius({ value, counts, held }: Found, calls: readonly Appearance[]): string[] {
  const others = amounts({ ...counts, calls: 0 })
  const numbers = textsIn(held.matchingPhoneNumbers)
  const addresses = textsIn(held.emailAddresses)
  if (isNothing(counts))
    return [
      `Gong holds nothing about ${value}: is the spelling right? It takes an erasure of what it does not know, too.`,
    ]
  return [
    counts.calls === 0
      ? `Gong holds no call with ${value}.`
      : `${callsOf(counts.calls)} deleted WHOLE, with everything that the other people in ${counts.calls === 1 ? 'it' : 'them'} said.`,
    ...(calls.length === 0 ? [] : othersIn(calls)),
    ...(others.length === 0 ? [] : [`Also erased: ${others.join(', ')}.`]),
    ...(numbers.length === 0 ? [] : [`Numbers that match: ${numbers.join(', ')}.`]),
    ...(addresses.length === 0 ? [] : [`E-mail addresses with them: ${addresses.join(', ')}.`]),
    'Clean the CRM and the mailboxes first, or Gong imports the data again.',
    'It cannot be undone and takes hours; Gong does not tell when it is done.',
  ]
}

/** Names that a person still reads; the rest is a number. */
const MOST_NAMES = 20

/** The other people whose calls go, each once. */
export function othersIn(calls: readonly Appearance[]): string[] {
  const names = [...new Set(calls.flatMap(({ others }) => others))]
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return names.length === 0 ? [] : [`In them are also: ${names.slice(0, MOST_NAMES).join(', ')}${more}.`]
}

/** `3 calls are`, for a sentence. */
function callsOf(count: number): string {
  return count === 1 ? '1 call is' : `${count} calls are`
}

/**
 * @param whole calls that would go
 * @param look what shows them
 * @throws Failure `declined` when that is more than was allowed beforehand
 */
export function checkRadius(whole: number, most: number, look: string): void {
  if (whole <= most) return
  throw new Failure('declined', `${whole} calls would be deleted, more than the ${most} of --max-calls`, {
    hint: `look with ${look}, then raise --max-calls`,
  })
}
