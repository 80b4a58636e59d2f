import { privacy } from '../catalogue/privacy.ts'
import { Failure } from '../errors.ts'
import type { Gong } from '../gong/client.ts'
import { toCall } from '../gong/request.ts'
import { type Row, textsIn } from '../rows.ts'
import { addressOf, explained, type Found, type Person } from './find.ts'

const THINGS: readonly (readonly [sort: string, one: string, many: string])[] = [
  ['emails', 'e-mail', 'e-mails'],
  ['meetings', 'meeting', 'meetings'],
  ['customerData', 'CRM record', 'CRM records'],
  ['customerEngagement', 'engagement event', 'engagement events'],
]

/**
 * What an erasure would do, in sentences for the person who decides (field note "Privacy"): what goes, what goes with
 * it, what has to be done elsewhere first, and how long it takes.
 */
export function blastRadius({ value, counts, held }: Found): string[] {
  const others = THINGS.map(([sort, one, many]) => amount(counts[sort] ?? 0, one, many)).filter((text) => text !== '')
  const numbers = textsIn(held.matchingPhoneNumbers)
  const addresses = textsIn(held.emailAddresses)
  return [
    counts.calls === 0
      ? `Gong holds no call with ${value}.`
      : `${callsOf(counts.calls)} deleted WHOLE, with everything that the other people in ${counts.calls === 1 ? 'it' : 'them'} said.`,
    ...(others.length === 0 ? [] : [`Also erased: ${others.join(', ')}.`]),
    ...(numbers.length === 0 ? [] : [`Numbers that match: ${numbers.join(', ')}.`]),
    ...(addresses.length === 0 ? [] : [`E-mail addresses with them: ${addresses.join(', ')}.`]),
    'Clean the CRM and the mailboxes first, or Gong imports the data again.',
    'It cannot be undone and takes hours; Gong does not tell when it is done.',
  ]
}

/** `3 calls are`, for a sentence. */
function callsOf(count: number): string {
  return count === 1 ? '1 call is' : `${count} calls are`
}

function amount(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`
}

/** @throws Failure `declined` when more calls would go than was allowed beforehand */
export function checkRadius({ value, counts }: Found, most: number): void {
  if (counts.calls <= most) return
  throw new Failure('declined', `${counts.calls} calls would be deleted, more than the ${most} of --max-calls`, {
    hint: `look with gong privacy find ${value}, then raise --max-calls`,
  })
}

/**
 * Sends the one request that erases. It is never sent twice (effect `erase`), so an answer that did not arrive leaves
 * the outcome open, and the failure says so.
 *
 * @returns Gong's requestId, the only proof that it gives
 */
export async function erase(gong: Gong, person: Person): Promise<Row> {
  try {
    const { body } = await gong.exchange(erasure(person))
    return { outcome: 'accepted', requestId: body.requestId ?? null }
  } catch (error) {
    throw isOpen(error) ? unknown(error, person) : explained(error, person)
  }
}

function erasure(person: Person): Parameters<Gong['exchange']>[0] {
  return 'email' in person
    ? toCall(privacy.eraseEmail, { email: person.email })
    : toCall(privacy.erasePhone, { phone: person.phone })
}

function isOpen(error: unknown): error is Failure {
  return error instanceof Failure && (error.kind === 'unreachable' || error.kind === 'interrupted')
}

function unknown(error: Failure, person: Person): Failure {
  const message = `${error.message}. Whether Gong took the erasure is unknown; it was not sent again`
  const hint = `gong privacy find ${addressOf(person)}, in some hours`
  return new Failure(error.kind, message, { hint, requestId: error.requestId, cause: error })
}
