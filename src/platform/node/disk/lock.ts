import { constants, copyFileSync, promises as fs, linkSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../../../lib/error-code.ts'
import { Failure } from '../../../lib/errors.ts'
import type { FileLock } from '../../files.ts'
import { systemClock } from '../clock.ts'
import { unlessMissingSync, wrapDiskErrors } from './disk-errors.ts'
import { isAlive, type LockState, lockText, ownTokens, readLock } from './lock-holder.ts'
import { renewedLock } from './lock-renewal.ts'
import { inFolder } from './make-folder.ts'
import { temporaryPath } from './temporary-file.ts'
import { uniqueId } from './unique-id.ts'

/** Lease: a lock that is not renewed for so long is taken over, unless its holder is known to be alive. */
const LEASE_MS = 30_000
/** How long to wait for another process that takes over the same lock. */
const TAKEOVER_WAIT_MS = 10_000

/** How to wait for a lock that another process holds. */
export interface LockWait {
  readonly waitMs: number
  readonly signal?: AbortSignal | undefined
  /** Called once, when another process holds the lock. @param who such as `process 12 on build-1` */
  readonly onWait?: ((who: string) => Promise<void>) | undefined
  /** How long the wait lasts before that; 0 when left out. */
  readonly onWaitAfterMs?: number
  /** The error when the other process does not release it in time; a Failure `usage` when left out. */
  readonly refused?: (who: string) => Failure
  readonly leaseMs?: number | undefined
}

/**
 * Runs while no other process holds the lock. A lock whose holder died is taken over at once; one of another machine when
 * it has not been renewed for 30 s.
 *
 * @param run gets `assertHeld`, to be called before it writes
 * @throws Failure `usage` that names the holder when it does not release the lock in time
 */
export async function withLock<T>(
  path: string,
  wait: LockWait,
  run: (assertHeld: FileLock['assertHeld']) => Promise<T>,
): Promise<T> {
  const lock = await acquireLock(path, wait)
  try {
    return await run(lock.assertHeld)
  } finally {
    await lock.release()
  }
}

/** Takes a lock until it is released. @throws as `withLock` */
export async function acquireLock(path: string, wait: LockWait): Promise<FileLock> {
  const token = uniqueId()
  ownTokens.add(token)
  try {
    await wrapDiskErrors('lock', path, () => createLock(path, token, wait))
    return renewedLock(path, token, wait.leaseMs ?? LEASE_MS, (run) => withTakeoverLock(path, undefined, run))
  } catch (error) {
    ownTokens.delete(token)
    throw error
  }
}

/**
 * Written under a temporary name and then linked, so that no process reads half of it. In calls that block, as all that
 * each request does on the disk: they take some microseconds, and to hand them to a thread takes ten times as long.
 */
async function createLock(path: string, token: string, wait: LockWait): Promise<void> {
  const temporary = temporaryPath(path)
  const write = () => writeFileSync(temporary, lockText(token), { flag: 'wx', mode: 0o600 })
  try {
    await inFolder(dirname(path), write, 0o700)
    const writtenMs = systemClock.monotonicMs()
    // Dated by the clock of the disk, which all processes that read the lock share, also on other machines.
    const diskMs = async () => (await fs.stat(temporary)).mtimeMs + systemClock.monotonicMs() - writtenMs
    await retryUntilLinked(temporary, path, wait, diskMs)
  } finally {
    unlessMissingSync(() => unlinkSync(temporary))
  }
}

async function retryUntilLinked(
  temporary: string,
  path: string,
  wait: LockWait,
  diskMs: () => Promise<number>,
): Promise<void> {
  const { waitMs, signal, onWaitAfterMs = 0, leaseMs = LEASE_MS } = wait
  let { onWait } = wait
  for (let waited = 0, pause = 1; !linked(temporary, path); ) {
    const seen = await readLock(path)
    if (seen !== undefined && isStale(seen, await diskMs(), leaseMs)) await removeStale(path, seen, diskMs, wait)
    else if (waited >= waitMs) throw notReleased(path, seen, wait)
    else {
      if (waited >= onWaitAfterMs) {
        await onWait?.(nameOf(seen ?? { holder: undefined }))
        onWait = undefined
      }
      // Jitter: processes that came together must not come back together.
      await systemClock.sleep(pause * (0.5 + Math.random()), signal)
      waited += pause
      pause = Math.min(pause * 2, 25)
    }
  }
}

/** Links the temporary file to the lock's name; false when that exists. Copies on file systems without hard links. */
function linked(temporary: string, path: string): boolean {
  try {
    linkOrCopy(temporary, path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error
    copyFileSync(from, to, constants.COPYFILE_EXCL)
  }
}

/** Whether the lock's holder is dead, or unknown and the lease is over. */
function isStale({ holder, renewedMs }: LockState, nowMs: number, leaseMs: number): boolean {
  const alive = holder && isAlive(holder)
  return alive === undefined ? nowMs - renewedMs > leaseMs : !alive
}

/**
 * Removes a stale lock, under a lock of its own: between the check and the removal another process could have removed it and a
 * third one taken it, or its holder could have renewed it.
 */
function removeStale(
  path: string,
  left: LockState,
  diskMs: () => Promise<number>,
  { signal, leaseMs = LEASE_MS }: LockWait,
): Promise<void> {
  return withTakeoverLock(path, signal, async (assertHeld) => {
    const seen = await readLock(path)
    if (seen?.inode !== left.inode || !isStale(seen, await diskMs(), leaseMs)) return
    await assertHeld()
    unlessMissingSync(() => unlinkSync(path))
  })
}

function withTakeoverLock(
  path: string,
  signal: AbortSignal | undefined,
  run: (assertHeld: FileLock['assertHeld']) => Promise<void>,
): Promise<void> {
  return withLock(`${path}.heal`, { waitMs: TAKEOVER_WAIT_MS, signal }, run)
}

function nameOf({ holder }: Pick<LockState, 'holder'>): string {
  return holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`
}

function notReleased(path: string, seen: LockState | undefined, { refused, waitMs }: LockWait): Failure {
  const who = nameOf(seen ?? { holder: undefined })
  if (refused !== undefined) return refused(who)
  return new Failure('usage', `cannot lock ${path}: ${who} has held it for more than ${waitMs / 1000} s`, {
    hint: `if that process is gone: rm ${path}`,
  })
}
