import { Failure } from '../lib/errors.ts'
import { formatCount } from '../lib/spelling.ts'
import type { Context } from '../platform/ports.ts'

/** What a run may take. */
interface Bounds {
  readonly ms: number
  /** By which the memory of this process may grow: also what a library takes and does not count. */
  readonly bytes: number
  /** What is bounded, for the message. */
  readonly what: string
  /** What would take less. */
  readonly hint: string
}

type Machine = Pick<Context, 'clock' | 'interrupted' | 'memoryBytes'>

/** How often the memory is looked at. */
const LOOK_MS = 50

/**
 * Runs with a signal that is aborted when time is over or too much memory is taken, and when the run itself is interrupted.
 *
 * @throws Failure `limited` when it was ended
 */
export async function withinBounds<T>(
  bounds: Bounds,
  machine: Machine,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { clock, interrupted } = machine
  const over = new AbortController()
  const done = new AbortController()
  const end = (message: string) => over.abort(new Failure('limited', message, { hint: bounds.hint }))
  const inTime = clock.sleep(bounds.ms, done.signal).then(
    () => end(`${bounds.what} was ended after ${formatCount(bounds.ms / 1000)} s`),
    () => undefined,
  )
  const inMemory = untilTooLarge(bounds.bytes, machine, done.signal).then(
    () => end(`${bounds.what} was ended: it took more than ${formatCount(bounds.bytes / 1_000_000)} MB of memory`),
    () => undefined,
  )
  try {
    return await run(AbortSignal.any([interrupted, over.signal]))
  } finally {
    done.abort()
    await Promise.all([inTime, inMemory])
  }
}

/** Resolves when the memory has grown by more; rejects when there is nothing more to watch. */
async function untilTooLarge(bytes: number, { clock, memoryBytes }: Machine, done: AbortSignal): Promise<void> {
  const most = memoryBytes() + bytes
  while (memoryBytes() <= most) await clock.sleep(LOOK_MS, done)
}
