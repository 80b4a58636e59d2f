import type { Globals } from '../app/globals.ts'
import type { Progress } from '../app/progress.ts'
import type { RunCounts } from '../app/run-counts.ts'
import type { Context, Spinner } from '../platform/ports.ts'
import { progressText } from './progress-text.ts'
import { measuredAlso, type Speed } from './speed.ts'

/** Quicker pulls show none. */
const DELAY_MS = 1000

/**
 * A line that shows itself a second after the start, once something was asked of Gong, and only where somebody watches: on
 * a terminal, without --quiet or --no-progress.
 */
export function progressLine(context: Context, globals: Globals, counts: RunCounts): Progress {
  const over = new AbortController()
  const { clock } = context
  let startedAt = 0
  let pauses = 0
  let rows = 0
  let total: number | undefined
  let speed: Speed | undefined
  let spinner: Spinner | undefined
  const show = () => {
    if (pauses > 0 || counts.requests === 0) return
    spinner?.show(progressText({ rows, speed, total, counts, seconds: (clock.now() - startedAt) / 1000 }))
  }
  const showLater = async () => {
    await clock.sleep(DELAY_MS, over.signal)
    const opened = await context.startSpinner()
    if (over.signal.aborted) return opened.stop()
    spinner = opened
    show()
  }
  return {
    start(already) {
      startedAt = clock.now()
      rows = already
      speed = undefined
      if (isWatched(context, globals)) showLater().catch(() => undefined)
    },
    add(more, sum) {
      rows += more
      total = sum ?? total
      speed = measuredAlso(speed, clock.now(), rows)
      show()
    },
    async pause(run) {
      pauses += 1
      spinner?.stop()
      try {
        return await run()
      } finally {
        pauses -= 1
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

function isWatched({ stderr }: Context, { quiet, progress, log, debug }: Globals): boolean {
  return stderr.isTTY && progress && !quiet && !debug && log === 'text'
}
