import { isRow } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'
import type { Clock } from '../platform/ports.ts'

/** What the processes of this machine know together about one address. */
export interface PaceLog {
  /** When the last requests arrived, or will at the latest, the earliest first; milliseconds of the monotonic clock. */
  readonly sent: readonly number[]
  /** When it was written, by the same clock. */
  readonly written?: number | undefined
  /** The day (UTC) that is counted, and its requests so far. */
  readonly day: string
  readonly count: number
}

const EMPTY_LOG: PaceLog = { sent: [], day: '', count: 0 }

/** Reads a log and changes it under its lock. @returns the log as it was written */
export type ChangeLog = (change: (log: PaceLog) => PaceLog) => Promise<PaceLog>

/** The log in a file. A damaged one counts as empty. @throws Failure `usage` when the file or its lock cannot be had */
export function logInFile(clock: Clock, files: Files, path: string): ChangeLog {
  return (change) =>
    files.withLock(`${path}.lock`, async (assertHeld) => {
      const log = change(rebased(parseLog(await files.readNoFollow(path)), monotonicMs(clock)))
      await assertHeld()
      await files.writeUnsynced(path, JSON.stringify({ ...log, written: monotonicMs(clock) }))
      return log
    })
}

/** The log of this process alone. */
export function logInMemory(): ChangeLog {
  let log = EMPTY_LOG
  return async (change) => {
    log = change(log)
    return log
  }
}

/** Adds requests that took no turn to those of today (UTC). @throws Failure `usage` when the log cannot be had */
export async function countToday(clock: Clock, files: Files, path: string, requests: number): Promise<void> {
  const nowMs = clock.now()
  await logInFile(clock, files, path)((log) => ({ ...log, day: dayOf(nowMs), count: countOn(log, nowMs) + requests }))
}

/** How many requests the processes of this machine have sent today (UTC), by the log at this path. */
export async function sentToday(clock: Clock, files: Files, path: string): Promise<number> {
  return countOn(parseLog(await files.readNoFollow(path)), clock.now())
}

/** The requests that a log counts on the day of an instant. */
export function countOn({ day, count }: PaceLog, nowMs: number): number {
  return day === dayOf(nowMs) ? count : 0
}

export function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}

export function monotonicMs(clock: Clock): number {
  return clock.monotonicMs?.() ?? clock.now()
}

/**
 * A log of the future was written by another clock (before a restart), or by one that was set back. How long ago is unknown,
 * so it counts as written now.
 */
function rebased(log: PaceLog, nowMs: number): PaceLog {
  const aheadMs = (log.written ?? nowMs) - nowMs
  return aheadMs > 0 ? { ...log, sent: log.sent.map((turn) => turn - aheadMs) } : log
}

function parseLog(bytes: Uint8Array | undefined): PaceLog {
  try {
    const log: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (!isRow(log) || !Array.isArray(log.sent) || typeof log.day !== 'string' || typeof log.count !== 'number')
      return EMPTY_LOG
    const sent = log.sent.filter((at): at is number => typeof at === 'number')
    const written = typeof log.written === 'number' ? log.written : undefined
    return { sent, day: log.day, count: log.count, written }
  } catch {
    return EMPTY_LOG
  }
}
