import { Failure } from '../lib/errors.ts'
import { formatCount } from '../lib/spelling.ts'
import type { Context } from '../platform/ports.ts'

interface Deadline {
  readonly ms: number
  /** What takes too long, for the message. */
  readonly what: string
  /** What would take less. */
  readonly hint: string
}

/**
 * Runs with a signal that is aborted when time is over, and when the run itself is interrupted.
 *
 * @throws Failure `limited` when time is over
 */
export async function withDeadline<T>(
  { ms, what, hint }: Deadline,
  { clock, interrupted }: Pick<Context, 'clock' | 'interrupted'>,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const done = new AbortController()
  const timer = clock.sleep(ms, done.signal).then(
    () => over.abort(new Failure('limited', `${what} was ended after ${formatCount(ms / 1000)} s`, { hint })),
    () => undefined,
  )
  try {
    return await run(AbortSignal.any([interrupted, over.signal]))
  } finally {
    done.abort()
    await timer
  }
}
