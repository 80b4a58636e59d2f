import type { Gong } from '../api/client.ts'
import { toCall } from '../api/request.ts'
import { privacy } from '../catalogue/privacy.ts'
import { type Company, companyRow } from '../company/company.ts'
import { Failure } from '../lib/errors.ts'
import type { Json, Row } from '../lib/rows.ts'
import { explainRefusal, type Findings } from './findings.ts'
import { addressOf, type Person } from './person.ts'
import type { PersonCall } from './person-call.ts'
import type { ReceiptBook } from './receipts/book.ts'
import type { ReceiptKey } from './receipts/key.ts'
import { toReceiptFindings } from './receipts/receipt.ts'
import { checkNotErasedBefore } from './receipts/repeats.ts'
import { redactPerson, toReceiptValue } from './receipts/value.ts'

/** What one erasure needs besides the person. */
export interface ErasureContext {
  readonly gong: Gong
  readonly book: ReceiptBook
  /** The company that is asked, and the profile. */
  readonly company: Company
  /** Of the request, for the receipt. */
  readonly ticket?: string | undefined
  readonly random: (count: number) => Uint8Array
  /** Whether to erase also when an earlier erasure of the same person was not verified. */
  readonly again: boolean
  /** Gets each line that is added to the book for this erasure. */
  readonly copy: (line: Row) => Promise<void>
}

/** The outcome of an erasure. */
export interface ErasureResult {
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
 * @param calls that were found, with whatever the key may see of each
 * @throws Failure `declined` when an earlier erasure was not verified, `usage` when no receipt can be written: nothing was
 * sent then; `local` when it was sent, and the outcome could not be written
 */
export async function erasePerson(
  person: Person,
  found: Findings,
  calls: readonly PersonCall[],
  context: ErasureContext,
): Promise<ErasureResult> {
  const { gong, book, company, ticket = null, random, again, copy } = context
  const { profile = null, host } = company
  const receipt = Buffer.from(random(6)).toString('hex')
  const place = { profile, host, company: companyRow(company), ticket }
  const begun = (key: ReceiptKey) => {
    const value = { ...toReceiptValue(person, key) }
    return { receipt, state: 'intended', ...place, value, found: toReceiptFindings(found, calls) }
  }
  const intent = await book.write(begun, (receipts) =>
    again ? undefined : checkNotErasedBefore(receipts, person, company),
  )
  try {
    await copy(intent)
  } catch (error) {
    await recordUnsent(book, receipt).catch(() => undefined)
    throw error
  }
  const ended = await sendErasure(gong, person)
  const said = ended.failure ? redactPerson(person, ended.failure.message) : null
  try {
    await copy(await book.write(() => ({ receipt, state: ended.outcome, requestId: ended.requestId, said })))
  } catch (error) {
    throw receiptLost(error, receipt, ended)
  }
  return { receipt, ...ended }
}

/** The copy could not be written, so nothing was sent: the receipt is closed as refused. */
async function recordUnsent(book: ReceiptBook, receipt: string): Promise<void> {
  await book.write(() => ({ receipt, state: 'refused', said: 'it was not sent' }))
}

/** The request was sent, so this is no usage error: the outcome could not be written. */
function receiptLost(error: unknown, receipt: string, { outcome, requestId }: Omit<ErasureResult, 'receipt'>): Failure {
  const why = error instanceof Error ? error.message : String(error)
  const said = `the erasure was sent, and its outcome is: ${outcome}. Receipt ${receipt} or its copy could not be completed`
  return new Failure('local', `${said}: ${why}`, {
    hint: `gong privacy receipts, then gong privacy verify ${receipt}`,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    cause: error,
  })
}

async function sendErasure(gong: Gong, person: Person): Promise<Omit<ErasureResult, 'receipt'>> {
  try {
    const { body } = await gong.exchange(erasureRequest(person))
    return { outcome: 'accepted', requestId: body.requestId ?? null }
  } catch (error) {
    const failure = asFailure(explainRefusal(error, person))
    const requestId = failure.requestId ?? null
    return isOutcomeUnknown(failure)
      ? { outcome: 'unknown', requestId, failure: unknownOutcome(failure, person) }
      : { outcome: 'refused', requestId, failure }
  }
}

/** The one request that erases; what a dry run shows. */
export function erasureRequest(person: Person): Parameters<Gong['exchange']>[0] {
  return 'email' in person
    ? toCall(privacy.eraseEmail, { email: person.email })
    : toCall(privacy.erasePhone, { phone: person.phone })
}

function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('bug', String(error), { cause: error })
}

/** Whether Gong may have accepted the request all the same. */
function isOutcomeUnknown({ kind }: Failure): boolean {
  return kind === 'unreachable' || kind === 'interrupted' || kind === 'bug'
}

function unknownOutcome({ kind, message, requestId, cause }: Failure, person: Person): Failure {
  const open = `${message}. Whether Gong took the erasure is unknown; it was not sent again`
  return new Failure(kind, open, { hint: `gong privacy verify ${addressOf(person)}, in some hours`, requestId, cause })
}
