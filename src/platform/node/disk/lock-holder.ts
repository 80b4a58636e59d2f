import { constants, promises as fs, readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from '../../../lib/error-code.ts'
import { Failure } from '../../../lib/errors.ts'
import { once } from '../../../lib/once.ts'
import { unlessMissing } from './disk-errors.ts'

/** The process that holds a lock, as the lock file names it. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** The boot of the kernel and its namespace of pids, within which a pid is unique. `-` where unknown. */
  readonly machine: string
  /** When the process started, in the kernel's ticks, since a pid is used again. `-` where unknown. */
  readonly started: string
  readonly token: string
}

/** A lock file at one moment. */
export interface LockState {
  /** `undefined` while it is being written. */
  readonly holder: Holder | undefined
  /** When it was last renewed, by the clock of its disk. */
  readonly renewedMs: number
  readonly inode: bigint
}

/** The tokens of this process, which tell its locks from those of a dead process that had the same pid. */
export const ownTokens = new Set<string>()

/** The text of a lock file. */
export function lockText(token: string): string {
  const { host, machine, started } = self()
  return [process.pid, host, machine, started, token].join(' ')
}

/** Reads a lock file, and never follows a link. @throws Failure `usage` for a link, a pipe or anything that is no lock */
export async function readLock(path: string): Promise<LockState | undefined> {
  const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants
  const handle = await unlessMissing(fs.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)).catch((error: unknown) => {
    throw errorCode(error) === 'ELOOP' ? notALock(path, 'is a link') : error
  })
  if (handle === undefined) return undefined
  try {
    const found = await handle.stat({ bigint: true })
    if (!found.isFile()) throw notALock(path, 'is no file')
    if (found.size > 1000n) throw notALock(path, 'is no lock of gong')
    const text = await handle.readFile('utf8')
    const holder = parsed(text)
    if (holder === undefined && text !== '') throw notALock(path, 'is no lock of gong')
    return { holder, renewedMs: Number(found.mtimeMs), inode: found.ino }
  } finally {
    await handle.close()
  }
}

/** Whether the holder runs; `undefined` when unknown, as on another machine, so that only its lease tells. */
export function isAlive(holder: Holder): boolean | undefined {
  const { host, machine, started } = self()
  const isHere = holder.machine === '-' ? holder.host === host : holder.machine === machine
  if (!isHere) return undefined
  if (holder.pid === process.pid && ['-', started].includes(holder.started)) return ownTokens.has(holder.token)
  if (!isRunning(holder.pid)) return false
  if (holder.started === '-') return undefined
  const now = startOf(holder.pid)
  return now === undefined ? undefined : now === holder.started
}

function parsed(text: string): Holder | undefined {
  // Version 1 wrote neither the machine nor the start.
  const words = text.split(' ')
  const [pid = '', host = '', machine = '-', started = '-'] = words.length === 3 ? words.slice(0, 2) : words
  const token = words.at(-1)
  if (!/^\d+$/.test(pid) || token === undefined || ![3, 5].includes(words.length)) return undefined
  return { pid: Number(pid), host, machine, started, token }
}

const self = once(() => ({ host: hostname(), machine: machineId(), started: startOf('self') ?? '-' }))

// Under /proc it is the kernel that answers, and at once: a thread to wait for it would cost more than the answer.

function machineId(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${boot.trim()}/${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return '-'
  }
}

/** The start of a process; `gone` for a zombie. */
function startOf(pid: number | 'self'): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program stands in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? 'gone' : fields[19]
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) !== 'ESRCH'
  }
}

function notALock(path: string, why: string): Failure {
  return new Failure('usage', `${path} ${why}, and stands where a lock of gong goes`, { hint: `rm ${path}` })
}
