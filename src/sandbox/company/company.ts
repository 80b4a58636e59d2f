import { once } from '../../lib/once.ts'
import type { Row } from '../../lib/rows.ts'
import { rememberRecent } from '../remember.ts'
import { makeCalendar, startOfCall } from './calendar.ts'
import { directionOf, durationOf, kindOf, type SandboxCall, scheduleOf } from './call.ts'
import { idSeries } from './ids.ts'
import { assignStaff, type Staff } from './staff.ts'
import { avatarRows, LEFT_DAYS_AGO, makeUsers, type User } from './users.ts'
import { makeWorkspaces, type SandboxWorkspace } from './workspaces.ts'

const DAY = 86_400_000
/** From which days of users, flows and the like count back: a company that is looked at on another day has the same ones. */
const REFERENCE_DAY = Date.parse('2026-05-19T00:00:00Z')

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
  /** UTC midnight of the day from which the dates of users, flows and the like count back, ms. */
  readonly referenceDay: number
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
  /** The id of a call that is added after so many others. */
  idAfter(count: number): string
}

/** The companies opened last in this process, by their inputs. */
const recent = new Map<string, SandboxCompany>()
const MAX_RECENT = 4

/**
 * Opens the company of a seed. On another day it has the same calls, but for new ones and those that are older than half a
 * year. Equal inputs on one UTC day give the same object if it was opened recently: it never changes, and what is derived from it (who appears in which call) takes long to compute.
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
  const referenceDay = Math.min(midnight, REFERENCE_DAY)
  const days = makeCalendar(midnight, referenceDay, calls)
  const lists = { users: makeUsers(seed, referenceDay), workspaces: makeWorkspaces(seed) }
  const firstWithoutLeavers = days.numberOf(referenceDay - LEFT_DAYS_AGO * DAY)
  const people = assignStaff({ seed, ...lists, firstWithoutLeavers })
  const id = idSeries(seed, 'call')
  const first = days.firstNumber
  const numberOf = (index: number) => first + index
  const begun = (index: number, day: number) =>
    startOfCall(seed, numberOf(index), day, people.hostOf(numberOf(index)).utcOffsetMinutes)
  const planned = (index: number, day: number) =>
    scheduleOf(seed, numberOf(index), begun(index, day), directionOf(seed, numberOf(index)))
  const started = once(() => days.column((index, day) => begun(index, day).at))
  const listed = once(() => days.column((index, day) => planned(index, day).at))
  return {
    seed,
    today: midnight,
    referenceDay,
    size: calls,
    ...lists,
    avatars: avatarRows(seed, referenceDay),
    get started() {
      return started()
    },
    get listed() {
      return listed()
    },
    hostOf: (index) => people.hostOf(numberOf(index)),
    workspaceOf: (index) => people.workspaceOf(numberOf(index)),
    call: rememberRecent(keptCalls, (index) =>
      callAt(seed, numberOf(index), { id: id.of(numberOf(index)), midnight: days.midnightOf(index), people }),
    ),
    idAfter: (count) => id.of(numberOf(calls + count)),
    indexOf: (text) => {
      const index = (id.indexOf(text) ?? Number.NaN) - first
      return index >= 0 && index < calls ? index : undefined
    },
  }
}

interface CallSources {
  readonly id: string
  /** UTC midnight of its day, ms. */
  readonly midnight: number
  readonly people: Staff
}

function callAt(seed: number, index: number, { id, midnight, people }: CallSources): SandboxCall {
  const host = people.hostOf(index)
  const direction = directionOf(seed, index)
  const kind = kindOf(seed, index, host)
  const started = startOfCall(seed, index, midnight, host.utcOffsetMinutes)
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
