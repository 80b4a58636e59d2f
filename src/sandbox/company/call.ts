import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Kind } from '../talk/script.ts'
import type { Account } from './buyers.ts'
import { type Moment, stamp } from './stamp.ts'
import { title } from './titles.ts'
import type { User } from './users.ts'
import type { Workspace } from './workspaces.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type Direction = 'Conference' | 'Outbound' | 'Inbound' | 'Unknown'

/** The facts of one call from which everything else about it is thrown. */
export interface Call {
  readonly seed: number
  readonly index: number
  readonly id: string
  readonly host: User
  readonly workspace: Workspace
  readonly account: Account
  readonly kind: Kind
  readonly direction: Direction
  readonly started: Moment
  readonly scheduled: Moment
  /** Whole seconds. */
  readonly duration: number
}

/** Of ten calls seven are web conferences, two go out, and the rest come in or nobody knows. */
export function directionOf(seed: number, index: number): Direction {
  const throwing = new Chance(seed, 'direction', index).next()
  if (throwing < 0.7) return 'Conference'
  if (throwing < 0.9) return 'Outbound'
  return throwing < 0.97 ? 'Inbound' : 'Unknown'
}

/**
 * When a call was planned. Conferences begin up to 9 minutes late, and 3 in 100 were moved by days, which is why one
 * window can hold different calls for listCalls and the others (field note "Dates"); phone calls are never planned.
 */
export function scheduleOf(seed: number, index: number, started: Moment, direction: Direction): Moment {
  if (direction !== 'Conference') return started
  const chance = new Chance(seed, 'schedule', index)
  const moved = chance.odds(0.03) ? chance.int(1, 6) * 24 * HOUR : 0
  const late = started.at % (10 * MINUTE)
  return { at: started.at - late - moved, digits: started.digits }
}

/** Whole seconds: conferences 12 to 62 minutes, most near 30 or 50, among colleagues 25 at most; phone calls 3 to 15. */
export function durationOf(seed: number, index: number, direction: Direction, kind: Kind): number {
  const chance = new Chance(seed, 'duration', index)
  if (direction !== 'Conference') return chance.int(181, 900)
  if (kind === 'team') return chance.int(12 * 60, 25 * 60)
  const throwing = chance.next()
  if (throwing < 0.55) return chance.int(22 * 60, 33 * 60)
  return throwing < 0.85 ? chance.int(43 * 60, 58 * 60) : chance.int(12 * 60, 62 * 60)
}

/** What the call is about: one in sixteen is only among colleagues, of a manager's one in three. */
export function kindOf(seed: number, index: number, host: User): Kind {
  const chance = new Chance(seed, 'kind', index)
  if (chance.odds(host.role === 'manager' ? 1 / 3 : 1 / 16)) return 'team'
  if (host.role === 'keeper') return 'renewal'
  return chance.pick(['discovery', 'discovery', 'demo', 'demo', 'pricing', 'security'])
}

/** When Gong shows the call at all (ms): 5 to 55 minutes after its end (field note "Timing"). */
export function appears({ seed, index, started, duration }: Call): number {
  return started.at + duration * 1000 + new Chance(seed, 'appears', index).int(5, 55) * MINUTE
}

/** When its transcript and content are there (ms): mostly within 5 hours of the call, 1 in 20 within a day. */
export function analysed(call: Call): number {
  const chance = new Chance(call.seed, 'analysed', call.index)
  return appears(call) + (chance.odds(0.05) ? chance.int(5, 23) : chance.next() * 4) * HOUR
}

const CONFERENCES = ['Zoom', 'Google Meet', 'Microsoft Teams', 'Webex']
const PHONES = ['Outreach', 'Dialpad', 'Gong Connect', 'Salesloft']

/** The basic facts as listCalls and getCall show them, and the `metaData` of an extensive call. */
export function basic(call: Call): Row {
  const { seed, index, id, host, direction } = call
  const chance = new Chance(seed, 'basic', index)
  const conference = direction === 'Conference'
  return {
    id,
    url: `https://app.gong.io/call?id=${id}`,
    title: title(seed, index, call.kind, call.account.name),
    scheduled: stamp(call.scheduled, host.zone),
    started: stamp(call.started, host.zone),
    duration: call.duration,
    primaryUserId: host.id,
    direction,
    system: chance.pick(conference ? CONFERENCES : PHONES),
    scope: call.kind === 'team' ? 'Internal' : direction === 'Unknown' ? 'Unknown' : 'External',
    media: conference && chance.odds(0.92) ? 'Video' : 'Audio',
    language: chance.odds(0.98) ? 'eng' : 'und',
    workspaceId: call.workspace.id,
    sdrDisposition: seldom(chance, !conference, ['Got the gatekeeper', 'Left a message', 'Meeting booked']),
    clientUniqueId: seldom(chance, !conference, [`dialer-${chance.digits(12)}`]),
    customData: seldom(chance, true, ['Conference Call', '{"campaign":"autumn"}', 'région: nord']),
    purpose: seldom(chance, true, ['Demo Call', 'Renewal', 'Follow-up']),
    meetingUrl: conference ? `https://meet.tallyhouse.example/j/${chance.digits(11)}` : null,
    isPrivate: chance.odds(0.02),
    calendarEventId: conference && chance.odds(0.9) ? `${chance.digits(16)}@calendar.tallyhouse.example` : null,
  }
}

/** Mostly null: 94 in 100 (field note "What real answers look like"). */
function seldom(chance: Chance, possible: boolean, values: readonly string[]): string | null {
  return possible && chance.odds(0.06) ? chance.pick(values) : null
}
