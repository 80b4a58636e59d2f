import { onAbort } from '../../lib/on-abort.ts'
import type { Clock } from '../ports.ts'

/** The clock of this machine. */
export const systemClock = {
  now: () => Date.now(),
  // Not `performance`, which loads all of perf_hooks when it is first looked at.
  monotonicMs: () => {
    const [seconds, nanoseconds] = process.hrtime()
    return seconds * 1000 + nanoseconds / 1_000_000
  },
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        forget?.()
        resolve()
      }, ms)
      const forget = signal && onAbort(signal, stop)
    }),
  later: (ms, run) => {
    const timer = setTimeout(run, ms).unref()
    return () => clearTimeout(timer)
  },
} satisfies Clock
