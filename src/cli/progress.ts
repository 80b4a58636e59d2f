import type { Progress } from '../app/messages/progress.ts'
import type { RunCounts } from '../app/messages/run-counts.ts'
import type { Globals } from '../app/model/globals.ts'
import type { Context } from '../platform/ports.ts'
import { delayedSpinner } from './delayed-spinner.ts'
import { progressText } from './progress-text.ts'
import { addMeasurement, type Speed } from './speed.ts'

/**
 * A line that shows itself a second after the start, once something was asked of Gong, and only where somebody watches: on
 * a terminal, without --quiet or --no-progress.
 */
export function progressLine(context: Context, globals: Globals, counts: RunCounts): Progress {
  const { clock } = context
  let startedAt = 0
  let rows = 0
  let total: number | undefined
  let speed: Speed | undefined
  const spinner = delayedSpinner(context, () => {
    const seconds = (clock.now() - startedAt) / 1000
    return counts.requests === 0 ? undefined : progressText({ rows, speed, total, counts, seconds })
  })
  return {
    start(already) {
      startedAt = clock.now()
      rows = already
      speed = undefined
      if (isWatched(context, globals)) spinner.start()
    },
    add(more, sum) {
      rows += more
      total = sum ?? total
      speed = addMeasurement(speed, clock.now(), rows)
      spinner.refresh()
    },
    pause: spinner.pause,
    stop: spinner.stop,
  }
}

function isWatched({ stderr }: Context, { quiet, progress, log, debug }: Globals): boolean {
  return stderr.isTTY && progress && !quiet && !debug && log === 'text'
}
