import type { SyncContext, SyncTask } from './context.ts'
import { taskOf } from './context.ts'
import { coveredOf } from './covered.ts'
import { keepCalls } from './keep-calls.ts'
import { type ListedPage, listedCalls } from './list-calls.ts'
import { listSpan } from './list-span.ts'
import { latestFirst, type TimeSpan, without } from './spans.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How calls are being listed, while they are. */
const BEGUN = 'calls.begun'
const NOT_BEGUN = 'no'
/** Spans are halved down to this. */
const MIN_SPAN_MS = 60_000
/** Gong may refuse a longer window. */
const MAX_SPAN_MS = 90 * DAY_MS

/** The spans that were never listed, the latest first. */
export async function unlistedSpans({ store }: Pick<SyncContext, 'store'>, wanted: TimeSpan): Promise<TimeSpan[]> {
  const gaps = without(wanted, await coveredOf(store))
  return gaps.reverse().flatMap((gap) => latestFirst(gap, MAX_SPAN_MS))
}

/** What several tasks list. */
export interface Unlisted {
  readonly spans: TimeSpan[]
  /** A span with more calls is cut. */
  readonly maxCalls: number
  /** How long spans are, but for what is left over at the ends. */
  lengthMs: number
  /** Whether a span of that length was listed to its end in this run. */
  hasListed: boolean
}

/**
 * What is to be listed in this run. A run after one that did not come to its end has spans of half the length where that one has
 * listed none, and of twice the length where it has: runs with few requests each get on, too.
 */
export async function unlistedOf({ store, limits }: SyncContext, spans: TimeSpan[]): Promise<Unlisted> {
  const begun = parseBegun(await store.mark(BEGUN))
  if (begun === undefined) return { spans, maxCalls: limits.sliceCalls, lengthMs: MAX_SPAN_MS, hasListed: false }
  const lengthMs = begun.hasListed
    ? Math.min(MAX_SPAN_MS, begun.lengthMs * 2)
    : Math.max(MIN_SPAN_MS, begun.lengthMs / 2)
  // What began since the last run is mostly little: one request tells, where many short spans would take all there are.
  const coveredMs = (await coveredOf(store)).at(-1)?.toMs
  const parts = spans.flatMap((span) => (span.fromMs === coveredMs ? [span] : latestFirst(span, lengthMs)))
  return { spans: parts, maxCalls: limits.listedCalls, lengthMs, hasListed: false }
}

type Begun = Pick<Unlisted, 'lengthMs' | 'hasListed'>

function begunMark({ lengthMs, hasListed }: Begun): Record<string, string> {
  return { [BEGUN]: `${Math.ceil(lengthMs)}${hasListed ? ' listed' : ''}` }
}

function parseBegun(text = NOT_BEGUN): Begun | undefined {
  const [, length, listed] = /^(\d+)( listed)?$/.exec(text) ?? []
  return length === undefined ? undefined : { lengthMs: Number(length), hasListed: listed !== undefined }
}

/** Lists what was never listed, the latest first. */
export function newCalls(context: SyncContext, unlisted: Unlisted): SyncTask {
  return taskOf(turns())

  async function* turns(): AsyncGenerator<void> {
    const { spans } = unlisted
    for (let span = spans.shift(); span !== undefined; span = spans.shift()) yield* listNew(context, span, unlisted)
    await context.store.commit({ marks: { [BEGUN]: NOT_BEGUN } })
  }
}

async function* listNew(context: SyncContext, span: TimeSpan, unlisted: Unlisted): AsyncGenerator<void> {
  const { spans, maxCalls } = unlisted
  const pages = listedCalls(context, span, 'whole')
  const first = await pages.next()
  if (first.done) return
  const { total, records } = first.value
  if (total > maxCalls && span.toMs - span.fromMs > HOUR_MS) {
    await pages.return(undefined)
    unlisted.lengthMs = Math.min(unlisted.lengthMs, partLength(span, Math.ceil(total / maxCalls)))
    const parts = latestFirst(span, unlisted.lengthMs)
    await keepCalls(context, records, 'whole', begunMark(unlisted))
    spans.unshift(...parts)
    return yield
  }
  await context.store.commit({ marks: begunMark(unlisted) })
  yield* listSpan(context, span, 'whole', again(first.value, pages))
  if (unlisted.hasListed || lengthOf(span) < unlisted.lengthMs) return
  unlisted.hasListed = true
  await context.store.commit({ marks: begunMark(unlisted) })
}

function lengthOf({ fromMs, toMs }: TimeSpan): number {
  return toMs - fromMs
}

function partLength(span: TimeSpan, parts: number): number {
  return Math.max(HOUR_MS, Math.ceil(lengthOf(span) / parts / 1000) * 1000)
}

/** Pages, the first of which was read already. */
export async function* again(first: ListedPage, rest: AsyncIterable<ListedPage>): AsyncGenerator<ListedPage> {
  yield first
  yield* rest
}
