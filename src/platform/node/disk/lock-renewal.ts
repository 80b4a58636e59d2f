import { constants, promises as fs, unlinkSync } from 'node:fs'
import { Failure } from '../../../lib/errors.ts'
import type { FileLock } from '../../files.ts'
import { systemClock } from '../clock.ts'
import { unlessMissing, unlessMissingSync, wrapDiskErrors } from './disk-errors.ts'
import { ownTokens, readLock } from './lock-holder.ts'

/**
 * Renews a lock until it is released, and detects when this process was suspended for so long that another took it over.
 *
 * @param withTakeoverLock runs under the lock that is held while a lock is taken over
 */
export function renewedLock(
  path: string,
  token: string,
  leaseMs: number,
  withTakeoverLock: (run: () => Promise<void>) => Promise<void>,
): FileLock {
  let last = clocks()
  let isLost = false
  const renew = async () => {
    const now = clocks()
    if (await isRewritten(path, token)) last = now
    else isLost = true
  }
  // After a long pause another process may be taking it over.
  const renewSafely = () => (elapsedMs(last) < leaseMs / 2 ? renew() : withTakeoverLock(renew))
  const timer = setInterval(() => void renewSafely().catch(() => undefined), Math.max(leaseMs / 6, 100))
  timer.unref()
  return {
    async assertHeld() {
      if (!isLost && elapsedMs(last) >= leaseMs / 2) await wrapDiskErrors('lock', path, renewSafely)
      if (isLost) throw lockLost(path)
    },
    async release() {
      clearInterval(timer)
      // Without a read where it was renewed lately, since then no process takes it over.
      const isHeld = elapsedMs(last) < leaseMs / 2 ? !isLost : (await readLock(path))?.holder?.token === token
      if (isHeld) unlessMissingSync(() => unlinkSync(path))
      ownTokens.delete(token)
    },
  }
}

/** Rewrites the lock file, which updates its time by the clock of the disk; false when it is another process's by now. */
async function isRewritten(path: string, token: string): Promise<boolean> {
  const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDWR } = constants
  const handle = await unlessMissing(fs.open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK))
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

/** Both clocks: the wall clock can be set, the monotonic one stops while the machine is suspended. */
function clocks(): readonly [number, number] {
  return [Date.now(), systemClock.monotonicMs()]
}

function elapsedMs([wallMs, monotonicMs]: readonly [number, number]): number {
  return Math.max(Math.abs(Date.now() - wallMs), systemClock.monotonicMs() - monotonicMs)
}

function lockLost(path: string): Failure {
  return new Failure('local', `this run stood still for too long, and another has taken ${path} meanwhile`, {
    hint: 'when the other run has ended, the same line again goes on from there',
  })
}
