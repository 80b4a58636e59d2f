import type { Gong } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { type Company, isOfCompany } from '../company/company.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { amounts } from './brief.ts'
import { type Found, find, type Person } from './find.ts'
import { callsOf, type Receipt, type Verdict } from './receipts/receipt.ts'

/** An erasure takes hours (field note "Privacy"); what is there after so many milliseconds is there for good. */
const PATIENCE = 24 * 3_600_000
const BATCH = calls.details.params.call.max
/** Far enough back for any key that may see calls to see one. */
const PROBE = 90 * 86_400_000

/** What a look at Gong says about one erasure. */
export interface Looked {
  /** Absent when nothing could be asked. */
  readonly verdict?: Verdict | undefined
  /** `lookup` asked for the person; `calls`, for the calls of the receipt, whose value nobody has any more. */
  readonly by?: 'lookup' | 'calls'
  /** Things that Gong still holds. */
  readonly left?: number
  /** Why nothing could be asked. */
  readonly why?: string
}

/** Asks for a person again. @param since when the erasure was intended, ISO 8601; none where none is known */
export async function lookAgain(gong: Gong, person: Person, since: string | undefined, now: number): Promise<Looked> {
  const left = all(await find(gong, person))
  return { verdict: verdictOf(left, since, now), by: 'lookup', left }
}

/**
 * Asks for the calls that an erasure was to delete, since a receipt does not hold the value itself. That they are gone
 * proves something only when they could be seen before, and when the key sees any call at all: to one that may see none,
 * everything looks erased (field note "404"). Of what was found besides calls it tells nothing.
 */
export async function lookForCalls(
  gong: Gong,
  receipt: Receipt,
  company: () => Promise<Company>,
  now: number,
): Promise<Looked> {
  const why = unseen(receipt) ?? elsewhere(receipt, await company())
  if (why !== undefined) return { why: `${why}, so only the value tells` }
  const left = await remaining(gong, callsOf(receipt))
  if (left === 0 && !(await seesCalls(gong, now))) return { why: 'this key sees no call at all, so nothing is proved' }
  const rest = amounts({ ...countsOf(receipt), calls: 0 })
  if (left > 0 || rest.length === 0) return { verdict: verdictOf(left, receipt.at, now), by: 'calls', left }
  const others = `${rest.join(', ')} were found too, and the value is needed to ask for them`
  return { verdict: 'calls gone', by: 'calls', left, why: others }
}

/** Why the calls of a receipt cannot tell anything, whoever asks. */
function unseen(receipt: Receipt): string | undefined {
  const ids = callsOf(receipt)
  if (!isRow(receipt.company)) return 'it is of the older kind, which does not tell the company'
  if (ids.length === 0) return 'there was no call'
  return receipt.found.seen === ids.length ? undefined : 'not every call could be seen before'
}

function elsewhere(receipt: Receipt, company: Company): string | undefined {
  if (isOfCompany(company, receipt.company)) return undefined
  return 'it is of another company, or of one that this key does not tell'
}

function countsOf({ found }: Receipt): { readonly [sort: string]: Json } {
  return isRow(found.counts) ? found.counts : {}
}

function verdictOf(left: number, since: string | undefined, now: number): Verdict {
  if (left === 0) return 'clean'
  return since !== undefined && now - Date.parse(since) < PATIENCE ? 'pending' : 'still there'
}

function all({ counts }: Found): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

async function remaining(gong: Gong, ids: readonly string[]): Promise<number> {
  let left = 0
  for (let start = 0; start < ids.length; start += BATCH)
    left += (await rowsOf(gong, { call: ids.slice(start, start + BATCH) })).length
  return left
}

async function seesCalls(gong: Gong, now: number): Promise<boolean> {
  const [from, to] = [now - PROBE, now].map((at) => `${new Date(at).toISOString().slice(0, 19)}Z`)
  for await (const { rows } of gong.pages(calls.list, { from: from ?? '', to: to ?? '' }, { most: 1 }))
    return rows.length > 0
  return false
}

async function rowsOf(gong: Gong, given: { readonly call: readonly string[] }): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of gong.rows(calls.details, given, { whole: true })) rows.push(row)
  return rows
}

/** What a look adds to the book. */
export function verdictLine(receipt: Receipt, { verdict, by, left }: Looked): Row {
  const facts: { [name: string]: Json } = { receipt: receipt.id, state: 'verified' }
  return { ...facts, verdict: verdict ?? null, by: by ?? null, left: left ?? null }
}
