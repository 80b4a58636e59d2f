import type { Page, Pages, Row } from '../rows.ts'
import { isStaleCursor } from './answer.ts'

/** Two instants as Gong takes them; `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: string
  readonly to: string
}

/** How a pull reaches Gong. */
export interface Slicing {
  /** Absent where the operation has no window that may be cut. */
  readonly window?: Window | undefined
  /** The pages between two instants, or all there are, one after the other. */
  fetch(window: Window | undefined): Pages
  /** What tells two rows apart; `undefined` for a row without an id, which is never dropped. */
  identity(row: Row): string | undefined
  /** Told when a slice starts again because its cursor died, and for rows that came twice. */
  observe(event: 'restarted' | 'duplicate'): Promise<void>
}

/** Records of one slice: ten pages, so that a cursor is done long before its hour is over. */
const SLICE = 1000
/** Below this, one cursor is as good. */
const ENOUGH = 1500
const SIDE_BY_SIDE = 4
/** Pages that a slice may be ahead of its reader: enough for all of a usual one, and a bound for any other. */
const AHEAD = 12
const RESTARTS = 3

/**
 * Pulls all pages. The first request learns the total; a large window is cut into half-open slices that are pulled side by
 * side, and their rows come out in the order of the window. A slice whose cursor died starts again without double rows.
 *
 * @param most how many rows are wanted; few are not worth slices
 */
export async function* pulled(slicing: Slicing, most = Number.POSITIVE_INFINITY): Pages {
  const { window } = slicing
  const emitted = new Emitted(slicing)
  const begun = slicing.fetch(window)[Symbol.asyncIterator]()
  const first = await begun.next()
  if (first.done) return
  const total = first.value.total ?? 0
  if (window === undefined || total <= ENOUGH || most <= ENOUGH) {
    yield await emitted.fresh(first.value)
    yield* emitted.filter(restarting(slicing, window, rest(begun)))
  } else {
    const windows = cut(window, Math.ceil(total / SLICE))
    for await (const page of inOrder(slicing, windows, emitted)) yield { ...page, total }
  }
}

/** Ids of the slice that is written and of the one before: a row can come again only from its neighbour. */
class Emitted {
  readonly #slicing: Slicing
  #before = new Set<string>()
  #now = new Set<string>()

  constructor(slicing: Slicing) {
    this.#slicing = slicing
  }

  next(): void {
    this.#before = this.#now
    this.#now = new Set()
  }

  async fresh(page: Page): Promise<Page> {
    const rows = page.rows.filter((row) => this.#isNew(row))
    for (let twice = page.rows.length - rows.length; twice > 0; twice -= 1) await this.#slicing.observe('duplicate')
    return { ...page, rows }
  }

  async *filter(pages: Pages): Pages {
    for await (const page of pages) yield await this.fresh(page)
  }

  #isNew(row: Row): boolean {
    const id = this.#slicing.identity(row)
    if (id === undefined) return true
    const known = this.#now.has(id) || this.#before.has(id)
    if (!known) this.#now.add(id)
    return !known
  }
}

/** The rows of slice after slice, while the next few are read ahead. */
async function* inOrder(slicing: Slicing, windows: readonly Window[], emitted: Emitted): Pages {
  const start = (at: number) => {
    const window = windows[at]
    return window && ahead(restarting(slicing, window))
  }
  const running = Array.from({ length: SIDE_BY_SIDE }, (_, at) => start(at)).filter((one) => one !== undefined)
  try {
    for (let at = 0; running.length > 0; at += 1) {
      const slice = running[0]
      if (slice === undefined) return
      emitted.next()
      yield* emitted.filter(slice.pages())
      running.shift()
      const next = start(at + SIDE_BY_SIDE)
      if (next) running.push(next)
    }
  } finally {
    for (const slice of running) slice.stop()
  }
}

/** One slice, from its own beginning again when its cursor expired or failed its check; who reads drops what it had. */
async function* restarting(slicing: Slicing, window: Window | undefined, begun?: Pages): Pages {
  for (let restarts = 0; ; restarts += 1) {
    try {
      yield* begun !== undefined && restarts === 0 ? begun : slicing.fetch(window)
      return
    } catch (error) {
      if (!isStaleCursor(error) || restarts >= RESTARTS) throw error
      await slicing.observe('restarted')
    }
  }
}

interface Ahead {
  pages(): Pages
  stop(): void
}

/** Reads on without being asked, up to a bound. What goes wrong is told to the reader when it gets there. */
function ahead(source: Pages): Ahead {
  const ready: Page[] = []
  let over = false
  let failure: { readonly error: unknown } | undefined
  let wake: () => void = () => undefined
  const changed = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })

  const read = async () => {
    for await (const page of source) {
      ready.push(page)
      wake()
      while (ready.length >= AHEAD && !over) await changed()
      if (over) return
    }
  }
  read()
    .catch((error: unknown) => {
      failure = { error }
    })
    .finally(() => {
      over = true
      wake()
    })
  return {
    async *pages() {
      for (;;) {
        const page = ready.shift()
        wake()
        if (page !== undefined) yield page
        else if (failure !== undefined) throw failure.error
        else if (over) return
        else await changed()
      }
    },
    stop() {
      over = true
      wake()
    },
  }
}

/** So many equal slices; where they meet is a whole second in UTC, and the outer ends stay as they were given. */
function cut({ from, to }: Window, slices: number): Window[] {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const seconds = Array.from({ length: slices - 1 }, (_, index) => start + ((end - start) * (index + 1)) / slices)
    .map((at) => Math.floor(at / 1000) * 1000)
    .filter((at, index, all) => at > start && at < end && at !== all[index - 1])
  const ends = [from, ...seconds.map((at) => `${new Date(at).toISOString().slice(0, 19)}Z`), to]
  return ends.slice(1).map((next, index) => ({ from: ends[index] ?? from, to: next }))
}

/** What is left of an iterator, to be read on. */
function rest<T>(iterator: AsyncIterator<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => iterator }
}
