import { isRow } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'
import type { Clock } from '../platform/ports.ts'
import { countOn, EMPTY_QUOTA, parseQuota, type Quota, type Reservation, reserve, spend } from './quota.ts'

/** What the processes of this machine know together about one address. */
interface PaceLog {
  /** When the last requests arrived, or will at the latest, the earliest first; milliseconds of the monotonic clock. */
  readonly sent: readonly number[]
  /** When it was written, by the same clock. */
  readonly written?: number | undefined
  readonly quota: Quota
}

const EMPTY_LOG: PaceLog = { sent: [], quota: EMPTY_QUOTA }

/** Reads a log and changes it under its lock. @returns the log as it was written */
export type ChangeLog = (change: (log: PaceLog) => PaceLog) => Promise<PaceLog>

/** The log in a file. A damaged one counts as empty. @throws Failure `usage` when the file or its lock cannot be had */
export function logInFile(clock: Clock, files: Files, path: string): ChangeLog {
  return (change) =>
    files.withLock(`${path}.lock`, async (assertHeld) => {
      const log = change(rebased(parseLog(await files.readNoFollow(path)), monotonicMs(clock)))
      await assertHeld()
      await files.writeUnsynced(path, textOf(log, clock))
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
export async function countToday(
  clock: Clock,
  files: Files,
  path: string,
  { spender, requests }: { readonly spender: string; readonly requests: number },
): Promise<void> {
  const nowMs = clock.now()
  await logInFile(clock, files, path)((log) => ({ ...log, quota: spend(log.quota, nowMs, spender, requests) }))
}

/** Keeps requests of a day for a spender; `undefined` lets them go. @throws Failure `usage` when the log cannot be had */
export async function reserveIn(
  clock: Clock,
  files: Files,
  path: string,
  { spender, reservation }: { readonly spender: string; readonly reservation: Reservation | undefined },
): Promise<void> {
  await logInFile(clock, files, path)((log) => ({ ...log, quota: reserve(log.quota, spender, reservation) }))
}

/** What the processes of this machine have sent, by the log at this path. */
export async function quotaIn(files: Files, path: string): Promise<Quota> {
  return parseLog(await files.readNoFollow(path)).quota
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
    if (!isRow(log) || !Array.isArray(log.sent)) return EMPTY_LOG
    const sent = log.sent.filter((at): at is number => typeof at === 'number')
    const written = typeof log.written === 'number' ? log.written : undefined
    return { sent, quota: parseQuota(log), written }
  } catch {
    return EMPTY_LOG
  }
}

/** An earlier version reads `count`, and takes a log without it for an empty one. */
function textOf({ sent, quota }: PaceLog, clock: Clock): string {
  const count = countOn(quota, clock.now())
  return JSON.stringify({ sent, ...quota, count, written: monotonicMs(clock) })
}
