import { once } from '../../lib/once.ts'
import type { Row } from '../../lib/rows.ts'
import { rememberRecent } from '../remember.ts'
import { type CallCalendar, makeCalendar, startOfCall } from './calendar.ts'
import { directionOf, durationOf, kindOf, type SandboxCall, scheduleOf } from './call.ts'
import { idSeries } from './ids.ts'
import { assignStaff, type Staff } from './staff.ts'
import { avatarRows, LEFT_DAYS_AGO, makeUsers, type User } from './users.ts'
import { makeWorkspaces, type SandboxWorkspace } from './workspaces.ts'

const DAY = 86_400_000

/** Without `--calls`. */
export const DEFAULT_CALL_COUNT = 5200

export interface CompanySeed {
  readonly seed: number
  /** Any time (ms) of the last day with calls, in UTC. */
  readonly today: number
  readonly calls: number
  /** How many calls are kept in memory with what was derived from them; 0 when left out. */
  readonly keptCalls?: number | undefined
}

/** The company: small lists in memory, calls generated when they are read, of which the last `keptCalls` are kept. */
export interface SandboxCompany extends Pick<Staff, 'hostOf' | 'workspaceOf'> {
  readonly seed: number
  /** UTC midnight of the last day, ms. */
  readonly today: number
  readonly size: number
  readonly users: readonly User[]
  readonly avatars: readonly Row[]
  readonly workspaces: readonly SandboxWorkspace[]
  /** When each call began, ms, by index. */
  readonly started: Float64Array
  /** What listCalls filters by: the planned time of a conference, else the start; ms, by index. */
  readonly listed: Float64Array
  call(index: number): SandboxCall
  indexOf(id: string): number | undefined
}

/** The companies opened last in this process, by their inputs. */
const recent = new Map<string, SandboxCompany>()
const MAX_RECENT = 4

/**
 * Opens the company of a seed. Equal inputs on one UTC day give an equal company, and the same object if it was opened
 * recently: it never changes, and what is derived from it (who appears in which call) takes long to compute.
 */
export function openCompany({ seed, today, calls, keptCalls = 0 }: CompanySeed): SandboxCompany {
  const midnight = Math.floor(today / DAY) * DAY
  const key = [seed, midnight, calls, keptCalls].join()
  const opened = recent.get(key) ?? generateCompany({ seed, today: midnight, calls, keptCalls })
  recent.delete(key)
  recent.set(key, opened)
  for (const oldest of [...recent.keys()].slice(0, -MAX_RECENT)) recent.delete(oldest)
  return opened
}

/** Costs next to nothing: the two numbers that each call keeps in memory are generated at the first read. */
function generateCompany({ seed, today: midnight, calls, keptCalls = 0 }: CompanySeed): SandboxCompany {
  const days = makeCalendar(midnight, calls)
  const lists = { users: makeUsers(seed, midnight), workspaces: makeWorkspaces(seed) }
  const people = assignStaff({ seed, ...lists, firstWithoutLeavers: days.firstOf(LEFT_DAYS_AGO) })
  const id = idSeries(seed, 'call')
  const begun = (index: number, day: number) => startOfCall(seed, index, day, people.hostOf(index).utcOffsetMinutes)
  const planned = (index: number, day: number) => scheduleOf(seed, index, begun(index, day), directionOf(seed, index))
  const started = once(() => days.column((index, day) => begun(index, day).at))
  const listed = once(() => days.column((index, day) => planned(index, day).at))
  return {
    seed,
    today: midnight,
    size: calls,
    ...lists,
    avatars: avatarRows(seed, midnight),
    get started() {
      return started()
    },
    get listed() {
      return listed()
    },
    hostOf: people.hostOf,
    workspaceOf: people.workspaceOf,
    call: rememberRecent(keptCalls, (index) => callAt(seed, index, { id: id.of(index), days, people })),
    indexOf: (text) => {
      const index = id.indexOf(text)
      return index !== undefined && index < calls ? index : undefined
    },
  }
}

interface CallSources {
  readonly id: string
  readonly days: CallCalendar
  readonly people: Staff
}

function callAt(seed: number, index: number, { id, days, people }: CallSources): SandboxCall {
  const host = people.hostOf(index)
  const direction = directionOf(seed, index)
  const kind = kindOf(seed, index, host)
  const started = startOfCall(seed, index, days.midnightOf(index), host.utcOffsetMinutes)
  return {
    seed,
    index,
    id,
    host,
    workspace: people.workspaceOf(index),
    account: people.accountOf(index),
    kind,
    direction,
    started,
    scheduled: scheduleOf(seed, index, started, direction),
    duration: durationOf(seed, index, direction, kind),
  }
}
