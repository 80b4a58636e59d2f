import type { Page, Pages } from '../lib/rows.ts'
import { isDeadCursor } from './cursor.ts'
import { Deduplicator } from './deduplicator.ts'
import { type FetchedPage, pageOf } from './fetched-page.ts'
import { CONCURRENT_SLICES, type NewSlicePlan, planSlices } from './plan-slices.ts'
import { type Prefetched, prefetcher } from './prefetch.ts'
import type { PullSource } from './pull-source.ts'
import { withRestarts } from './restart-slice.ts'
import { type ResumePoint, readResumePoint, type SlicePlan, stepJson } from './resume-point.ts'

/** Pages that all slices together may be ahead of their reader: a whole slice for each that waits for the first. */
const MAX_PREFETCHED_PAGES = 72
/** Bytes that they may be ahead: transcripts are long. */
const MAX_PREFETCHED_BYTES = 6_000_000

/**
 * Pulls all pages. The first request learns the total; a large window is cut into half-open slices that are pulled at the same
 * time, and their rows come out in the order of the window. Rows that come twice are dropped by their id.
 */
export async function* pullPages(source: PullSource): Pages {
  const { resumeSteps } = source
  const deduplicator = new Deduplicator(source.idOf, () => source.onEvent('duplicate'))
  const resumed =
    resumeSteps === undefined || resumeSteps === null
      ? undefined
      : resumePull(readResumePoint(resumeSteps), deduplicator)
  const plan: NewSlicePlan = resumed?.plan ?? (await planSlices(source))
  const totalSoFar = runningTotal(plan, resumed !== undefined)
  let current = resumed?.slice ?? 0
  let cursor = resumed?.cursor
  let isFirst = resumed === undefined
  let hasStep = resumed !== undefined
  try {
    for await (const { fetched, page, slice } of pagesInOrder(source, plan, resumed ?? { slice: 0 })) {
      const { nextCursor, isRestart } = fetched
      if (slice !== current) deduplicator.startSlice()
      if (isRestart) deduplicator.restartSlice()
      current = slice
      cursor = nextCursor
      const rows = await deduplicator.newRows(page.rows)
      const isWhole = isFirst && nextCursor === undefined && plan.windows.length === 1
      isFirst = false
      const step = { slice, nextCursor, keys: deduplicator.takeAdded() }
      const resumeStep = resumeSteps === undefined || isWhole ? undefined : stepJson(step, hasStep ? undefined : plan)
      hasStep ||= resumeStep !== undefined
      yield { ...page, rows, total: totalSoFar(slice, page.total), resumeStep }
    }
  } catch (error) {
    // A cursor that Gong refuses is of no use to another run either: that one starts the slice again.
    if (resumeSteps !== undefined && cursor !== undefined && isDeadCursor(error)) {
      const step = { slice: current, isRestart: true, keys: deduplicator.takeAdded() }
      yield { rows: [], total: plan.total, resumeStep: stepJson(step) }
    }
    throw error
  }
}

/** The total of the pull as far as it is known: without one of the plan, the sum of the totals of the slices so far. */
function runningTotal(
  { total, windows }: SlicePlan,
  isResumed: boolean,
): (slice: number, sliceTotal?: number) => number | undefined {
  const totals = new Map<number, number>()
  return (slice, sliceTotal) => {
    if (total !== undefined || windows.length < 2) return total ?? sliceTotal
    if (!totals.has(slice)) totals.set(slice, sliceTotal ?? 0)
    return isResumed ? undefined : [...totals.values()].reduce((sum, count) => sum + count, 0)
  }
}

interface StartPoint {
  readonly slice: number
  readonly cursor?: string | undefined
}

/** Where an earlier run ended: after its cursor, at its slice once more, or at the slice after it. */
function resumePull(
  { plan, slice, nextCursor, isRestart, previousSliceKeys, sliceKeys }: ResumePoint,
  deduplicator: Deduplicator,
): StartPoint & { readonly plan: SlicePlan } {
  for (const keys of previousSliceKeys) deduplicator.restore(keys)
  deduplicator.startSlice()
  for (const keys of sliceKeys) deduplicator.restore(keys)
  if (nextCursor !== undefined) return { plan, slice, cursor: nextCursor }
  if (isRestart) deduplicator.restartSlice()
  else deduplicator.startSlice()
  return { plan, slice: isRestart ? slice : slice + 1 }
}

interface SlicePage {
  readonly fetched: FetchedPage
  readonly page: Page
  readonly slice: number
}

/**
 * The pages of slice after slice. The next slices are prefetched as far as their rows are wanted, since requests for others
 * would be wasted; a single slice is not.
 */
async function* pagesInOrder(
  source: PullSource,
  { windows, onlySlice, total }: NewSlicePlan,
  startPoint: StartPoint,
): AsyncIterable<SlicePage> {
  const start = (slice: number) => {
    const window = windows[slice]
    const cursor = slice === startPoint.slice ? startPoint.cursor : undefined
    return withRestarts(source, window, onlySlice ?? source.fetch(window, cursor), cursor !== undefined)
  }
  const prefetch = prefetcher(isPrefetchFull)
  const running: Prefetched<FetchedPage>[] = []
  let wanted = source.limit ?? Number.POSITIVE_INFINITY
  // Where nobody knows how many rows a slice has, a limit is best kept by one slice after the other.
  const sliceRows = total === undefined ? wanted : total / windows.length
  const wantedSlices = () =>
    total === undefined && wanted === Number.POSITIVE_INFINITY ? CONCURRENT_SLICES : Math.floor(wanted / sliceRows)
  try {
    for (let slice = startPoint.slice; slice < windows.length; slice += 1) {
      const concurrent = Math.min(CONCURRENT_SLICES, windows.length - slice, wantedSlices())
      while (concurrent > 1 && running.length < concurrent)
        running.push(prefetch(withoutRows(start(slice + running.length))))
      for await (const fetched of running[0]?.items() ?? start(slice)) {
        const page = pageOf(fetched)
        wanted -= page.rows.length
        yield { fetched, page, slice }
      }
      running.shift()?.stop()
    }
  } finally {
    for (const slice of running) slice.stop()
  }
}

async function* withoutRows(source: AsyncIterable<FetchedPage>): AsyncIterable<FetchedPage> {
  for await (const { page: _, ...rest } of source) yield rest
}

function isPrefetchFull(buffered: readonly FetchedPage[]): boolean {
  const bytes = buffered.reduce((sum, page) => sum + page.bytes, 0)
  return buffered.length >= MAX_PREFETCHED_PAGES || bytes >= MAX_PREFETCHED_BYTES
}
