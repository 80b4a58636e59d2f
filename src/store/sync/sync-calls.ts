import { type Asking, dueRecords, dueTranscripts } from './awaited-calls.ts'
import { type CopyMoment, type SyncContext, type SyncTask, taskOf } from './context.ts'
import { coveredOf, hiddenOf } from './covered.ts'
import { newCalls, unlistedOf, unlistedSpans } from './new-calls.ts'
import { proveSpan } from './prove-span.ts'
import { latestFirst, type TimeSpan, within } from './spans.ts'
import { marksOfFirstSweep, sweepCalls, sweepOf } from './sweep.ts'
import type { SyncSubject } from './tally.ts'

const DAY_MS = 86_400_000
/** Three requests a second at most of a second each. */
const LANES = 2
const FIRST_DAYS = 90
const SINCE = 'calls.since'

/** What is wanted of the calls. */
export interface WantedCalls {
  /** How far back, where it was said. */
  readonly sinceMs?: number
  /** How long before the latest call what was listed is proved again. */
  readonly overlapMs: number
  /** How many calls were never listed, where Gong was asked. */
  readonly total?: number
}

/** From when on the copy is to have calls: what was said now, or at first, or 90 days. */
export async function wantedSpan({ store, nowMs }: CopyMoment, { sinceMs }: WantedCalls): Promise<TimeSpan> {
  const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000
  const since = await store.mark(SINCE)
  const fromMs = sinceMs === undefined && since !== undefined ? Number(since) : nowMs - (sinceMs ?? FIRST_DAYS * DAY_MS)
  return { fromMs: wholeSecond(fromMs), toMs: wholeSecond(nowMs) }
}

/** The tasks of a run for calls and transcripts. */
export async function callTasks(
  context: SyncContext,
  chosen: ReadonlySet<SyncSubject>,
  wanted: WantedCalls,
): Promise<readonly SyncTask[]> {
  const listing = { open: 0 }
  const asking = (): Asking => ({ ids: new Set(), isListing: () => listing.open > 0 })
  const lists = chosen.has('calls') ? await listTasks(context, wanted) : []
  const [transcripts, records] = [asking(), asking()]
  return [
    ...lists.map((task) => counted(task, listing)),
    ...(chosen.has('calls') ? [dueRecords(context, records)] : []),
    ...(chosen.has('transcripts') ? Array.from({ length: LANES }, () => dueTranscripts(context, transcripts)) : []),
  ]
}

async function listTasks(context: SyncContext, wanted: WantedCalls): Promise<SyncTask[]> {
  const { store, nowMs } = context
  const span = await wantedSpan(context, wanted)
  const since = await store.mark(SINCE)
  const isFirst = since === undefined
  if (isFirst || Number(since) > span.fromMs)
    await store.commit({ marks: { [SINCE]: String(span.fromMs), ...(isFirst && marksOfFirstSweep(nowMs)) } })
  const unlisted = await unlistedOf(context, await unlistedSpans(context, span), wanted.total)
  const sweep = await sweepOf(context)
  const lanes = Array.from({ length: LANES }, () => newCalls(context, unlisted))
  if (isFirst) return lanes
  return [...lanes, sweep === undefined ? taskOf(proveOverlap(context, wanted)) : sweepCalls(context, sweep)]
}

/** What was listed of the last days, and what Gong has counted without listing it. */
async function* proveOverlap(context: SyncContext, { overlapMs }: WantedCalls): AsyncGenerator<void> {
  const { store, nowMs } = context
  const covered = await coveredOf(store)
  const latestMs = covered.at(-1)?.toMs ?? nowMs
  const overlap = { fromMs: latestMs - overlapMs, toMs: latestMs }
  for (const span of within(overlap, covered).reverse()) yield* proveSpan(context, span)
  for (const hidden of await hiddenOf(store))
    if (hidden.fromMs < overlap.fromMs && (hidden.dueMs ?? Infinity) <= nowMs)
      for (const span of latestFirst(hidden, Infinity)) yield* proveSpan(context, span)
}

/** A task that is counted as long as it has something to do. Its end counts as a turn, since others may have waited for it. */
function counted(task: SyncTask, listing: { open: number }): SyncTask {
  listing.open += 1
  let isOpen = true
  return {
    turn: async () => {
      if (await task.turn()) return true
      const hasEnded = isOpen
      if (hasEnded) listing.open -= 1
      isOpen = false
      return hasEnded
    },
  }
}
