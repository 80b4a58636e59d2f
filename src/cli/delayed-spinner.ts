import type { Progress } from '../app/messages/progress.ts'
import type { Context, Spinner } from '../platform/ports.ts'

/** Quicker pulls show none. */
const DELAY_MS = 1000
/** What nobody tells, such as the requests of a sync, changes meanwhile. */
const REFRESH_MS = 1000

/** A line that is drawn over itself on stderr. */
interface DelayedSpinner extends Pick<Progress, 'pause' | 'stop'> {
  start(): void
  /** Redraws the line with the current text, which happens each second, too. */
  refresh(): void
}

/** Shows a text a second after the start. @param text the current text; `undefined` for none yet */
export function delayedSpinner(context: Context, text: () => string | undefined): DelayedSpinner {
  let delay: AbortController | undefined
  let pauses = 0
  let spinner: Spinner | undefined
  let cancelRefresh: (() => void) | undefined
  const refresh = () => {
    const shown = pauses > 0 || spinner === undefined ? undefined : text()
    if (shown !== undefined) spinner?.show(shown)
  }
  const refreshAgain = () => {
    refresh()
    cancelRefresh = context.clock.later?.(REFRESH_MS, refreshAgain)
  }
  const open = async ({ signal }: AbortController) => {
    await context.clock.sleep(DELAY_MS, signal)
    const opened = await context.startSpinner()
    if (signal.aborted) return await opened.stop()
    spinner = opened
    refreshAgain()
  }
  return {
    start() {
      delay = new AbortController()
      void open(delay).catch(() => undefined)
    },
    refresh,
    async pause(run) {
      pauses += 1
      try {
        await spinner?.stop()
        return await run()
      } finally {
        pauses -= 1
        refresh()
      }
    },
    async stop() {
      delay?.abort()
      cancelRefresh?.()
      const shown = spinner
      spinner = undefined
      await shown?.stop()
    },
  }
}
