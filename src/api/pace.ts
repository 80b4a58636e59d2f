import type { Files } from '../platform/files.ts'
import type { Clock } from '../platform/ports.ts'
import { type ChangeLog, logInFile, logInMemory, monotonicMs } from './pace-log.ts'
import { limitOf, nextTurn, turnsBefore, withoutTurn } from './pace-turns.ts'
import { assertNotKept, countOn, spend } from './quota.ts'

/** Gong's own limit: 3 requests a second for a company, shared by every key (field notes, "Limits and cursors"). */
export const GONG_RATE = 3

/** Resolves when the limit has room for a request, with the milliseconds that it had to wait. */
export type Pace = (signal: AbortSignal) => Promise<number>

/** Turns that the log keeps, when the rate is not higher than that. */
const KEPT_TURNS = 50
/**
 * How much later than its turn a request may start, in milliseconds; turns are that much further apart. One that wakes later
 * takes another turn, or four requests could reach Gong within one second.
 */
const TOLERANCE_MS = 15
/** The most by which the tolerance grows for each turn in a row that was missed, so that a slow machine gets one at last. */
const MAX_SLACK_MS = 250
/**
 * How much later the first requests of a process may arrive, in milliseconds: the first one loads the network, and each opens
 * a connection. The log has the latest instant at which they arrive.
 */
const COLD_START_MS = [250, 100, 100, 100]

/**
 * At most `rate` requests of this process in any one second, by a sliding log of the last instants. A token bucket would let
 * twice as many through around its refill. Callers are served in the order they ask.
 *
 * @param rate requests a second; 0 for no limit; below 1, one request in 1/rate seconds
 */
export function processPace(clock: Clock, rate: number): Pace {
  return rate === 0 ? async () => 0 : paceBy(logInMemory(), { clock, rate, spender: '', coldStartMs: [] })
}

/**
 * The same for all processes of this machine that ask one address: the log is a file under a lock. Each caller reserves a turn
 * in the future and sleeps outside the lock, so that nobody waits for a sleeper. One that is cancelled gives its turn back;
 * one that is killed loses the few that it had.
 *
 * @param path of the log; a damaged one counts as empty
 * @throws Failure `usage` when the file or its lock cannot be had, `limited` where what is left of the day is kept for others
 */
export function sharedPace(clock: Clock, files: Files, path: string, options: SharedPaceOptions): Pace {
  const log = logInFile(clock, files, path)
  return paceBy(options.together?.(log) ?? log, { clock, ...options, coldStartMs: COLD_START_MS })
}

interface SharedPaceOptions {
  readonly rate: number
  /** Whose requests these are, in the quota of the day. */
  readonly spender: string
  /** Keeps the log together with other machines. */
  readonly together?: ((log: ChangeLog) => ChangeLog) | undefined
  /** Gets the number of today's requests (UTC) after each; those without a limit count, too. */
  readonly onCount?: (today: number) => Promise<void>
}

interface Pacing extends SharedPaceOptions {
  readonly clock: Clock
  readonly coldStartMs: readonly number[]
}

/** A reserved turn. */
interface Turn {
  readonly startMs: number
  /** Added to the tolerance: timers or the disk may be slow. */
  readonly slackMs: number
  /** The latest instant at which the request arrives, as the log has it. */
  readonly arrivedMs: number
}

/** Reserves a turn in the log, waits for it, and takes another one when it was missed. */
function paceBy(changeLog: ChangeLog, pacing: Pacing): Pace {
  const { clock, rate, coldStartMs } = pacing
  const turns = turnsIn(changeLog, pacing)
  const cold = [...coldStartMs]
  let usualSlackMs = 0
  return async (signal) => {
    signal.throwIfAborted()
    const askedMs = monotonicMs(clock)
    const coldMs = cold.shift() ?? 0
    let slackMs = usualSlackMs
    let missed: Turn | undefined
    for (let attempts = 1; ; attempts += 1) {
      const turn: Turn = await turns.reserve(slackMs, coldMs, missed)
      await sleepUntil(clock, turn.startMs, signal).catch(async (error: unknown) => {
        await turns.giveBack(turn)
        throw error
      })
      const nowMs = monotonicMs(clock)
      const lateMs = Math.ceil(nowMs - turn.startMs)
      if (rate === 0 || lateMs <= TOLERANCE_MS + turn.slackMs) {
        usualSlackMs = Math.min(MAX_SLACK_MS, Math.max(lateMs - TOLERANCE_MS, Math.floor(usualSlackMs / 2)))
        turns.use(nowMs)
        return Math.round(Math.max(0, turn.startMs - askedMs))
      }
      // A machine that was suspended once is not a slow one.
      if (lateMs <= MAX_SLACK_MS || attempts > 1) slackMs = Math.min(lateMs, MAX_SLACK_MS * attempts)
      missed = turn
    }
  }
}

interface Turns {
  /** @param missed a turn that this one replaces */
  reserve(slackMs: number, coldMs: number, missed?: Turn): Promise<Turn>
  /** Removes a reserved turn, and its request from the day's count. */
  giveBack(turn: Turn): Promise<void>
  /** Records that a request is sent. */
  use(nowMs: number): void
}

function turnsIn(changeLog: ChangeLog, { clock, rate, spender, onCount }: Pacing): Turns {
  const limit = limitOf(rate, TOLERANCE_MS)
  /** When this process sent its last requests: those of another process with another clock may have replaced them in the log. */
  let own: readonly number[] = []
  return {
    async reserve(slackMs, coldMs, missed) {
      let [startMs, sentMs] = [0, 0]
      const log = await changeLog((before) => {
        const nowMs = monotonicMs(clock)
        const others = missed === undefined ? before.sent : withoutTurn(before.sent, missed.arrivedMs)
        const queue = missed === undefined ? others : turnsBefore(others, missed.arrivedMs, limit)
        startMs = rate === 0 ? nowMs : Math.max(nextTurn(queue, nowMs, limit), nextTurn(own, nowMs, limit))
        const sent = [...others, startMs + slackMs + coldMs].sort((one, other) => one - other)
        sentMs = clock.now() + startMs - nowMs
        if (missed === undefined) assertNotKept(before.quota, sentMs, spender)
        return {
          sent: sent.slice(-Math.max(KEPT_TURNS, limit.requests)),
          quota: spend(before.quota, sentMs, spender, missed === undefined ? 1 : 0),
        }
      })
      if (missed === undefined) await onCount?.(countOn(log.quota, sentMs))
      return { startMs, slackMs, arrivedMs: startMs + slackMs + coldMs }
    },
    async giveBack({ arrivedMs }) {
      await changeLog(({ sent, quota }) => ({
        sent: withoutTurn(sent, arrivedMs),
        quota: spend(quota, clock.now(), spender, -1),
      }))
    },
    use(nowMs) {
      own = [...own, nowMs].slice(-limit.requests)
    },
  }
}

/** Timers may fire up to a millisecond early. */
async function sleepUntil(clock: Clock, atMs: number, signal: AbortSignal): Promise<void> {
  for (let leftMs = atMs - monotonicMs(clock); leftMs > 0; leftMs = atMs - monotonicMs(clock))
    await clock.sleep(Math.ceil(leftMs), signal)
}
