import type { Gong } from '../api/client.ts'
import { toCall } from '../api/request.ts'
import { privacy } from '../catalogue/privacy.ts'
import { type Company, companyRow } from '../company/company.ts'
import { Failure } from '../lib/errors.ts'
import type { Json, Row } from '../lib/rows.ts'
import type { Appearance } from './calls.ts'
import { addressOf, explained, type Found, type Person } from './find.ts'
import type { Book } from './receipts/book.ts'
import type { ReceiptKey } from './receipts/key.ts'
import { checkFirst } from './receipts/once.ts'
import { idsOf } from './receipts/receipt.ts'
import { seal, without } from './receipts/value.ts'

/** Everything that one erasure needs besides the person. */
export interface Erasing {
  readonly gong: Gong
  readonly book: Book
  /** Where, and by whose profile. */
  readonly company: Company
  /** Of the request, for the receipt. */
  readonly ticket?: string | undefined
  readonly random: (count: number) => Uint8Array
  /** Also when an earlier erasure of the same person is not known to be over. */
  readonly again: boolean
  /** Told of each line that the book gets for this erasure. */
  readonly copy: (line: Row) => Promise<void>
}

/** What became of an erasure. */
export interface Erased {
  readonly receipt: string
  readonly outcome: 'accepted' | 'refused' | 'unknown'
  /** Gong's requestId, the only proof that it gives. */
  readonly requestId: Json
  /** Why it was refused or is unknown. */
  readonly failure?: Failure
}

/**
 * Writes a receipt, sends the one request that erases, and completes the receipt. The request is never sent twice (effect
 * `erase`), so an answer that did not arrive leaves the outcome open.
 *
 * @param seen the calls that were found, with what the key was shown of each
 * @throws Failure `declined` when an earlier erasure is not known to be over, `usage` when no receipt can be written:
 * nothing was sent then; `local` when it was sent, and this machine could not keep what came of it
 */
export async function erase(
  person: Person,
  found: Found,
  seen: readonly Appearance[],
  erasing: Erasing,
): Promise<Erased> {
  const { gong, book, company, ticket = null, random, again, copy } = erasing
  const { profile = null, host } = company
  const receipt = Buffer.from(random(6)).toString('hex')
  const place = { profile, host, company: companyRow(company), ticket }
  const begun = (key: ReceiptKey) => {
    const value = { ...seal(person, key) }
    return { receipt, state: 'intended', ...place, value, found: idsOf(found, seen) }
  }
  const intent = await book.write(begun, (receipts) => (again ? undefined : checkFirst(receipts, person, company)))
  try {
    await copy(intent)
  } catch (error) {
    await unsent(book, receipt).catch(() => undefined)
    throw error
  }
  const ended = await answerTo(gong, person)
  const said = ended.failure ? without(person, ended.failure.message) : null
  try {
    await copy(await book.write(() => ({ receipt, state: ended.outcome, requestId: ended.requestId, said })))
  } catch (error) {
    throw unkept(error, receipt, ended)
  }
  return { receipt, ...ended }
}

/** The copy could not be written, so nothing was sent, and the book is not to leave that open. */
async function unsent(book: Book, receipt: string): Promise<void> {
  await book.write(() => ({ receipt, state: 'refused', said: 'it was not sent' }))
}

/** Something was sent, so this is no fault of the line: the machine could not keep what came of it. */
function unkept(error: unknown, receipt: string, { outcome, requestId }: Omit<Erased, 'receipt'>): Failure {
  const why = error instanceof Error ? error.message : String(error)
  const said = `the erasure was sent, and its outcome is: ${outcome}. Receipt ${receipt} or its copy could not be completed`
  return new Failure('local', `${said}: ${why}`, {
    hint: `gong privacy receipts, then gong privacy verify ${receipt}`,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    cause: error,
  })
}

async function answerTo(gong: Gong, person: Person): Promise<Omit<Erased, 'receipt'>> {
  try {
    const { body } = await gong.exchange(erasure(person))
    return { outcome: 'accepted', requestId: body.requestId ?? null }
  } catch (error) {
    const failure = asFailure(explained(error, person))
    const requestId = failure.requestId ?? null
    return isOpen(failure)
      ? { outcome: 'unknown', requestId, failure: unknown(failure, person) }
      : { outcome: 'refused', requestId, failure }
  }
}

/** The one request that erases; what a dry run shows. */
export function erasure(person: Person): Parameters<Gong['exchange']>[0] {
  return 'email' in person
    ? toCall(privacy.eraseEmail, { email: person.email })
    : toCall(privacy.erasePhone, { phone: person.phone })
}

function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('bug', String(error), { cause: error })
}

/** Whether Gong may have taken it all the same. */
function isOpen({ kind }: Failure): boolean {
  return kind === 'unreachable' || kind === 'interrupted' || kind === 'bug'
}

function unknown({ kind, message, requestId, cause }: Failure, person: Person): Failure {
  const open = `${message}. Whether Gong took the erasure is unknown; it was not sent again`
  return new Failure(kind, open, { hint: `gong privacy verify ${addressOf(person)}, in some hours`, requestId, cause })
}
