import type { Clock } from '../context.ts'

/** Gong's own limit: 3 requests a second for a company, shared by every key (field notes, "Limits and cursors"). */
export const GONG_RATE = 3

/** Lets a request go when the limit has room. Resolves with the milliseconds that it had to wait. */
export type Pace = (signal: AbortSignal) => Promise<number>

/**
 * At most `rate` requests in any one second, by a sliding log of the last instants. A token bucket would let twice as
 * many through around its refill. Callers are served in the order they ask.
 *
 * @param rate requests a second; 0 for no limit; below 1, one request in 1/rate seconds
 */
export function pace(clock: Clock, rate: number): Pace {
  if (rate === 0) return async () => 0
  const room = Math.max(1, Math.floor(rate))
  const span = (room / rate) * 1000
  const sent: number[] = []
  let turn: Promise<unknown> = Promise.resolve()

  const go = async (signal: AbortSignal): Promise<number> => {
    const oldest = sent.length < room ? undefined : sent.shift()
    const wait = oldest === undefined ? 0 : Math.max(0, Math.ceil(oldest + span - clock.now()))
    if (wait > 0) await clock.sleep(wait, signal)
    sent.push(clock.now())
    return wait
  }
  return (signal) => {
    const mine = turn.then(() => go(signal))
    turn = mine.catch(() => undefined)
    return mine
  }
}
