import { AnswerTooLarge } from '../../platform/http-body.ts'
import type { CopyMoment, SyncContext, SyncTask } from './context.ts'
import { taskOf } from './context.ts'
import { coveredOf } from './covered.ts'
import { keepCalls } from './keep-calls.ts'
import { CALLS_A_REQUEST, type ListedPage, listedCalls } from './list-calls.ts'
import { listSpan } from './list-span.ts'
import { latestFirst, type TimeSpan, without } from './spans.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How calls are being listed, while they are. */
const BEGUN = 'calls.begun'
const NOT_BEGUN = 'no'
/** Parts are halved down to this. */
const MIN_SPAN_MS = 60_000
/** Gong may refuse a longer window. */
const MAX_SPAN_MS = 90 * DAY_MS
/** A night and a weekend have few calls, and say little of the days before. */
const MAX_GROWTH = 4
/** The share of a page, and of the most calls of a part, that is aimed at: a little more would take a request more. */
const FILL = 0.8
/** How large the next part is, compared with all before. */
const SHARE = 0.2

/** The spans that were never listed, the latest first. */
export async function unlistedSpans({ store }: Pick<CopyMoment, 'store'>, wanted: TimeSpan): Promise<TimeSpan[]> {
  const gaps = without(wanted, await coveredOf(store))
  return gaps.reverse().flatMap((gap) => latestFirst(gap, MAX_SPAN_MS))
}

/** What several tasks list. */
export interface Unlisted {
  /** The latest first. */
  readonly spans: TimeSpan[]
  /** A part with more calls is cut. */
  readonly maxCalls: number
  /** How long the next part is. */
  lengthMs: number
  /** How many calls this run has listed. */
  listedCalls: number
  /** Whether a part was listed to its end in this run. */
  hasListed: boolean
  /** What began since the last run is mostly little, and listed in one part. */
  readonly since?: TimeSpan
}

/**
 * What is to be listed in this run. A run after one that did not come to its end begins with parts of the same length, or of half
 * that where the other has listed none: runs with few requests each get on, too.
 *
 * @param total how many calls all spans have together, where that is known
 */
export async function unlistedOf(
  { store, limits }: SyncContext,
  spans: TimeSpan[],
  total: number | undefined,
): Promise<Unlisted> {
  const begun = parseBegun(await store.mark(BEGUN))
  const coveredMs = (await coveredOf(store)).at(-1)?.toMs
  const since = spans.find((span) => span.fromMs === coveredMs)
  const shared = { spans, listedCalls: 0, hasListed: false, ...(since !== undefined && { since }) }
  if (begun !== undefined) {
    const lengthMs = begun.hasListed ? begun.lengthMs : Math.max(MIN_SPAN_MS, begun.lengthMs / 2)
    return { ...shared, maxCalls: limits.listedCalls, lengthMs }
  }
  const allMs = spans.reduce((sum, span) => sum + lengthOf(span), 0)
  const lengthMs = total === undefined ? DAY_MS : (allMs * CALLS_A_REQUEST) / Math.max(1, total)
  return { ...shared, maxCalls: limits.sliceCalls, lengthMs: wholeSeconds(lengthMs) }
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
    for (let part = takePart(unlisted); part !== undefined; part = takePart(unlisted))
      yield* listPart(context, part, unlisted)
    await context.store.commit({ marks: { [BEGUN]: NOT_BEGUN } })
  }
}

/** The latest of what is left. */
function takePart({ spans, lengthMs, since }: Unlisted): TimeSpan | undefined {
  const span = spans.shift()
  if (span === undefined || span === since || lengthOf(span) <= 1.5 * lengthMs) return span
  const cutMs = span.toMs - lengthMs
  spans.unshift({ ...span, toMs: cutMs })
  return { ...span, fromMs: cutMs }
}

async function* listPart(context: SyncContext, part: TimeSpan, unlisted: Unlisted): AsyncGenerator<void> {
  const { spans, maxCalls } = unlisted
  const pages = listedCalls(context, part, 'whole')
  const first = await firstOf(pages)
  if (first === undefined) return yield* listSpan(context, part, 'basic')
  if (first.done) return
  const { total, records } = first.value
  if (total > maxCalls && lengthOf(part) > HOUR_MS) {
    await pages.return(undefined)
    // Shorter by so much that the same part is not taken again.
    unlisted.lengthMs = Math.min(nextLength(unlisted, part, total), wholeSeconds(lengthOf(part) / 2))
    await keepCalls(context, records, 'whole', begunMark(unlisted))
    spans.unshift({ ...part })
    return yield
  }
  await context.store.commit({ marks: begunMark(unlisted) })
  yield* listSpan(context, part, 'whole', again(first.value, pages))
  unlisted.listedCalls += total
  // What is left over at the ends says little.
  if (part === unlisted.since || lengthOf(part) < unlisted.lengthMs) return
  unlisted.lengthMs = nextLength(unlisted, part, total)
  unlisted.hasListed = true
  await context.store.commit({ marks: begunMark(unlisted) })
}

/**
 * The next part has as many calls as are wanted, if they go on coming like those of the last one: few at first, since a run that is
 * cut short in the middle of a part is to have the latest nonetheless.
 */
function nextLength({ listedCalls, maxCalls }: Unlisted, part: TimeSpan, total: number): number {
  const wanted = Math.min(maxCalls * FILL, Math.max(CALLS_A_REQUEST * FILL, listedCalls * SHARE))
  const factor = Math.min(MAX_GROWTH, wanted / Math.max(1, total))
  return Math.max(MIN_SPAN_MS, Math.min(MAX_SPAN_MS, wholeSeconds(lengthOf(part) * factor)))
}

function lengthOf({ fromMs, toMs }: TimeSpan): number {
  return toMs - fromMs
}

/** Gong is asked for no parts of seconds. */
function wholeSeconds(ms: number): number {
  return Math.max(1000, Math.ceil(ms / 1000) * 1000)
}

/** @returns `undefined` for a page that has more bytes than are taken */
async function firstOf(pages: AsyncGenerator<ListedPage>): Promise<IteratorResult<ListedPage> | undefined> {
  try {
    return await pages.next()
  } catch (error) {
    if (error instanceof AnswerTooLarge) return undefined
    throw error
  }
}

/** Pages, the first of which was read already. */
export async function* again(first: ListedPage, rest: AsyncIterable<ListedPage>): AsyncGenerator<ListedPage> {
  yield first
  yield* rest
}
