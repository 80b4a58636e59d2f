import type { Row } from '../../lib/rows.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { Account } from './accounts.ts'
import type { CallKind } from './call-kind.ts'
import { formatInstant, type Instant } from './instant.ts'
import { callTitle } from './titles.ts'
import type { User } from './users.ts'
import type { SandboxWorkspace } from './workspaces.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type Direction = 'Conference' | 'Outbound' | 'Inbound' | 'Unknown'

/** The facts of one call; everything else about it is generated from them. */
export interface SandboxCall {
  readonly seed: number
  readonly index: number
  readonly id: string
  readonly host: User
  readonly workspace: SandboxWorkspace
  readonly account: Account
  readonly kind: CallKind
  readonly direction: Direction
  readonly started: Instant
  readonly scheduled: Instant
  /** Whole seconds. */
  readonly duration: number
}

/** Of ten calls seven are web conferences and two outbound; the rest are inbound or unknown. */
export function directionOf(seed: number, index: number): Direction {
  const throwing = new SeededRandom(seed, 'direction', index).next()
  if (throwing < 0.7) return 'Conference'
  if (throwing < 0.9) return 'Outbound'
  return throwing < 0.97 ? 'Inbound' : 'Unknown'
}

/**
 * When a call was planned. Conferences begin up to 9 minutes late, and 3 in 100 were moved by days, which is why one
 * window can hold different calls for listCalls and the others (field note "Dates"); phone calls are never planned.
 */
export function scheduleOf(seed: number, index: number, started: Instant, direction: Direction): Instant {
  if (direction !== 'Conference') return started
  const random = new SeededRandom(seed, 'schedule', index)
  const moved = random.bool(0.03) ? random.int(1, 6) * 24 * HOUR : 0
  const late = started.at % (10 * MINUTE)
  return { at: started.at - late - moved, digits: started.digits }
}

/** Whole seconds: conferences 12 to 62 minutes, most near 30 or 50, among colleagues 25 at most; phone calls 3 to 15. */
export function durationOf(seed: number, index: number, direction: Direction, kind: CallKind): number {
  const random = new SeededRandom(seed, 'duration', index)
  if (direction !== 'Conference') return random.int(181, 900)
  if (kind === 'team') return random.int(12 * 60, 25 * 60)
  const throwing = random.next()
  if (throwing < 0.55) return random.int(22 * 60, 33 * 60)
  return throwing < 0.85 ? random.int(43 * 60, 58 * 60) : random.int(12 * 60, 62 * 60)
}

/** What the call is about: one in sixteen is only among colleagues, of a manager's one in three. */
export function kindOf(seed: number, index: number, host: User): CallKind {
  const random = new SeededRandom(seed, 'kind', index)
  if (random.bool(host.role === 'manager' ? 1 / 3 : 1 / 16)) return 'team'
  if (host.role === 'keeper') return 'renewal'
  return random.pick(['discovery', 'discovery', 'demo', 'demo', 'pricing', 'security'])
}

/** When Gong shows the call at all (ms): 5 to 55 minutes after its end (field note "Timing"). */
export function shownAtMs({ seed, index, started, duration }: SandboxCall): number {
  return started.at + duration * 1000 + new SeededRandom(seed, 'appears', index).int(5, 55) * MINUTE
}

/** When its transcript and content are there (ms): mostly within 5 hours of the call, 1 in 20 within a day. */
export function analyzedAtMs(call: SandboxCall): number {
  const random = new SeededRandom(call.seed, 'analysed', call.index)
  return shownAtMs(call) + (random.bool(0.05) ? random.int(5, 23) : random.next() * 4) * HOUR
}

const CONFERENCES = ['Zoom', 'Google Meet', 'Microsoft Teams', 'Webex']
const PHONES = ['Outreach', 'Dialpad', 'Gong Connect', 'Salesloft']

/** The basic facts as listCalls and getCall show them, and the `metaData` of an extensive call. */
export function basicCallRow(call: SandboxCall): Row {
  const { seed, index, id, host, direction } = call
  const random = new SeededRandom(seed, 'basic', index)
  const conference = direction === 'Conference'
  return {
    id,
    url: `https://app.gong.io/call?id=${id}`,
    title: callTitle(seed, index, call.kind, call.account.name),
    scheduled: formatInstant(call.scheduled, host.utcOffsetMinutes),
    started: formatInstant(call.started, host.utcOffsetMinutes),
    duration: call.duration,
    primaryUserId: host.id,
    direction,
    system: random.pick(conference ? CONFERENCES : PHONES),
    scope: call.kind === 'team' ? 'Internal' : direction === 'Unknown' ? 'Unknown' : 'External',
    media: conference && random.bool(0.92) ? 'Video' : 'Audio',
    language: random.bool(0.98) ? 'eng' : 'und',
    workspaceId: call.workspace.id,
    sdrDisposition: rarely(random, !conference, ['Got the gatekeeper', 'Left a message', 'Meeting booked']),
    clientUniqueId: rarely(random, !conference, [`dialer-${random.digits(12)}`]),
    customData: rarely(random, true, ['Conference Call', '{"campaign":"autumn"}', 'région: nord']),
    purpose: rarely(random, true, ['Demo Call', 'Renewal', 'Follow-up']),
    meetingUrl: conference ? `https://meet.tallyhouse.example/j/${random.digits(11)}` : null,
    isPrivate: random.bool(0.02),
    calendarEventId: conference && random.bool(0.9) ? `${random.digits(16)}@calendar.tallyhouse.example` : null,
  }
}

/** Mostly null: 94 in 100 (field note "What real answers look like"). */
function rarely(random: SeededRandom, possible: boolean, values: readonly string[]): string | null {
  return possible && random.bool(0.06) ? random.pick(values) : null
}
