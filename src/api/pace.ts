import { isRow } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'
import type { Clock } from '../platform/ports.ts'

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
  const limit = limitOf(rate)
  let turns: readonly number[] = []
  return async (signal) => {
    const asked = steady(clock)
    for (;;) {
      const now = steady(clock)
      const turn = nextTurn(turns, now, limit)
      turns = [...turns, turn].slice(-limit.room)
      if (turn > now) await clock.sleep(turn - now, signal)
      if (steady(clock) - turn <= MARGIN) return Math.round(turn - asked)
    }
  }
}

function steady(clock: Clock): number {
  return clock.monotonicMs?.() ?? clock.now()
}

/** What the processes of this machine know together about one address. */
interface Log {
  /** When the last requests arrived, or will at the latest, the earliest first; milliseconds of the steady clock. */
  readonly sent: readonly number[]
  /** When it was written, by the same clock. */
  readonly written?: number | undefined
  /** The day (UTC) that is counted, and its requests so far. */
  readonly day: string
  readonly count: number
}

/** Kept instants: enough for any rate that is left to one second. */
const KEPT = 50
/**
 * A request starts up to so many milliseconds later than it was let go; without this, four of them could reach Gong within
 * one second. Whoever comes later than that has lost the turn, and takes another.
 */
const MARGIN = 30
/**
 * So much later may the first requests of a process arrive, in milliseconds: the first of them loads the network, and
 * each opens a connection. The log holds when they will have arrived at the latest.
 */
const COLD = [250, 100, 100, 100]

/**
 * The same for all processes of this machine that ask one address: the log is a file, taken under a lock. Each caller
 * takes its turn in the future and sleeps outside the lock, so that waiting holds nobody up and a late riser does not
 * delay who comes after. Who is cancelled gives the turn back; one that was killed loses the few turns that it had.
 *
 * @param path of the log; a damaged one counts as empty
 * @param counted told the number of today's requests (UTC) after each; those without a limit count too
 * @throws Failure `usage` when the file or its lock cannot be had
 */
export function sharedPace(
  clock: Clock,
  files: Files,
  path: string,
  rate: number,
  counted: (today: number) => Promise<void>,
): Pace {
  const { room, span } = limitOf(rate)
  /** What this process has sent: the others' clock may be another one. */
  let mine: readonly number[] = []
  const change = (make: (log: Log) => Log): Promise<Log> =>
    files.withLock(`${path}.lock`, async (check) => {
      const log = make(inTime(parsed(await files.readNoFollow(path)), steady(clock)))
      await check()
      await files.writeUnsynced(path, JSON.stringify({ ...log, written: steady(clock) }))
      return log
    })
  /** @param missed a turn that this one stands for */
  const take = async (late: number, missed?: number): Promise<number> => {
    let turn = 0
    const log = await change((before) => {
      const now = steady(clock)
      const others = missed === undefined ? before.sent : without(before.sent, missed)
      const limit = { room, span: span + MARGIN }
      turn = rate === 0 ? now : Math.max(nextTurn(others, now, limit), nextTurn(mine, now, limit))
      const sent = [...others, turn + late].sort((one, other) => one - other).slice(-Math.max(KEPT, room))
      const day = clock.now() + turn - now
      return { sent, day: dayOf(day), count: countOn(before, day) + (missed === undefined ? 1 : 0) }
    })
    if (missed === undefined) await counted(log.count)
    return turn
  }
  const giveBack = (turn: number) =>
    change(({ sent, day, count }) => ({ sent: without(sent, turn), day, count: Math.max(0, count - 1) }))

  const cold = [...COLD]
  return async (signal) => {
    signal.throwIfAborted()
    const asked = steady(clock)
    const late = cold.shift() ?? 0
    for (let missed: number | undefined; ; ) {
      const turn = await take(late, missed)
      const wait = turn - steady(clock)
      if (wait > 0)
        await clock.sleep(wait, signal).catch(async (error: unknown) => {
          await giveBack(turn + late)
          throw error
        })
      // A machine that stood still meanwhile would let all go at once.
      if (rate === 0 || steady(clock) - turn <= MARGIN) {
        mine = [...mine, turn].slice(-room)
        return Math.round(Math.max(0, turn - asked))
      }
      missed = turn + late
    }
  }
}

/** Adds requests that took no turn to those of today (UTC). @throws Failure `usage` when the log cannot be had */
export async function countToday(clock: Clock, files: Files, path: string, requests: number): Promise<void> {
  await files.withLock(`${path}.lock`, async (check) => {
    const log = parsed(await files.readNoFollow(path))
    const now = clock.now()
    await check()
    await files.writeUnsynced(path, JSON.stringify({ ...log, day: dayOf(now), count: countOn(log, now) + requests }))
  })
}

/** How many requests the processes of this machine have sent today (UTC), by the log at this path. */
export async function sentToday(clock: Clock, files: Files, path: string): Promise<number> {
  return countOn(parsed(await files.readNoFollow(path)), clock.now())
}

/** At most `room` requests in any `span` of milliseconds. */
interface Limit {
  readonly room: number
  readonly span: number
}

function limitOf(rate: number): Limit {
  const room = Math.max(1, Math.floor(rate))
  return { room, span: (room / rate) * 1000 }
}

/** No queue is so many spans long; an instant further ahead was written by a clock that has since been set back. */
const LONGEST = 20

/**
 * The first instant from now on that keeps to the limit after these, which are in order. Turns that must be waited for
 * stand apart: what comes at once holds itself up on the way, and the last of it would arrive too near to the next.
 */
function nextTurn(turns: readonly number[], now: number, { room, span }: Limit): number {
  const before = turns.filter((turn) => turn <= now + LONGEST * span)
  const [oldest, last] = [before.at(-room), before.at(-1)]
  if (oldest === undefined || last === undefined || oldest + span <= now) return now
  return Math.ceil(Math.max(oldest + span, last + span / room / 2))
}

/**
 * A log that was written later than now is of another clock, or of one that was set back: nobody knows how long ago that was,
 * so it counts as written now.
 */
function inTime(log: Log, now: number): Log {
  const ahead = (log.written ?? now) - now
  return ahead > 0 ? { ...log, sent: log.sent.map((turn) => turn - ahead) } : log
}

function without(turns: readonly number[], turn: number): number[] {
  const at = turns.lastIndexOf(turn)
  return turns.filter((_, index) => index !== at)
}

function countOn({ day, count }: Log, now: number): number {
  return day === dayOf(now) ? count : 0
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}

function parsed(bytes: Uint8Array | undefined): Log {
  const empty: Log = { sent: [], day: '', count: 0 }
  try {
    const log: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (!isRow(log) || !Array.isArray(log.sent) || typeof log.day !== 'string' || typeof log.count !== 'number')
      return empty
    const sent = log.sent.filter((at): at is number => typeof at === 'number')
    const written = typeof log.written === 'number' ? log.written : undefined
    return { sent, day: log.day, count: log.count, written }
  } catch {
    return empty
  }
}
