import { type FetchedPage, pageOf } from './fetched-page.ts'
import type { PullSource } from './pull-source.ts'
import { maxRangeDays } from './range-too-long.ts'
import type { SlicePlan } from './resume-point.ts'
import { splitByDays, splitWindow, type Window } from './split-window.ts'

/** Slices that are pulled at the same time: with answers of 1.5 s, fewer stay below Gong's 3 requests a second. */
export const CONCURRENT_SLICES = 5
/**
 * The fewest records of a slice. Each slice costs at most one request more than one long cursor would, and the first request,
 * which learns the total, is that of the first slice: so there are at most 8 % more.
 */
const MIN_SLICE_RECORDS = 1250
/** More would not be pulled within a day's 10,000 requests, whatever total Gong claims. */
const MAX_SLICES = 800

/** The slices of a pull that begins. */
export interface NewSlicePlan extends SlicePlan {
  /** The pages of the only slice, whose first page was fetched for the plan. */
  readonly onlySlice?: AsyncIterable<FetchedPage>
}

/**
 * Fetches the first page, and plans the slices by the total that it gives. Where the window is cut, that page is fetched again
 * as a part of its slice. A window that Gong refuses for its length is cut into parts that it takes.
 */
export async function planSlices({
  window,
  fetch,
  limit = Number.POSITIVE_INFINITY,
}: PullSource): Promise<NewSlicePlan> {
  const pages = fetch(window)[Symbol.asyncIterator]()
  const first = await pages.next().catch((error: unknown) => ({ tooLong: splitTooLong(error, window) }))
  if ('tooLong' in first) return { windows: first.tooLong }
  if (first.done) return { windows: [] }
  const { total } = pageOf(first.value)
  const slices = fullRounds(Math.min(MAX_SLICES, Math.floor((total ?? 0) / MIN_SLICE_RECORDS)))
  if (window === undefined || slices < 2 || limit < 2 * MIN_SLICE_RECORDS)
    return { total, windows: [window], onlySlice: prepend(first.value, pages) }
  return { total, windows: splitWindow(window, slices) }
}

/** The window in parts that are short enough, where Gong says that it is too long. @throws any other error */
function splitTooLong(error: unknown, window: Window | undefined): readonly Window[] {
  const days = maxRangeDays(error)
  const parts = window === undefined || days === undefined ? [] : splitByDays(window, days)
  if (parts.length < 2) throw error
  return parts
}

/** A multiple of the concurrent slices: the last few would be pulled without the others, slower than the limit allows. */
function fullRounds(slices: number): number {
  return slices < CONCURRENT_SLICES ? slices : slices - (slices % CONCURRENT_SLICES)
}

async function* prepend<T>(item: T, rest: AsyncIterator<T>): AsyncIterable<T> {
  yield item
  yield* { [Symbol.asyncIterator]: () => rest }
}
