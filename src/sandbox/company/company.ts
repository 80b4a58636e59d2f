import { once } from '../../lib/once.ts'
import type { Row } from '../../lib/rows.ts'
import { type Calendar, calendar, startOf } from './calendar.ts'
import { type Call, directionOf, durationOf, kindOf, scheduleOf } from './call.ts'
import { ids } from './ids.ts'
import { type Staff, staff } from './staff.ts'
import { avatars, LEFT_DAYS_AGO, type User, users } from './users.ts'
import { type Workspace, workspaces } from './workspaces.ts'

const DAY = 86_400_000

/** How many calls the company has when nobody says. */
export const CALLS = 5200

export interface Seeded {
  readonly seed: number
  /** Any time (ms) of the last day with calls, in UTC. */
  readonly today: number
  readonly calls: number
}

/** The company: small lists ready, calls thrown again whenever they are asked for. */
export interface Company extends Pick<Staff, 'hostOf' | 'workspaceOf'> {
  readonly seed: number
  /** UTC midnight of the last day, ms. */
  readonly today: number
  readonly size: number
  readonly users: readonly User[]
  readonly avatars: readonly Row[]
  readonly workspaces: readonly Workspace[]
  /** When each call began, ms, by index. */
  readonly started: Float64Array
  /** What listCalls filters by: the planned time of a conference, else the start; ms, by index. */
  readonly listed: Float64Array
  call(index: number): Call
  indexOf(id: string): number | undefined
}

/** Companies that were opened last in this process, by what they were opened with. */
const recent = new Map<string, Company>()
const RECENT_MOST = 4

/**
 * Opens the company of a seed. Equal inputs on one UTC day give an equal company: the same one where it was opened lately,
 * for it never changes, and what is derived from it (who appears in which call) takes long to find.
 */
export function company({ seed, today, calls }: Seeded): Company {
  const midnight = Math.floor(today / DAY) * DAY
  const key = [seed, midnight, calls].join()
  const opened = recent.get(key) ?? founded({ seed, today: midnight, calls })
  recent.delete(key)
  recent.set(key, opened)
  for (const oldest of [...recent.keys()].slice(0, -RECENT_MOST)) recent.delete(oldest)
  return opened
}

/** Costs next to nothing: the two numbers that each call keeps in memory are thrown when first read. */
function founded({ seed, today: midnight, calls }: Seeded): Company {
  const days = calendar(midnight, calls)
  const lists = { users: users(seed, midnight), workspaces: workspaces(seed) }
  const people = staff({ seed, ...lists, firstWithoutLeavers: days.firstOf(LEFT_DAYS_AGO) })
  const id = ids(seed, 'call')
  const begun = (index: number, day: number) => startOf(seed, index, day, people.hostOf(index).zone)
  const planned = (index: number, day: number) => scheduleOf(seed, index, begun(index, day), directionOf(seed, index))
  const started = once(() => days.column((index, day) => begun(index, day).at))
  const listed = once(() => days.column((index, day) => planned(index, day).at))
  return {
    seed,
    today: midnight,
    size: calls,
    ...lists,
    avatars: avatars(seed, midnight),
    get started() {
      return started()
    },
    get listed() {
      return listed()
    },
    hostOf: people.hostOf,
    workspaceOf: people.workspaceOf,
    call: (index) => callAt(seed, index, { id: id.of(index), days, people }),
    indexOf: (text) => {
      const index = id.indexOf(text)
      return index !== undefined && index < calls ? index : undefined
    },
  }
}

interface Known {
  readonly id: string
  readonly days: Calendar
  readonly people: Staff
}

function callAt(seed: number, index: number, { id, days, people }: Known): Call {
  const host = people.hostOf(index)
  const direction = directionOf(seed, index)
  const kind = kindOf(seed, index, host)
  const started = startOf(seed, index, days.midnightOf(index), host.zone)
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
