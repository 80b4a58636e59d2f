import { type Company, isOfCompany } from '../../company/company.ts'
import { isRow, type Json, type Row, textsIn } from '../../lib/rows.ts'
import type { Findings } from '../findings.ts'
import type { Person } from '../person.ts'
import type { PersonCall } from '../person-call.ts'
import { hasDetails } from '../person-call.ts'
import { isUnkeyedLine } from './chain.ts'
import type { ReceiptKey } from './key.ts'
import { isAbout } from './value.ts'

/**
 * The outcome of one erasure. `intended`: the run was interrupted between the line and the answer, so nobody knows.
 * `unknown`: the answer did not arrive.
 */
type Outcome = 'intended' | 'accepted' | 'refused' | 'unknown'

/**
 * The result of a verification. `calls gone`: the rest can only be looked up by the value, which a receipt does not hold.
 * `re-imported`: found again after it was clean.
 */
export type Verdict = 'pending' | 'calls gone' | 'clean' | 'still there' | 're-imported'

const VERDICTS: readonly Verdict[] = ['pending', 'calls gone', 'clean', 'still there', 're-imported']

/** One erasure, put together from its lines in the book. */
export interface Receipt {
  readonly id: string
  /** When it was intended, ISO 8601 in UTC. */
  readonly at: string
  readonly profile: Json
  readonly host: Json
  /** As `companyRow` has it; null for one of the older kind, which has the host alone. */
  readonly company: Json
  /** Of the request, where there was one. */
  readonly ticket: Json
  /** Id of the request that it answers, where that stands in the book by itself. */
  readonly request?: string
  /** The day on which the request came in, where it was said. */
  readonly received?: string
  /** Whether it was written before receipts had a key. */
  readonly isUnkeyed: boolean
  isAbout(person: Person): boolean
  /** A `ReceiptValue`. */
  readonly value: Row
  readonly found: Row
  readonly outcome: Outcome
  readonly requestId: Json
  /** Why it was refused, or why there was no answer. */
  readonly gongMessage: Json
  /** Of the last verification. */
  readonly verdict?: Verdict
  readonly verifiedAt?: string
  /** Since when it is clean, or was until it was found again. */
  readonly cleanAt?: string
  /** Since when it is there again. */
  readonly reimportedAt?: string
}

/** Takes a line of a book into its receipts, by their ids, oldest first. @returns that of the line, if it is about one */
export function addReceiptLine(
  receipts: Map<string, Receipt>,
  line: Row,
  key: ReceiptKey | undefined,
): Receipt | undefined {
  if (line.receipt === undefined) return undefined
  const id = String(line.receipt)
  const before = receipts.get(id)
  const now = before === undefined ? firstEvent(id, line, key) : { ...before, ...laterEvent(line, before) }
  if (now !== undefined) receipts.set(id, now)
  return now
}

/** Whether a receipt may be of this company. When in doubt it is, so that nobody is erased twice. */
export function mayBeOfCompany(company: Company, receipt: Pick<Receipt, 'company'>): boolean {
  if (company.unknownReason !== undefined || !isRow(receipt.company) || receipt.company.lacking !== undefined)
    return true
  return isOfCompany(company, receipt.company)
}

/** Whether the person's data is not known to be gone: not yet, or no more. */
export function isUnverified({ outcome, verdict }: Receipt): boolean {
  return outcome !== 'refused' && verdict !== 'clean'
}

/** What was found, by ids and counts alone; `seen` is the number of calls whose details the key could read. */
export function toReceiptFindings({ counts, answer }: Findings, calls: readonly PersonCall[]): Row {
  const seen = calls.filter(hasDetails).length
  const ids = (name: string, key: string) =>
    (Array.isArray(answer[name]) ? answer[name] : []).filter(isRow).flatMap((row) => row[key] ?? [])
  const records = (Array.isArray(answer.customerData) ? answer.customerData : []).filter(isRow)
  return {
    counts,
    calls: ids('calls', 'id'),
    seen,
    emails: ids('emails', 'id'),
    meetings: ids('meetings', 'id'),
    customerData: records.flatMap(({ objects }) =>
      (Array.isArray(objects) ? objects : []).filter(isRow).flatMap(({ externalId }) => externalId ?? []),
    ),
    customerEngagement: ids('customerEngagement', 'sourceEventId'),
  }
}

/** The calls that an erasure is to have deleted. */
export function callIdsOf({ found }: Receipt): readonly string[] {
  return textsIn(found.calls)
}

function firstEvent(id: string, line: Row, key: ReceiptKey | undefined): Receipt | undefined {
  const { at, state, profile = null, host = null, company = null, ticket = null, value, found } = line
  const { request, received } = line
  if (state !== 'intended' || !isRow(value) || !isRow(found)) return undefined
  return {
    id,
    at: String(at),
    profile,
    host,
    company,
    ticket,
    ...(typeof request === 'string' && { request }),
    ...(typeof received === 'string' && { received }),
    isUnkeyed: isUnkeyedLine(line),
    isAbout: (person) => isAbout(person, value, key),
    value,
    found,
    outcome: 'intended',
    requestId: null,
    gongMessage: null,
  }
}

function laterEvent({ at, state, requestId = null, said = null, verdict }: Row, before: Receipt): Partial<Receipt> {
  if (state === 'accepted' || state === 'refused' || state === 'unknown')
    return { outcome: state, requestId, gongMessage: said }
  const known = VERDICTS.find((one) => one === verdict)
  if (known === undefined) return {}
  const isNew = known !== before.verdict
  return {
    verdict: known,
    verifiedAt: String(at),
    ...(known === 'clean' && isNew && { cleanAt: String(at) }),
    ...(known === 're-imported' && isNew && { reimportedAt: String(at) }),
  }
}
