import type { Context, Spinner } from '../context.ts'
import type { Globals } from './globals.ts'
import type { Tally } from './job.ts'

/** A line on stderr that tells how far a long pull is. */
export interface Progress {
  /** Counts the rows of a page. */
  add(rows: number, total: number | undefined): void
  /** Takes the line away while something else is written to the same terminal. */
  aside(write: () => Promise<void>): Promise<void>
  stop(): void
}

const PATIENCE = 1000

/** Starts a second later, and only where somebody watches: on a terminal, without --quiet or --no-progress. */
export function progress(context: Context, { quiet, progress: wanted, log, debug }: Globals, tally: Tally): Progress {
  const watched = context.stderr.isTTY && wanted && !quiet && !debug && log === 'text'
  const start = context.clock.now()
  const over = new AbortController()
  let rows = 0
  let total: number | undefined
  let spinner: Spinner | undefined
  const show = () => spinner?.show(line({ rows, total, tally, seconds: (context.clock.now() - start) / 1000 }))

  const begin = async () => {
    await context.clock.sleep(PATIENCE, over.signal)
    const opened = await context.spin()
    if (over.signal.aborted) return opened.stop()
    spinner = opened
    show()
  }
  if (watched) begin().catch(() => undefined)

  return {
    add(more, sum) {
      rows += more
      total = sum ?? total
      show()
    },
    async aside(write) {
      if (context.stdout.isTTY) spinner?.stop()
      await write()
      if (context.stdout.isTTY) show()
    },
    stop() {
      over.abort()
      spinner?.stop()
    },
  }
}

interface Reading {
  readonly rows: number
  readonly total: number | undefined
  readonly tally: Tally
  readonly seconds: number
}

/** `1,200 of 5,310 rows · 13 requests · 2.9/s · 14 s left` */
export function line({ rows, total, tally, seconds }: Reading): string {
  const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`
  const left = total === undefined || rows === 0 ? undefined : Math.ceil((seconds / rows) * (total - rows))
  return [
    `${rows.toLocaleString('en')}${of} rows`,
    `${tally.requests} requests`,
    `${(tally.requests / Math.max(seconds, 1)).toFixed(1)}/s`,
    ...(left === undefined || left < 1 ? [] : [`${left} s left`]),
  ].join(' · ')
}
