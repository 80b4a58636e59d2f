import { constants, copyFile, link, open, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../../../lib/errors.ts'
import type { Held } from '../../ports.ts'
import { codeOf, inWords, unlessMissing } from './errno.ts'
import { makeFolder } from './folder.ts'
import { isAlive, look, own, type Seen, writtenBy } from './holder.ts'
import { beside } from './temporary-file.ts'

/** A lock that is not renewed for so long is taken over, unless its holder is known to live. */
const LEASE_MS = 30_000
/** Taking over a lock is a matter of moments. */
const HEAL_MS = 10_000

/** How to wait for somebody else. */
export interface Wait {
  readonly waitMs: number
  readonly signal?: AbortSignal | undefined
  /** Told once, when there is somebody to wait for. @param who such as `process 12 on build-1` */
  readonly waiting?: ((who: string) => Promise<void>) | undefined
  /** Milliseconds of waiting after which that is told; at once when left out. */
  readonly sayAfterMs?: number | undefined
  /** What to throw when the other does not let go; a Failure `usage` when left out. */
  readonly refused?: ((who: string) => Failure) | undefined
  readonly leaseMs?: number | undefined
}

/**
 * Runs while no other process holds the lock. A lock whose holder died is taken over at once; one of another machine when
 * it has not been renewed for 30 s.
 *
 * @param run gets what tells whether the lock is still held, to be asked before it writes
 * @throws Failure `usage` that names the holder when it does not let go
 */
export async function locked<T>(path: string, wait: Wait, run: (check: Held['check']) => Promise<T>): Promise<T> {
  const held = await hold(path, wait)
  try {
    return await run(held.check)
  } finally {
    await held.release()
  }
}

/** The same for something that has no end yet. */
export async function hold(path: string, wait: Wait): Promise<Held> {
  const token = crypto.randomUUID()
  own.add(token)
  try {
    await inWords('lock', path, () => acquire(path, token, wait))
    return renewed(path, token, wait.leaseMs ?? LEASE_MS)
  } catch (error) {
    own.delete(token)
    throw error
  }
}

/** The lock is written under a passing name first, so that nobody ever reads half of it. */
async function acquire(path: string, token: string, wait: Wait): Promise<void> {
  await makeFolder(dirname(path), 0o700)
  const ticket = beside(path)
  await writeFile(ticket, await writtenBy(token), { flag: 'wx', mode: 0o600 })
  try {
    // The clock of the disk, which is the same for all who look at the lock.
    const diskMs = (await stat(ticket)).mtimeMs - performance.now()
    await untilLinked(ticket, path, wait, () => diskMs + performance.now())
  } finally {
    await rm(ticket, { force: true })
  }
}

async function untilLinked(ticket: string, path: string, wait: Wait, diskMs: () => number): Promise<void> {
  const { waitMs, signal, sayAfterMs = 0, leaseMs = LEASE_MS } = wait
  let { waiting } = wait
  for (let waited = 0, pause = 1; !(await linked(ticket, path)); ) {
    const seen = await look(path)
    if (seen !== undefined && (await isLeft(seen, diskMs(), leaseMs))) await bury(path, seen, diskMs, wait)
    else if (waited >= waitMs) throw stuck(path, seen, wait)
    else {
      if (waited >= sayAfterMs) {
        await waiting?.(nameOf(seen ?? { holder: undefined }))
        waiting = undefined
      }
      // Waiters that came together must not come back together.
      await sleep(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => signal?.throwIfAborted())
      waited += pause
      pause = Math.min(pause * 2, 25)
    }
  }
}

/** Gives the ticket the lock's name; false when somebody else has it. Copies on file systems without hard links. */
async function linked(ticket: string, path: string): Promise<boolean> {
  try {
    await link(ticket, path).catch((error) => {
      if (codeOf(error) === 'EEXIST') throw error
      return copyFile(ticket, path, constants.COPYFILE_EXCL)
    })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Whether nobody holds the lock any more: its holder is dead, or nobody can tell and it was not renewed in time. */
async function isLeft({ holder, renewedMs }: Seen, nowMs: number, leaseMs: number): Promise<boolean> {
  const alive = holder && (await isAlive(holder))
  return alive === undefined ? nowMs - renewedMs > leaseMs : !alive
}

/**
 * Removes a lock that was left. Under a lock of its own, because between the look and the removal another healer could have
 * removed it already and a living process taken it, or its holder have come back and renewed it.
 */
function bury(path: string, left: Seen, diskMs: () => number, { signal, leaseMs = LEASE_MS }: Wait): Promise<void> {
  return locked(`${path}.heal`, { waitMs: HEAL_MS, signal }, async (check) => {
    const seen = await look(path)
    if (seen?.inode !== left.inode || !(await isLeft(seen, diskMs(), leaseMs))) return
    await check()
    await rm(path, { force: true })
  })
}

/** Renews the lock for as long as this process runs, and tells when it stood still for so long that another took it. */
function renewed(path: string, token: string, leaseMs: number): Held {
  let last = moment()
  let isLost = false
  const renew = async () => {
    const now = moment()
    if (await isRewritten(path, token)) last = now
    else isLost = true
  }
  // After a long pause somebody may be about to take it over.
  const renewSafely = () => (since(last) < leaseMs / 2 ? renew() : locked(`${path}.heal`, { waitMs: HEAL_MS }, renew))
  const timer = setInterval(() => void renewSafely().catch(() => undefined), Math.max(leaseMs / 6, 100))
  timer.unref()
  return {
    async check() {
      if (!isLost && since(last) >= leaseMs / 2) await inWords('lock', path, renewSafely)
      if (isLost) throw lost(path)
    },
    async release() {
      clearInterval(timer)
      if ((await look(path))?.holder?.token === token) await rm(path, { force: true })
      own.delete(token)
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
function moment(): readonly [number, number] {
  return [Date.now(), performance.now()]
}

function since([wall, steady]: readonly [number, number]): number {
  return Math.max(Math.abs(Date.now() - wall), performance.now() - steady)
}

function nameOf({ holder }: Pick<Seen, 'holder'>): string {
  return holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`
}

function stuck(path: string, seen: Seen | undefined, { refused, waitMs }: Wait): Failure {
  const who = nameOf(seen ?? { holder: undefined })
  if (refused !== undefined) return refused(who)
  return new Failure('usage', `cannot lock ${path}: ${who} has held it for more than ${waitMs / 1000} s`, {
    hint: `if that process is gone: rm ${path}`,
  })
}

function lost(path: string): Failure {
  return new Failure('local', `this run stood still for too long, and another has taken ${path} meanwhile`, {
    hint: 'when the other run has ended, the same line again goes on from there',
  })
}
