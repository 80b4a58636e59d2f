import type { ReadClient } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { type Company, isOfCompany } from '../company/company.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { utcTime } from '../lib/utc-time.ts'
import { describeNonZero } from './describe-counts.ts'
import { type Findings, findPerson } from './findings.ts'
import type { Person } from './person.ts'
import { callIdsOf, type Receipt, type Verdict } from './receipts/receipt.ts'

/** An erasure takes hours (field note "Privacy"); what is there after this time was not erased. */
const ERASURE_MAX_MS = 24 * 3_600_000
const BATCH = calls.details.params.call.max
/** Far enough back for any key that may see calls to see one. */
const PROBE_WINDOW_MS = 90 * 86_400_000

/** The verification of one erasure. */
export interface Verification {
  /** Absent when nothing could be asked. */
  readonly verdict?: Verdict
  /** `lookup` asked for the person; `calls`, for the calls of the receipt, whose value nobody has any more. */
  readonly by?: 'lookup' | 'calls'
  /** Items that Gong still holds. */
  readonly left?: number
  /** Why nothing could be asked. */
  readonly why?: string
}

/**
 * Looks the person up again.
 *
 * @param since when the erasure was intended, ISO 8601; undefined where none is known
 * @param now milliseconds since the epoch
 */
export async function verifyByLookup(
  gong: ReadClient,
  person: Person,
  since: string | undefined,
  now: number,
): Promise<Verification> {
  const left = totalOf(await findPerson(gong, person))
  return { verdict: verdictOf(left, since, now), by: 'lookup', left }
}

/**
 * Asks for the calls that an erasure was to delete, since a receipt does not hold the value itself. Their absence proves
 * something only when they could be seen before, and when the key sees any call at all: to a key without access
 * everything looks erased (field note "404"). It says nothing of what was found besides calls.
 *
 * @param now milliseconds since the epoch
 */
export async function verifyByCalls(
  gong: ReadClient,
  receipt: Receipt,
  company: () => Promise<Company>,
  now: number,
): Promise<Verification> {
  const why = whyNotByCalls(receipt) ?? whyOtherCompany(receipt, await company())
  if (why !== undefined) return { why: `${why}, so only the value tells` }
  const left = await countRemaining(gong, callIdsOf(receipt))
  if (left === 0 && !(await seesCalls(gong, now))) return { why: 'this key sees no call at all, so nothing is proved' }
  const rest = describeNonZero({ ...countsOf(receipt), calls: 0 })
  if (left > 0 || rest.length === 0) return { verdict: verdictOf(left, receipt.at, now), by: 'calls', left }
  const others = `${rest.join(', ')} were found too, and the value is needed to ask for them`
  return { verdict: 'calls gone', by: 'calls', left, why: others }
}

/** Why the calls of a receipt are no proof for any key. */
function whyNotByCalls(receipt: Receipt): string | undefined {
  const ids = callIdsOf(receipt)
  if (!isRow(receipt.company)) return 'it is of the older kind, which does not tell the company'
  if (ids.length === 0) return 'there was no call'
  return receipt.found.seen === ids.length ? undefined : 'not every call could be seen before'
}

function whyOtherCompany(receipt: Receipt, company: Company): string | undefined {
  if (isOfCompany(company, receipt.company)) return undefined
  return 'it is of another company, or of one that this key does not tell'
}

function countsOf({ found }: Receipt): { readonly [kind: string]: Json } {
  return isRow(found.counts) ? found.counts : {}
}

function verdictOf(left: number, since: string | undefined, now: number): Verdict {
  if (left === 0) return 'clean'
  return since !== undefined && now - Date.parse(since) < ERASURE_MAX_MS ? 'pending' : 'still there'
}

function totalOf({ counts }: Findings): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

async function countRemaining(gong: ReadClient, ids: readonly string[]): Promise<number> {
  let left = 0
  for (let start = 0; start < ids.length; start += BATCH)
    left += (await rowsOf(gong, { call: ids.slice(start, start + BATCH) })).length
  return left
}

async function seesCalls(gong: ReadClient, now: number): Promise<boolean> {
  const [from, to] = [now - PROBE_WINDOW_MS, now].map(utcTime)
  for await (const { rows } of gong.pages(calls.list, { from: from ?? '', to: to ?? '' }, { limit: 1 }))
    return rows.length > 0
  return false
}

async function rowsOf(gong: ReadClient, given: { readonly call: readonly string[] }): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of gong.rows(calls.details, given, { requireAll: true })) rows.push(row)
  return rows
}

/** The line that a verification adds to the book. */
export function verificationEvent(receipt: Receipt, { verdict, by, left }: Verification): Row {
  const facts: { [name: string]: Json } = { receipt: receipt.id, state: 'verified' }
  return { ...facts, verdict: verdict ?? null, by: by ?? null, left: left ?? null }
}
