import type { ReadClient } from '../../api/client.ts'
import { toPage } from '../../api/page.ts'
import { toRequest } from '../../api/request.ts'
import { unlessRefused } from '../../api/unless-refused.ts'
import { calls } from '../../catalogue/calls.ts'
import { users } from '../../catalogue/users.ts'
import { utcTime } from '../../lib/utc-time.ts'
import type { CopyMoment } from './context.ts'
import { unlistedSpans } from './new-calls.ts'
import { lastPull } from './subjects/index.ts'
import { type WantedCalls, wantedSpan } from './sync-calls.ts'
import type { SyncSubject } from './tally.ts'

/** How much there is, where Gong was asked. */
export interface KnownTotals {
  /** Calls that were never listed. */
  readonly calls?: number
  readonly users?: number
  /** How many requests it took to know. */
  readonly requests: number
}

/** Asks Gong for what a copy that has none cannot tell, with a request for each 90 days, and one for users. */
export async function learnTotals(
  { store, nowMs }: CopyMoment,
  wanted: WantedCalls & { readonly subjects: readonly SyncSubject[] },
  read: ReadClient,
): Promise<KnownTotals> {
  let known: KnownTotals = { requests: 0 }
  const { subjects, sinceMs } = wanted
  // A copy that has some knows about how many come in a day.
  if (subjects.includes('calls') && (sinceMs !== undefined || (await store.mark('calls.since')) === undefined)) {
    const spans = await unlistedSpans({ store }, await wantedSpan({ store, nowMs }, wanted))
    let total = 0
    for (const { fromMs, toMs } of spans) {
      const answer = await read.exchange(toRequest(calls.details, { from: utcTime(fromMs), to: utcTime(toMs) }))
      total += toPage(calls.details, answer, false).total ?? 0
    }
    known = { calls: total, requests: spans.length }
  }
  if (!(await hangsOnUsers(store, subjects))) return known
  const count = await countUsers(read)
  return { ...known, ...(count !== undefined && { users: count }), requests: known.requests + 1 }
}

const BY_USERS = ['users', 'stats', 'flows'] as const

/** Whether something is read for the first time that has a request for each user. */
async function hangsOnUsers(store: CopyMoment['store'], subjects: readonly SyncSubject[]): Promise<boolean> {
  for (const subject of BY_USERS)
    if (subjects.includes(subject) && (await lastPull(store, subject)) === undefined) return true
  return false
}

/** @returns `undefined` where the key may not read them */
async function countUsers(read: ReadClient): Promise<number | undefined> {
  const answer = await unlessRefused(() => read.exchange(toRequest(users.list, {})))
  return answer && toPage(users.list, answer, false).total
}
