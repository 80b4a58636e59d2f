import type { Clock, Files } from '../context.ts'
import { isRow } from '../rows.ts'

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

/** What the processes of this machine know together about one address. */
interface Log {
  /** When the last requests went, or will go, out; milliseconds since the epoch. */
  readonly sent: readonly number[]
  /** The day (UTC) that is counted, and its requests so far. */
  readonly day: string
  readonly count: number
}

/** Kept instants: enough for any rate that is left to one second. */
const KEPT = 50
/** No queue is this long in milliseconds; an instant further ahead was written by a clock that has since been set back. */
const FAR = 600_000
/** A request starts later than it was let go; without this, four of them could reach Gong within one second. */
const MARGIN = 20

/**
 * The same for all processes of this machine that ask one address: the log is a file, taken under a lock. Each caller
 * takes its turn in the future and sleeps outside the lock, so that waiting holds nobody up.
 *
 * @param path of the log; a damaged one counts as empty
 * @param counted told the number of today's requests (UTC) after each
 * @throws Failure `usage` when the file or its lock cannot be had
 */
export function sharedPace(
  clock: Clock,
  files: Files,
  path: string,
  rate: number,
  counted: (today: number) => Promise<void>,
): Pace {
  const room = Math.max(1, Math.floor(rate))
  const span = (room / rate) * 1000 + MARGIN
  const take = async (): Promise<number> => {
    const log = parsed(await files.read(path))
    const now = clock.now()
    const oldest = log.sent.at(-room)
    const turn = oldest === undefined || oldest > now + FAR ? now : Math.max(now, oldest + span)
    const day = new Date(turn).toISOString().slice(0, 10)
    const count = log.day === day ? log.count + 1 : 1
    await files.jot(path, JSON.stringify({ sent: [...log.sent, turn].slice(-Math.max(KEPT, room)), day, count }))
    await counted(count)
    return turn - now
  }
  return async (signal) => {
    const wait = rate === 0 ? 0 : await files.locked(`${path}.lock`, take)
    if (wait > 0) await clock.sleep(wait, signal)
    return wait
  }
}

function parsed(bytes: Uint8Array | undefined): Log {
  const empty: Log = { sent: [], day: '', count: 0 }
  try {
    const log: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (!isRow(log) || !Array.isArray(log.sent) || typeof log.day !== 'string' || typeof log.count !== 'number')
      return empty
    return { sent: log.sent.filter((at): at is number => typeof at === 'number'), day: log.day, count: log.count }
  } catch {
    return empty
  }
}
