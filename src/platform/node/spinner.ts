import ora from 'ora'
import type { Spinner } from '../ports.ts'
import { withValidColumns } from './terminal-width.ts'

/** `Context.startSpinner`, drawn by ora. */
export function startSpinner(): Spinner {
  const spinner = ora({ stream: withValidColumns(process.stderr), discardStdin: false })
  return {
    show: (text) => {
      spinner.text = text
      if (!spinner.isSpinning) spinner.start()
    },
    stop: () => {
      spinner.stop()
    },
  }
}
