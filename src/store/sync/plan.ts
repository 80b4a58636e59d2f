import { sizeText } from '../../lib/size-text.ts'
import { counted, formatCount } from '../../lib/spelling.ts'
import { withRecording } from '../ledger/transitions.ts'
import type { CopyMoment } from './context.ts'
import type { KnownTotals } from './learn-totals.ts'
import { CALLS_A_REQUEST } from './list-calls.ts'
import { unlistedSpans } from './new-calls.ts'
import { recordedBytes } from './recorded.ts'
import type { TimeSpan } from './spans.ts'
import { isDue, lastPull, type OtherSubject, others } from './subjects/index.ts'
import { spansOfSweep, sweepOf } from './sweep.ts'
import { type WantedCalls, wantedSpan } from './sync-calls.ts'
import type { SyncSubject } from './tally.ts'

const DAY_MS = 86_400_000
/** No company has so many calls. */
const EVERY = 1e9

/** What one subject will take, as far as it can be known before anything is asked. */
export interface PlannedSubject {
  readonly subject: SyncSubject
  readonly requests: number
  /** Why, such as `about 500 new calls`. */
  readonly why: string
}

/** One tells the company and the time. */
const BEFORE_ALL = 1

/** What a sync will take. */
export async function planSync(
  planning: CopyMoment,
  subjects: readonly SyncSubject[],
  wanted: WantedCalls,
  totals: KnownTotals,
): Promise<readonly PlannedSubject[]> {
  const fresh = totals.calls ?? (await expectedNew(planning, wanted))
  const plans: PlannedSubject[] = []
  for (const subject of subjects)
    if (subject === 'calls') plans.push(await planOfCalls(planning, fresh))
    else if (subject === 'transcripts') plans.push(await planOfTranscripts(planning, fresh))
    else if (subject === 'media') plans.push(await planOfMedia(planning, fresh))
    else plans.push(await planOfOther(planning, subject, totals.users))
  return withBefore(plans, totals)
}

/** What is asked before all else belongs to no subject, and is counted with the first. */
function withBefore(plans: readonly PlannedSubject[], { requests }: KnownTotals): readonly PlannedSubject[] {
  const [first, ...rest] = plans
  if (first === undefined) return []
  const before = BEFORE_ALL + requests
  return [{ ...first, requests: first.requests + before, why: `${first.why}; ${before} before all else` }, ...rest]
}

async function planOfCalls({ store, nowMs }: CopyMoment, fresh: number): Promise<PlannedSubject> {
  const awaited = (await store.ledger.due(nowMs, 'details', EVERY)).length
  const summaries = (await store.ledger.due(nowMs, 'summary', EVERY)).length
  const isFirst = (await store.mark('calls.since')) === undefined
  const swept = isFirst ? 0 : await requestsOfSweep({ store, nowMs })
  const requests = pages(fresh) + pages(awaited + summaries) + (isFirst ? 0 : 1) + swept
  const why = [
    `about ${formatCount(fresh)} new`,
    ...(awaited + summaries > 0 ? [`${formatCount(awaited + summaries)} awaited`] : []),
    ...(swept > 0 ? ['the sweep of the week'] : []),
  ]
  return { subject: 'calls', requests, why: why.join(', ') }
}

async function planOfTranscripts({ store, nowMs }: CopyMoment, fresh: number): Promise<PlannedSubject> {
  const due = (await store.ledger.due(nowMs, 'transcript', EVERY)).length
  return {
    subject: 'transcripts',
    requests: pages(fresh + due),
    why: `about ${formatCount(fresh)} new, ${formatCount(due)} awaited`,
  }
}

/** How large recordings are, those that are here tell. */
async function planOfMedia({ store, nowMs }: CopyMoment, fresh: number): Promise<PlannedSubject> {
  let wanted = fresh + (await store.ledger.due(nowMs, 'media', EVERY)).length
  for await (const entry of store.ledger.between(0, EVERY * 1e6))
    if (withRecording(entry, { nowMs, random: () => 0, giveUpMs: 0 }) !== undefined) wanted += 1
  const { count, bytes } = await recordedBytes(store)
  const size = count === 0 ? 'how large, nobody says before' : `about ${sizeText((wanted * bytes) / count)}`
  return { subject: 'media', requests: pages(wanted), why: `up to ${formatCount(wanted)} recordings, ${size}` }
}

async function planOfOther(
  { store, nowMs }: CopyMoment,
  subject: OtherSubject,
  users: number | undefined,
): Promise<PlannedSubject> {
  const last = await lastPull(store, subject)
  if (!isDue(subject, last, nowMs)) return { subject, requests: 0, why: 'read already' }
  if (last !== undefined) return { subject, requests: last.requests, why: 'as last time' }
  const { first, guess } = others[subject]
  return users === undefined || first === undefined
    ? { subject, requests: guess, why: 'a guess' }
    : { subject, requests: first(users), why: `about ${counted(users, 'user')}` }
}

async function requestsOfSweep({ store, nowMs }: CopyMoment): Promise<number> {
  const sweep = await sweepOf({ store, nowMs })
  if (sweep === undefined) return 0
  let requests = 0
  for (const span of await spansOfSweep({ store }, sweep))
    requests += span.how === 'total' ? 1 : Math.max(1, pages(await callsIn(store, span)))
  return requests
}

/** As many a day as in the last two weeks of the copy. */
async function expectedNew(planning: CopyMoment, wanted: WantedCalls): Promise<number> {
  const { store } = planning
  const spans = await unlistedSpans(planning, await wantedSpan(planning, wanted))
  const lengthMs = spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  const latestMs = spans[0]?.fromMs ?? planning.nowMs
  const perDay = (await callsIn(store, { fromMs: latestMs - 14 * DAY_MS, toMs: latestMs })) / 14
  return Math.ceil((perDay * lengthMs) / DAY_MS)
}

async function callsIn({ ledger }: CopyMoment['store'], { fromMs, toMs }: TimeSpan): Promise<number> {
  let count = 0
  for await (const _ of ledger.between(fromMs, toMs)) count += 1
  return count
}

function pages(calls: number): number {
  return Math.ceil(calls / CALLS_A_REQUEST)
}
