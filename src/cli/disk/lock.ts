import { constants, copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../../errors.ts'
import { beside } from './beside.ts'
import { codeOf, inWords, unlessMissing } from './errno.ts'

interface Holder {
  readonly pid: number
  readonly host: string
  readonly token: string
}

/** The locks that this process holds or is about to take: tells its own from those of a dead process with its pid. */
const own = new Set<string>()

/**
 * Runs while no other process of this machine holds the lock; one whose holder died is taken over.
 *
 * @param patience milliseconds to wait for somebody else
 * @throws Failure `usage` that names the holder when it does not let go
 */
export async function locked<T>(path: string, patience: number, run: () => Promise<T>): Promise<T> {
  const release = await hold(path, patience)
  try {
    return await run()
  } finally {
    await release()
  }
}

/** The same for something that has no end yet. @returns what lets go of the lock */
export async function hold(path: string, patience: number): Promise<() => Promise<void>> {
  const token = crypto.randomUUID()
  own.add(token)
  try {
    await inWords('lock', path, () => acquire(path, token, patience))
  } catch (error) {
    own.delete(token)
    throw error
  }
  return async () => {
    await rm(path, { force: true })
    own.delete(token)
  }
}

/** The lock is written under a passing name first, so that nobody ever reads half of it. */
async function acquire(path: string, token: string, patience: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const ticket = beside(path)
  await writeFile(ticket, `${process.pid} ${hostname()} ${token}`, { flag: 'wx', mode: 0o600 })
  try {
    for (let waited = 0, pause = 1; !(await linked(ticket, path)); ) {
      const holder = await holderOf(path)
      if (holder !== undefined && isDead(holder)) await bury(path, holder, patience)
      else if (waited >= patience) throw stuck(path, holder, patience)
      else {
        // Waiters that came together must not come back together.
        await sleep(pause * (0.5 + Math.random()))
        waited += pause
        pause = Math.min(pause * 2, 25)
      }
    }
  } finally {
    await rm(ticket, { force: true })
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

async function holderOf(path: string): Promise<Holder | undefined> {
  const text = await unlessMissing(readFile(path, 'utf8'))
  if (text === undefined) return undefined
  const [pid, host = '', token = ''] = text.split(' ')
  return { pid: Number(pid), host, token }
}

/** Only a process of this machine can be known to be dead; a container has its own host name and its own pids. */
function isDead({ pid, host, token }: Holder): boolean {
  if (host !== hostname()) return false
  if (pid === process.pid) return !own.has(token)
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

/**
 * Removes the lock of a dead process. Under a lock of its own, because between the look and the removal another healer
 * could have removed it already and a living process taken it.
 */
function bury(path: string, dead: Holder, patience: number): Promise<void> {
  return locked(`${path}.heal`, patience, async () => {
    const holder = await holderOf(path)
    if (holder?.token === dead.token) await rm(path, { force: true })
  })
}

function stuck(path: string, holder: Holder | undefined, patience: number): Failure {
  const who = holder?.token ? `process ${holder.pid} on ${holder.host}` : 'another process'
  return new Failure('usage', `cannot lock ${path}: ${who} has held it for more than ${patience / 1000} s`, {
    hint: `if that process is gone: rm ${path}`,
  })
}
