import type { Globals } from '../app/globals.ts'
import type { Tally } from '../app/tally.ts'
import type { Context, Prompts, Spinner } from '../platform/ports.ts'

/** A line on stderr that tells how far a long pull is. */
export interface Progress {
  /** @param rows how many there are already */
  start(rows: number): void
  /** Counts the rows of a page. */
  add(rows: number, total: number | undefined): void
  /** Takes the line away while something else has the terminal. */
  aside<T>(run: () => Promise<T>): Promise<T>
  stop(): void
}

const PATIENCE = 1000

/**
 * Shows itself a second after the start, once something was asked of Gong, and only where somebody watches: on a
 * terminal, without --quiet or --no-progress.
 */
export function progress(context: Context, { quiet, progress: wanted, log, debug }: Globals, tally: Tally): Progress {
  const watched = context.stderr.isTTY && wanted && !quiet && !debug && log === 'text'
  const over = new AbortController()
  let began = 0
  let hidden = 0
  let rows = 0
  let speed: Speed | undefined
  let total: number | undefined
  let spinner: Spinner | undefined
  const show = () => {
    if (hidden > 0 || tally.requests === 0) return
    spinner?.show(line({ rows, speed, total, tally, seconds: (context.clock.now() - began) / 1000 }))
  }

  const begin = async () => {
    await context.clock.sleep(PATIENCE, over.signal)
    const opened = await context.startSpinner()
    if (over.signal.aborted) return opened.stop()
    spinner = opened
    show()
  }

  return {
    start(already) {
      began = context.clock.now()
      rows = already
      speed = undefined
      if (watched) begin().catch(() => undefined)
    },
    add(more, sum) {
      rows += more
      total = sum ?? total
      const now = context.clock.now()
      speed =
        speed === undefined
          ? { since: now, from: rows, pages: 0, until: now, to: rows }
          : { ...speed, pages: speed.pages + 1, until: now, to: rows }
      show()
    },
    async aside(run) {
      hidden += 1
      spinner?.stop()
      try {
        return await run()
      } finally {
        hidden -= 1
        show()
      }
    },
    stop() {
      over.abort()
      spinner?.stop()
      spinner = undefined
    },
  }
}

/** The same questions; the line of progress stays away while somebody answers. */
export function undisturbed(prompts: Prompts, bar: Progress): Prompts {
  return {
    available: prompts.available,
    text: (...asked) => bar.aside(() => prompts.text(...asked)),
    secret: (...asked) => bar.aside(() => prompts.secret(...asked)),
    confirm: (...asked) => bar.aside(() => prompts.confirm(...asked)),
  }
}

/** How fast pages have come since the first: what came before it, looking things up and starting, says nothing of that. */
interface Speed {
  /** When the first page had come, and the last; milliseconds of the clock. */
  readonly since: number
  readonly until: number
  /** Rows at these moments. */
  readonly from: number
  readonly to: number
  /** Pages after the first. */
  readonly pages: number
}

/** Pages and milliseconds after the first page until the rest can be guessed. */
const ENOUGH = { pages: 3, ms: 2000 }

interface Reading {
  readonly rows: number
  readonly speed: Speed | undefined
  readonly total: number | undefined
  readonly tally: Tally
  readonly seconds: number
}

/** `1,200 of 5,310 rows · 13 requests · 2.9/s · 14 s left` */
function line({ rows, speed, total, tally, seconds }: Reading): string {
  const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`
  const asked = tally.requests
  const left = total === undefined || speed === undefined ? undefined : secondsFor(total - rows, speed)
  return [
    ...(rows === 0 ? [] : [`${rows.toLocaleString('en')}${of} ${(total ?? rows) === 1 ? 'row' : 'rows'}`]),
    `${asked} ${asked === 1 ? 'request' : 'requests'}`,
    `${(asked / Math.max(seconds, 1)).toFixed(1)}/s`,
    ...(left === undefined || left < 1 ? [] : [`${left} s left`]),
  ].join(' · ')
}

/** How many seconds so many rows may take; `undefined` until that can be told. */
function secondsFor(rows: number, { since, until, from, to, pages }: Speed): number | undefined {
  if (pages < ENOUGH.pages || until - since < ENOUGH.ms || to === from) return undefined
  return Math.ceil((((until - since) / (to - from)) * rows) / 1000)
}
