import type { SyncContext, SyncTask } from './context.ts'
import { taskOf } from './context.ts'
import { coveredOf } from './covered.ts'
import { keepCalls } from './keep-calls.ts'
import { type ListedPage, listedCalls } from './list-calls.ts'
import { listSpan } from './list-span.ts'
import { latestFirst, type TimeSpan, without } from './spans.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Whether calls are being listed. */
const BEGUN = 'calls.begun'
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
}

/** What is to be listed in this run. After one that did not come to its end, in shorter spans: it may have too few requests for more. */
export async function unlistedOf({ store, limits }: SyncContext, spans: TimeSpan[]): Promise<Unlisted> {
  const wasCut = (await store.mark(BEGUN)) === 'yes'
  return { spans, maxCalls: wasCut ? limits.listedCalls : limits.sliceCalls }
}

/** Lists what was never listed, the latest first. */
export function newCalls(context: SyncContext, unlisted: Unlisted): SyncTask {
  return taskOf(turns())

  async function* turns(): AsyncGenerator<void> {
    const { spans } = unlisted
    for (let span = spans.shift(); span !== undefined; span = spans.shift()) yield* listNew(context, span, unlisted)
    await context.store.commit({ marks: { [BEGUN]: 'no' } })
  }
}

async function* listNew(context: SyncContext, span: TimeSpan, { spans, maxCalls }: Unlisted): AsyncGenerator<void> {
  const pages = listedCalls(context, span, 'whole')
  const first = await pages.next()
  if (first.done) return
  const { total, records } = first.value
  if (total > maxCalls && span.toMs - span.fromMs > HOUR_MS) {
    await pages.return(undefined)
    await keepCalls(context, records, 'whole', { [BEGUN]: 'yes' })
    spans.unshift(...cut(span, Math.ceil(total / maxCalls)))
    return yield
  }
  await context.store.commit({ marks: { [BEGUN]: 'yes' } })
  yield* listSpan(context, span, 'whole', again(first.value, pages))
}

function cut({ fromMs, toMs }: TimeSpan, parts: number): TimeSpan[] {
  const lengthMs = Math.max(HOUR_MS, Math.ceil((toMs - fromMs) / parts / 1000) * 1000)
  return latestFirst({ fromMs, toMs }, lengthMs)
}

/** Pages, the first of which was read already. */
export async function* again(first: ListedPage, rest: AsyncIterable<ListedPage>): AsyncGenerator<ListedPage> {
  yield first
  yield* rest
}
