import type { Answer } from '../api/answer.ts'
import { type ApiRequest, toRequest } from '../api/request.ts'
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
  readonly book: ReceiptBook
  /** The company that is asked, and the profile. */
  readonly company: Company
  /** Of the request, for the receipt. */
  readonly ticket?: string | undefined
  /** Its id in the book, and the day on which it came in. */
  readonly request?: string | undefined
  readonly received?: string | undefined
  readonly random: (count: number) => Uint8Array
  /** Whether to erase also when an earlier erasure of the same person was not verified. */
  readonly again: boolean
  /** Gets each line that is added to the book for this erasure. */
  readonly copy: (line: Row) => Promise<void>
}

/** The outcome of an erasure. */
interface ErasureResult {
  readonly outcome: 'accepted' | 'refused' | 'unknown'
  /** Gong's requestId, the only proof that it gives. */
  readonly requestId: Json
  /** Why it was refused or is unknown. */
  readonly failure?: Failure
}

/** An erasure that is ready to be sent, with the receipt around it. */
export interface Erasure {
  /** Id of the receipt. */
  readonly receipt: string
  /** The one request that erases. */
  readonly call: ApiRequest<'erase'>
  readonly record: {
    /**
     * Writes the receipt.
     *
     * @throws Failure `declined` when an earlier erasure was not verified, `usage` when no receipt can be written
     */
    before(): Promise<void>
    /** Completes the receipt. @throws Failure `local` when the outcome could not be written */
    after(outcome: Answer | Failure): Promise<void>
  }
  resultOf(outcome: Answer | Failure): ErasureResult
}

/**
 * Prepares an erasure. Its request is never sent twice (effect `erase`), so an answer that did not arrive leaves the outcome
 * unknown.
 *
 * @param calls that were found, with whatever the key may see of each
 */
export function prepareErasure(
  person: Person,
  found: Findings,
  calls: readonly PersonCall[],
  { book, company, ticket, request, received, random, again, copy }: ErasureContext,
): Erasure {
  const { profile = null, host } = company
  const receipt = Buffer.from(random(6)).toString('hex')
  const intent = (key: ReceiptKey): Row => ({
    receipt,
    state: 'intended',
    profile,
    host,
    company: companyRow(company),
    ticket: ticket ?? null,
    ...(request !== undefined && { request }),
    ...(received !== undefined && { received }),
    value: { ...toReceiptValue(person, key) },
    found: toReceiptFindings(found, calls),
  })
  const resultOf = (outcome: Answer | Failure) => toResult(outcome, person)
  return {
    receipt,
    call: erasureRequest(person),
    record: {
      async before() {
        const line = await book.write(intent, (content) =>
          again ? undefined : checkNotErasedBefore(content, person, company),
        )
        try {
          await copy(line)
        } catch (error) {
          await closeUnsent(book, receipt).catch(() => undefined)
          throw error
        }
      },
      async after(outcome) {
        const result = resultOf(outcome)
        const message = result.failure ? redactPerson(person, result.failure.message) : null
        try {
          await copy(
            await book.write(() => ({ receipt, state: result.outcome, requestId: result.requestId, said: message })),
          )
        } catch (error) {
          throw receiptNotWritten(error, receipt, result)
        }
      },
    },
    resultOf,
  }
}

/** The copy could not be written, so nothing is sent: the receipt is closed as refused. */
async function closeUnsent(book: ReceiptBook, receipt: string): Promise<void> {
  await book.write(() => ({ receipt, state: 'refused', said: 'it was not sent' }))
}

/** The request was sent, so this is no usage error: the outcome could not be written. */
function receiptNotWritten(error: unknown, receipt: string, { outcome, requestId }: ErasureResult): Failure {
  const why = error instanceof Error ? error.message : String(error)
  const message = `the erasure was sent, and its outcome is: ${outcome}. Receipt ${receipt} or its copy could not be completed`
  return new Failure('local', `${message}: ${why}`, {
    hint: `gong privacy receipts, then gong privacy verify ${receipt}`,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    cause: error,
  })
}

function erasureRequest(person: Person): ApiRequest<'erase'> {
  return 'email' in person
    ? toRequest(privacy.eraseEmail, { email: person.email })
    : toRequest(privacy.erasePhone, { phone: person.phone })
}

function toResult(outcome: Answer | Failure, person: Person): ErasureResult {
  if (!(outcome instanceof Failure)) return { outcome: 'accepted', requestId: outcome.body.requestId ?? null }
  const failure = explainRefusal(outcome, person)
  const requestId = failure.requestId ?? null
  return isOutcomeUnknown(failure)
    ? { outcome: 'unknown', requestId, failure: unknownOutcome(failure, person) }
    : { outcome: 'refused', requestId, failure }
}

/** Whether Gong may have accepted the request all the same. */
function isOutcomeUnknown({ kind }: Failure): boolean {
  return kind === 'unreachable' || kind === 'interrupted' || kind === 'bug'
}

function unknownOutcome({ kind, message, requestId, cause }: Failure, person: Person): Failure {
  const unknown = `${message}. Whether Gong took the erasure is unknown; it was not sent again`
  return new Failure(kind, unknown, {
    hint: `gong privacy verify ${addressOf(person)}, in some hours`,
    requestId,
    cause,
  })
}
