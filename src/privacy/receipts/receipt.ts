import { type Company, isOfCompany } from '../../company/company.ts'
import { isRow, type Json, type Row, textsIn } from '../../lib/rows.ts'
import type { Appearance } from '../calls.ts'
import { isKnown } from '../context.ts'
import type { Found, Person } from '../find.ts'
import { isOlder } from './chain.ts'
import type { ReceiptKey } from './key.ts'
import { isAbout } from './value.ts'

/**
 * What became of one erasure. `intended` alone means that nobody knows: the run died between the line and the answer.
 * `unknown`, that the answer did not arrive.
 */
type Outcome = 'intended' | 'accepted' | 'refused' | 'unknown'

/** What a later look found. `calls gone`: a receipt does not hold the value, and the rest can only be asked for by that. */
export type Verdict = 'pending' | 'calls gone' | 'clean' | 'still there'

const VERDICTS: readonly Verdict[] = ['pending', 'calls gone', 'clean', 'still there']

/** One erasure, put together from its lines in the book. */
export interface Receipt {
  readonly id: string
  /** When it was intended, ISO 8601 in UTC. */
  readonly at: string
  readonly profile: Json
  readonly host: Json
  /** As `companyRow` has it; null for one of the older kind, which knows the host alone. */
  readonly company: Json
  /** Of the request, where the list or the line had one. */
  readonly ticket: Json
  /** Whether it was written before receipts had a key. */
  readonly older: boolean
  isAbout(person: Person): boolean
  /** As sealed. */
  readonly value: Row
  readonly found: Row
  readonly outcome: Outcome
  readonly requestId: Json
  /** Gong's words, when it refused or did not answer. */
  readonly said: Json
  /** Of the last look. */
  readonly verdict?: Verdict | undefined
  readonly looked?: string | undefined
}

/** The receipts of a book, oldest first. */
export function receiptsIn(lines: readonly Row[], key: ReceiptKey | undefined): readonly Receipt[] {
  const all = new Map<string, Receipt>()
  for (const line of lines) {
    const id = String(line.receipt)
    const before = all.get(id)
    const now = before === undefined ? begun(id, line, key) : { ...before, ...changed(line) }
    if (now !== undefined) all.set(id, now)
  }
  return [...all.values()]
}

/**
 * Whether a receipt may be of this company: only one that is known to be of another company is not. Before an erasure, a
 * doubt counts as the same.
 */
export function mayBeOf(company: Company, receipt: Receipt): boolean {
  if (company.lacking !== undefined || !isRow(receipt.company) || receipt.company.lacking !== undefined) return true
  return isOfCompany(company, receipt.company)
}

/** Those about a person, or of this id. */
export function receiptsOf(receipts: readonly Receipt[], who: Person | string): readonly Receipt[] {
  return receipts.filter((one) => (typeof who === 'string' ? one.id === who : one.isAbout(who)))
}

/** Whether it is not known yet that the person's data is gone. */
export function isOpen({ outcome, verdict }: Receipt): boolean {
  return outcome !== 'refused' && verdict !== 'clean'
}

/** What was found, by ids and counts alone; `seen` is how many of the calls the key was shown. */
export function idsOf({ counts, held }: Found, calls: readonly Appearance[]): Row {
  const seen = calls.filter(isKnown).length
  const ids = (name: string, key: string) =>
    (Array.isArray(held[name]) ? held[name] : []).filter(isRow).flatMap((row) => row[key] ?? [])
  const records = (Array.isArray(held.customerData) ? held.customerData : []).filter(isRow)
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
export function callsOf({ found }: Receipt): readonly string[] {
  return textsIn(found.calls)
}

function begun(id: string, line: Row, key: ReceiptKey | undefined): Receipt | undefined {
  const { at, state, profile = null, host = null, company = null, ticket = null, value, found } = line
  if (state !== 'intended' || !isRow(value) || !isRow(found)) return undefined
  return {
    id,
    at: String(at),
    profile,
    host,
    company,
    ticket,
    older: isOlder(line),
    isAbout: (person) => isAbout(person, value, key),
    value,
    found,
    outcome: 'intended',
    requestId: null,
    said: null,
  }
}

function changed({ at, state, requestId = null, said = null, verdict }: Row): Partial<Receipt> {
  if (state === 'accepted' || state === 'refused' || state === 'unknown') return { outcome: state, requestId, said }
  const known = VERDICTS.find((one) => one === verdict)
  return known === undefined ? {} : { verdict: known, looked: String(at) }
}
