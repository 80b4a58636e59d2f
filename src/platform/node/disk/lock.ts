import { constants, copyFile, link, open, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from '../../../lib/error-code.ts'
import { Failure } from '../../../lib/errors.ts'
import type { FileLock } from '../../files.ts'
import { systemClock } from '../clock.ts'
import { unlessMissing, wrapDiskErrors } from './disk-errors.ts'
import { isAlive, type LockState, lockText, ownTokens, readLock } from './lock-holder.ts'
import { inFolder } from './make-folder.ts'
import { temporaryPath } from './temporary-file.ts'
import { uniqueId } from './unique-id.ts'

/** Lease: a lock that is not renewed for so long is taken over, unless its holder is known to live. */
const LEASE_MS = 30_000
/** How long to wait for another process that takes over the same lock. */
const TAKEOVER_WAIT_MS = 10_000

/** How to wait for a lock that another process holds. */
export interface LockWait {
  readonly waitMs: number
  readonly signal?: AbortSignal | undefined
  /** Called once, when there is somebody to wait for. @param who such as `process 12 on build-1` */
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
  run: (check: FileLock['assertHeld']) => Promise<T>,
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
    return renewing(path, token, wait.leaseMs ?? LEASE_MS)
  } catch (error) {
    ownTokens.delete(token)
    throw error
  }
}

/** Written under a temporary name and then linked, so that no process reads half of it. */
async function createLock(path: string, token: string, wait: LockWait): Promise<void> {
  const temporary = temporaryPath(path)
  const write = () => writeFile(temporary, lockText(token), { flag: 'wx', mode: 0o600 })
  await inFolder(dirname(path), write, 0o700)
  const writtenMs = systemClock.monotonicMs()
  try {
    // Dated by the clock of the disk, which all processes that read the lock share, also on other machines.
    const diskMs = async () => (await stat(temporary)).mtimeMs + systemClock.monotonicMs() - writtenMs
    await retryUntilLinked(temporary, path, wait, diskMs)
  } finally {
    await unlessMissing(unlink(temporary))
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
  for (let waited = 0, pause = 1; !(await linked(temporary, path)); ) {
    const seen = await readLock(path)
    if (seen !== undefined && isStale(seen, await diskMs(), leaseMs)) await removeStale(path, seen, diskMs, wait)
    else if (waited >= waitMs) throw notReleased(path, seen, wait)
    else {
      if (waited >= onWaitAfterMs) {
        await onWait?.(nameOf(seen ?? { holder: undefined }))
        onWait = undefined
      }
      // Jitter: processes that came together must not come back together.
      await sleep(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => signal?.throwIfAborted())
      waited += pause
      pause = Math.min(pause * 2, 25)
    }
  }
}

/** Links the temporary file to the lock's name; false when that exists. Copies on file systems without hard links. */
async function linked(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path).catch((error) => {
      if (errorCode(error) === 'EEXIST') throw error
      return copyFile(temporary, path, constants.COPYFILE_EXCL)
    })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** Whether nobody holds the lock any more: its holder is dead, or nobody can tell and it was not renewed in time. */
function isStale({ holder, renewedMs }: LockState, nowMs: number, leaseMs: number): boolean {
  const alive = holder && isAlive(holder)
  return alive === undefined ? nowMs - renewedMs > leaseMs : !alive
}

/**
 * Removes a lock that was left. Under a lock of its own, because between the look and the removal another healer could have
 * removed it already and a living process taken it, or its holder have come back and renewed it.
 */
function removeStale(
  path: string,
  left: LockState,
  diskMs: () => Promise<number>,
  { signal, leaseMs = LEASE_MS }: LockWait,
): Promise<void> {
  return withLock(`${path}.heal`, { waitMs: TAKEOVER_WAIT_MS, signal }, async (check) => {
    const seen = await readLock(path)
    if (seen?.inode !== left.inode || !isStale(seen, await diskMs(), leaseMs)) return
    await check()
    await unlessMissing(unlink(path))
  })
}

/** Renews the lock for as long as this process runs, and tells when it stood still for so long that another took it. */
function renewing(path: string, token: string, leaseMs: number): FileLock {
  let last = clocks()
  let isLost = false
  const renew = async () => {
    const now = clocks()
    if (await isRewritten(path, token)) last = now
    else isLost = true
  }
  // After a long pause somebody may be about to take it over.
  const renewSafely = () =>
    elapsedMs(last) < leaseMs / 2 ? renew() : withLock(`${path}.heal`, { waitMs: TAKEOVER_WAIT_MS }, renew)
  const timer = setInterval(() => void renewSafely().catch(() => undefined), Math.max(leaseMs / 6, 100))
  timer.unref()
  return {
    async assertHeld() {
      if (!isLost && elapsedMs(last) >= leaseMs / 2) await wrapDiskErrors('lock', path, renewSafely)
      if (isLost) throw lockLost(path)
    },
    async release() {
      clearInterval(timer)
      // Nobody takes over what was renewed lately.
      const isHeld = elapsedMs(last) < leaseMs / 2 ? !isLost : (await readLock(path))?.holder?.token === token
      if (isHeld) await unlessMissing(unlink(path))
      ownTokens.delete(token)
    },
  }
}

/** Writes the same once more, so that the disk dates it by its own clock; false when it is another's by now. */
async function isRewritten(path: string, token: string): Promise<boolean> {
  const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDWR } = constants
  const handle = await unlessMissing(open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK))
  if (handle === undefined) return false
  try {
    const text = await handle.readFile('utf8')
    if (!text.endsWith(token)) return false
    await handle.write(text, 0)
    return true
  } finally {
    await handle.close()
  }
}

/** By both clocks: one can be set, the other stands still while a machine sleeps. */
function clocks(): readonly [number, number] {
  return [Date.now(), systemClock.monotonicMs()]
}

function elapsedMs([wall, steady]: readonly [number, number]): number {
  return Math.max(Math.abs(Date.now() - wall), systemClock.monotonicMs() - steady)
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

function lockLost(path: string): Failure {
  return new Failure('local', `this run stood still for too long, and another has taken ${path} meanwhile`, {
    hint: 'when the other run has ended, the same line again goes on from there',
  })
}
