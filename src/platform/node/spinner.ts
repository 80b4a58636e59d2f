import ora from 'ora'
import { onAbort } from '../../lib/on-abort.ts'
import type { Spinner } from '../ports.ts'
import { withValidColumns } from './terminal-width.ts'

/** `Context.startSpinner`, drawn by ora. @param interrupted ends the wait for a terminal that stands still */
export function startSpinner(interrupted: AbortSignal): Spinner {
  const spinner = ora({ stream: withValidColumns(process.stderr), discardStdin: false })
  return {
    show: (text) => {
      spinner.text = text
      if (!spinner.isSpinning) spinner.start()
    },
    stop: async () => {
      spinner.stop()
      await flushed(interrupted)
    },
  }
}

/** Stderr and stdout have a queue each: what is written to one may overtake what waits in the other. */
async function flushed(interrupted: AbortSignal): Promise<void> {
  if (interrupted.aborted) return
  await new Promise<void>((resolve) => {
    const forget = onAbort(interrupted, resolve)
    process.stderr.write('', () => {
      forget()
      resolve()
    })
  })
}
