import type { Json, Page, Pages, Row } from '../rows.ts'
import { type Ahead, ahead } from './ahead.ts'
import { isDeadCursor } from './cursor.ts'
import { Known } from './known.ts'
import { type Place, type Plan, placeJson, readPlace } from './place.ts'
import { cut, type Window } from './window.ts'

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
  /** The place that an earlier run got to; `null` for a pull from the start that may be gone on with later. */
  readonly after?: Json | undefined
}

/**
 * Records of one slice at the least. Each costs at most one request more than one long cursor would, and the first one, which learns
 * the total, is the price of the first: so there are never 8 % more.
 */
const SLICE = 1250
const SIDE_BY_SIDE = 4
/** Pages that slices may be ahead of their reader together: all of a usual one for each that waits for the first. */
const AHEAD = 48
/** Bytes that they may be ahead: transcripts are long. */
const AHEAD_BYTES = 6_000_000
/** Times in a row that a slice may end no further than before. */
const IN_VAIN = 5

interface Begun extends Plan {
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
  const from = after === undefined || after === null ? undefined : resumed(readPlace(after), known)
  const plan: Begun = from?.plan ?? (await laidOut(slicing))
  let at = from?.slice ?? 0
  let isFirst = from === undefined
  for await (const { fetched, page, slice } of inOrder(slicing, plan, from ?? { slice: 0 })) {
    const { next, again } = fetched
    if (slice !== at) known.next()
    if (again) known.again()
    at = slice
    const rows = await known.fresh(page.rows)
    const isWhole = isFirst && next === undefined && plan.windows.length === 1
    isFirst = false
    const place = after === undefined || isWhole ? undefined : placeJson({ plan, slice, next, keys: known.keys })
    yield { ...page, rows, total: plan.total ?? page.total, place }
  }
}

interface From {
  readonly slice: number
  readonly next?: string | undefined
}

/** From the place of an earlier run: after its cursor, or with the slice after it. */
function resumed({ plan, slice, next, keys }: Place, known: Known): From & { readonly plan: Plan } {
  known.learn(keys)
  if (next !== undefined) return { plan, slice, next }
  known.next()
  return { plan, slice: slice + 1 }
}

/** Asks for the first page. Where the window is cut it is asked for again as a part of its slice. */
async function laidOut({ window, fetch, most = Number.POSITIVE_INFINITY }: Slicing): Promise<Begun> {
  const begun = fetch(window)[Symbol.asyncIterator]()
  const first = await begun.next()
  if (first.done) return { windows: [] }
  const { total } = pageOf(first.value)
  const slices = inRounds(Math.floor((total ?? 0) / SLICE))
  if (window === undefined || slices < 2 || most < 2 * SLICE)
    return { total, windows: [window], begun: put(first.value, begun) }
  return { total, windows: cut(window, slices) }
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
async function* inOrder(slicing: Slicing, { windows, begun, total = 0 }: Begun, from: From): AsyncIterable<Numbered> {
  const start = (slice: number) => {
    const window = windows[slice]
    const after = slice === from.slice ? from.next : undefined
    return restarting(slicing, window, begun ?? slicing.fetch(window, after))
  }
  const read = ahead(isFarAhead)
  const running: Ahead<Fetched>[] = []
  let wanted = slicing.most ?? Number.POSITIVE_INFINITY
  const usual = total / windows.length
  try {
    for (let slice = from.slice; slice < windows.length; slice += 1) {
      const side = Math.min(SIDE_BY_SIDE, windows.length - slice, Math.floor(wanted / usual))
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
 * than before, time after time, ends the pull.
 */
async function* restarting(
  slicing: Slicing,
  window: Window | undefined,
  begun: AsyncIterable<Fetched>,
): AsyncIterable<Fetched> {
  let source = begun
  let furthest = 0
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
      if (!isDeadCursor(error) || vain >= IN_VAIN) throw error
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
