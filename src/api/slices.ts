import type { Json, Page, Pages, Row } from '../lib/rows.ts'
import { isDeadCursor, isRepeatedCursor } from './cursor.ts'
import { Known } from './deduplicator.ts'
import { type Ahead, ahead } from './prefetch.ts'
import { longestDays } from './range-too-long.ts'
import { type ResumePoint, readResumePoint, type SlicePlan, stepJson } from './resume-point.ts'
import { cut, cutToDays, type Window } from './split-window.ts'

/** A page, and the cursor of the one after it. */
interface Fetched {
  /** Dropped while it waits, since its rows take several times the memory of what Gong sent. */
  readonly page?: Page
  /** The same, made once more from what Gong sent. */
  readonly remade: () => Page
  readonly next?: string | undefined
  /** Of the answer that it came in. */
  readonly bytes: number
  /** The first page of a slice that had to begin again. */
  readonly again?: boolean
}

/** How a pull reaches Gong. */
export interface Slicing {
  /** Absent where the operation has no window that may be cut. */
  readonly window?: Window | undefined
  /** The pages between two instants, or all there are; from the first, or from a cursor. */
  fetch(window: Window | undefined, after?: string): AsyncIterable<Fetched>
  /** What tells two rows apart; `undefined` for a row without an id, which is never dropped. */
  identity(row: Row): string | undefined
  /** Told when a slice starts again because its cursor died, and for rows that came twice. */
  observe(event: 'restarted' | 'duplicate'): Promise<void>
  /** How many rows are wanted; few are not worth slices. */
  readonly most?: number | undefined
  /** The steps of an earlier run; `null` for a pull from the start that may be gone on with later. */
  readonly after?: Json | undefined
}

/**
 * Records of one slice at the least. Each costs at most one request more than one long cursor would, and the first one, which learns
 * the total, is the price of the first: so there are never 8 % more.
 */
const SLICE = 1250
const SIDE_BY_SIDE = 5
/** More would not be pulled within a day's 10,000 requests, whatever total Gong tells. */
const MOST_SLICES = 800
/** Pages that slices may be ahead of their reader together: all of a usual one for each that waits for the first. */
const AHEAD = 72
/** Bytes that they may be ahead: transcripts are long. */
const AHEAD_BYTES = 6_000_000
/** Times in a row that a slice may end no further than before. */
const IN_VAIN = 5

interface Begun extends SlicePlan {
  /** The pages of the only slice, of which the first is here already. */
  readonly begun?: AsyncIterable<Fetched>
}

/**
 * Pulls all pages. The first request learns the total; a large window is cut into half-open slices that are pulled side by
 * side, and their rows come out in the order of the window. A slice whose cursor died starts again without double rows.
 */
export async function* pulled(slicing: Slicing): Pages {
  const { after } = slicing
  const known = new Known(slicing.identity, () => slicing.observe('duplicate'))
  const from = after === undefined || after === null ? undefined : resumed(readResumePoint(after), known)
  const plan: Begun = from?.plan ?? (await laidOut(slicing))
  const total = totals(plan, from !== undefined)
  let at = from?.slice ?? 0
  let cursor = from?.next
  let isFirst = from === undefined
  let isBegun = from !== undefined
  try {
    for await (const { fetched, page, slice } of inOrder(slicing, plan, from ?? { slice: 0 })) {
      const { next, again } = fetched
      if (slice !== at) known.next()
      if (again) known.again()
      at = slice
      cursor = next
      const rows = await known.fresh(page.rows)
      const isWhole = isFirst && next === undefined && plan.windows.length === 1
      isFirst = false
      const step = { slice, next, keys: known.added() }
      const place = after === undefined || isWhole ? undefined : stepJson(step, isBegun ? undefined : plan)
      isBegun ||= place !== undefined
      yield { ...page, rows, total: total(slice, page.total), place }
    }
  } catch (error) {
    // A cursor that Gong refuses is of no use to another run either: it begins that slice again.
    if (after !== undefined && cursor !== undefined && isDeadCursor(error))
      yield { rows: [], total: plan.total, place: stepJson({ slice: at, again: true, keys: known.added() }) }
    throw error
  }
}

/** The total of the pull so far as it is known: of a plan without one, what its slices tell one after the other. */
function totals(
  { total, windows }: SlicePlan,
  isResumed: boolean,
): (slice: number, told?: number) => number | undefined {
  const each = new Map<number, number>()
  return (slice, told) => {
    if (total !== undefined || windows.length < 2) return total ?? told
    if (!each.has(slice)) each.set(slice, told ?? 0)
    return isResumed ? undefined : [...each.values()].reduce((sum, count) => sum + count, 0)
  }
}

interface From {
  readonly slice: number
  readonly next?: string | undefined
}

/** From the place of an earlier run: after its cursor, with its slice once more, or with the slice after it. */
function resumed(
  { plan, slice, next, again, before, here }: ResumePoint,
  known: Known,
): From & { readonly plan: SlicePlan } {
  for (const keys of before) known.learn(keys)
  known.next()
  for (const keys of here) known.learn(keys)
  if (next !== undefined) return { plan, slice, next }
  if (again) known.again()
  else known.next()
  return { plan, slice: again ? slice : slice + 1 }
}

/** Asks for the first page. Where the window is cut it is asked for again as a part of its slice. */
async function laidOut({ window, fetch, most = Number.POSITIVE_INFINITY }: Slicing): Promise<Begun> {
  const begun = fetch(window)[Symbol.asyncIterator]()
  const first = await begun.next().catch((error: unknown) => ({ tooLong: inParts(error, window) }))
  if ('tooLong' in first) return { windows: first.tooLong }
  if (first.done) return { windows: [] }
  const { total } = pageOf(first.value)
  const slices = inRounds(Math.min(MOST_SLICES, Math.floor((total ?? 0) / SLICE)))
  if (window === undefined || slices < 2 || most < 2 * SLICE)
    return { total, windows: [window], begun: put(first.value, begun) }
  return { total, windows: cut(window, slices) }
}

/** The window in parts that are short enough, where Gong says that it is too long. @throws whatever else was wrong */
function inParts(error: unknown, window: Window | undefined): readonly Window[] {
  const days = longestDays(error)
  const parts = window === undefined || days === undefined ? [] : cutToDays(window, days)
  if (parts.length < 2) throw error
  return parts
}

/** As many as go side by side, or a multiple: the last ones would be pulled alone, slower than the limit allows. */
function inRounds(slices: number): number {
  return slices < SIDE_BY_SIDE ? slices : slices - (slices % SIDE_BY_SIDE)
}

interface Numbered {
  readonly fetched: Fetched
  readonly page: Page
  readonly slice: number
}

/**
 * The pages of slice after slice, while the next few are read ahead, as far as their rows are wanted: requests for others
 * would be burnt. A single one is read as it is wanted.
 */
async function* inOrder(slicing: Slicing, { windows, begun, total }: Begun, from: From): AsyncIterable<Numbered> {
  const start = (slice: number) => {
    const window = windows[slice]
    const after = slice === from.slice ? from.next : undefined
    return restarting(slicing, window, begun ?? slicing.fetch(window, after), after !== undefined)
  }
  const read = ahead(isFarAhead)
  const running: Ahead<Fetched>[] = []
  let wanted = slicing.most ?? Number.POSITIVE_INFINITY
  // Where nobody knows how many rows a slice has, a limit is best kept by one after the other.
  const usual = total === undefined ? wanted : total / windows.length
  try {
    for (let slice = from.slice; slice < windows.length; slice += 1) {
      const side = Math.min(
        SIDE_BY_SIDE,
        windows.length - slice,
        total === undefined && wanted === Number.POSITIVE_INFINITY ? SIDE_BY_SIDE : Math.floor(wanted / usual),
      )
      while (side > 1 && running.length < side) running.push(read(light(start(slice + running.length))))
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

function pageOf({ page, remade }: Fetched): Page {
  return page ?? remade()
}

async function* light(source: AsyncIterable<Fetched>): AsyncIterable<Fetched> {
  for await (const { page: _, ...rest } of source) yield rest
}

function isFarAhead(ready: readonly Fetched[]): boolean {
  const ahead = ready.reduce((sum, { bytes }) => sum + bytes, 0)
  return ready.length >= AHEAD || ahead >= AHEAD_BYTES
}

/**
 * One slice, from its own beginning again when its cursor died; who reads drops what it had. A slice that gets no further
 * than before, time after time, ends the pull; one whose cursor came twice gets a single second try.
 */
async function* restarting(
  slicing: Slicing,
  window: Window | undefined,
  begun: AsyncIterable<Fetched>,
  isResumed: boolean,
): AsyncIterable<Fetched> {
  let source = begun
  let furthest = 0
  let repeated = 0
  for (let vain = 0, isFirst = true; ; isFirst = false) {
    let pages = 0
    try {
      for await (const fetched of source) {
        yield { ...fetched, again: !isFirst && pages === 0 }
        pages += 1
      }
      return
    } catch (error) {
      vain = pages > furthest ? 0 : vain + 1
      furthest = Math.max(furthest, pages)
      const hadCursor = pages > 0 || (isFirst && isResumed)
      if (isRepeatedCursor(error)) repeated += 1
      else if (!hadCursor || !isDeadCursor(error)) throw error
      if (vain >= IN_VAIN || repeated > 1) throw error
      await slicing.observe('restarted')
      source = slicing.fetch(window)
    }
  }
}

/** An item in front of what is left of an iterator. */
async function* put<T>(item: T, rest: AsyncIterator<T>): AsyncIterable<T> {
  yield item
  yield* { [Symbol.asyncIterator]: () => rest }
}
