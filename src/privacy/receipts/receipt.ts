import { isRow, type Json, type Row, textsIn } from '../../rows.ts'
import type { Appearance } from '../calls.ts'
import { isKnown } from '../context.ts'
import type { Found, Person } from '../find.ts'
import { isAbout } from './value.ts'

/**
 * What became of one erasure. `intended` alone means that nobody knows: the run died between the line and the answer.
 * `unknown`, that the answer did not arrive.
 */
type Outcome = 'intended' | 'accepted' | 'refused' | 'unknown'

/** What a later look found. */
export type Verdict = 'pending' | 'clean' | 'still there'

/** One erasure, put together from its lines in the book. */
export interface Receipt {
  readonly id: string
  /** When it was intended, ISO 8601 in UTC. */
  readonly at: string
  readonly profile: Json
  readonly host: Json
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
export function receiptsIn(lines: readonly Row[]): readonly Receipt[] {
  const all = new Map<string, Receipt>()
  for (const line of lines) {
    const id = String(line.receipt)
    const before = all.get(id)
    const now = before === undefined ? begun(id, line) : { ...before, ...changed(line) }
    if (now !== undefined) all.set(id, now)
  }
  return [...all.values()]
}

/** Those about a person, or of this id. */
export function receiptsOf(receipts: readonly Receipt[], who: Person | string): readonly Receipt[] {
  return receipts.filter(({ id, value }) => (typeof who === 'string' ? id === who : isAbout(who, value)))
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

function begun(id: string, { at, state, profile = null, host = null, value, found }: Row): Receipt | undefined {
  if (state !== 'intended' || !isRow(value) || !isRow(found)) return undefined
  return { id, at: String(at), profile, host, value, found, outcome: 'intended', requestId: null, said: null }
}

function changed({ at, state, requestId = null, said = null, verdict }: Row): Partial<Receipt> {
  if (state === 'accepted' || state === 'refused' || state === 'unknown') return { outcome: state, requestId, said }
  if (verdict === 'pending' || verdict === 'clean' || verdict === 'still there') return { verdict, looked: String(at) }
  return {}
}
