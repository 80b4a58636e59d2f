import type { ReadClient } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { type Company, isOfCompany } from '../company/company.ts'
import { once } from '../lib/once.ts'
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
 * @param receipt of the last erasure; undefined where none is known
 * @param now milliseconds since the epoch
 */
export async function verifyByLookup(
  gong: ReadClient,
  person: Person,
  receipt: Receipt | undefined,
  now: number,
): Promise<Verification> {
  const left = totalOf(await findPerson(gong, person))
  return withVerdict({ by: 'lookup', left }, receipt, now)
}

/** Asks which calls of some receipts are there, all at once. */
export interface CallsCheck {
  countRemaining(receipt: Receipt): Promise<number>
  /** Whether the key sees any call at all. */
  seesCalls(): Promise<boolean>
}

/** @param now milliseconds since the epoch */
export function checkCallsOf(gong: ReadClient, receipts: readonly Receipt[], now: number): CallsCheck {
  const ids = [...new Set(receipts.filter((one) => whyNotByCalls(one) === undefined).flatMap(callIdsOf))]
  const remaining = once(() => remainingCalls(gong, ids))
  return {
    async countRemaining(receipt) {
      const there = await remaining()
      return callIdsOf(receipt).filter((id) => there.has(id)).length
    },
    seesCalls: once(() => seesCalls(gong, now)),
  }
}

/**
 * Asks for the calls that an erasure was to delete, since a receipt does not hold the value itself. Their absence proves
 * something only when they could be seen before, and when the key sees any call at all: to a key without access
 * everything looks erased (field note "404"). It says nothing of what was found besides calls.
 *
 * @param calls of all receipts that are verified together
 * @param now milliseconds since the epoch
 */
export async function verifyByCalls(
  calls: CallsCheck,
  receipt: Receipt,
  company: () => Promise<Company>,
  now: number,
): Promise<Verification> {
  const why = whyNotByCalls(receipt) ?? whyOtherCompany(receipt, await company())
  if (why !== undefined) return { why: `${why}, so only the value tells` }
  const left = await calls.countRemaining(receipt)
  if (left === 0 && !(await calls.seesCalls())) return { why: 'this key sees no call at all, so nothing is proved' }
  const rest = describeNonZero({ ...countsOf(receipt), calls: 0 })
  if (left > 0 || rest.length === 0) return withVerdict({ by: 'calls', left }, receipt, now)
  const others = `${rest.join(', ')} were found too, and the value is needed to ask for them`
  if (receipt.verdict !== 'clean') return { verdict: 'calls gone', by: 'calls', left, why: others }
  // What was clean once stays so until something is found.
  return { verdict: 'clean', by: 'calls', left, why: `its calls are still gone; for the rest, the value is needed` }
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

function withVerdict(
  { by, left }: { readonly by: 'lookup' | 'calls'; readonly left: number },
  receipt: Receipt | undefined,
  now: number,
): Verification {
  if (left === 0) return { verdict: 'clean', by, left }
  if (receipt?.cleanAt !== undefined) {
    const why = `clean since ${receipt.cleanAt.slice(0, 10)}, and found again: clean the CRM and the mailboxes, then erase it again`
    return { verdict: 're-imported', by, left, why }
  }
  const isRecent = receipt !== undefined && now - Date.parse(receipt.at) < ERASURE_MAX_MS
  return { verdict: isRecent ? 'pending' : 'still there', by, left }
}

function totalOf({ counts }: Findings): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

async function remainingCalls(gong: ReadClient, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const there = new Set<string>()
  for (let start = 0; start < ids.length; start += BATCH) {
    const asked = ids.slice(start, start + BATCH)
    for (const { metaData } of await rowsOf(gong, { call: asked })) {
      const id = isRow(metaData) ? String(metaData.id) : ''
      // A call that cannot be told must not make the others look erased.
      for (const one of asked.includes(id) ? [id] : asked) there.add(one)
    }
  }
  return there
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
