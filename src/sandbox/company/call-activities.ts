import type { ACTIVITIES } from '../../catalogue/stats.ts'
import { rememberFor } from '../remember.ts'
import { SeededRandom } from '../seeded-random.ts'
import { type SandboxCall, shownAtMs } from './call.ts'
import { commentRows } from './comments.ts'
import type { SandboxCompany } from './company.ts'
import { partiesOf } from './parties.ts'
import { reviewsOf } from './scorecards.ts'
import type { User } from './users.ts'

const HOUR = 3_600_000

type Activity = (typeof ACTIVITIES)[number]

/** Something that a user did with a call, or got for it. */
export interface CallActivity {
  readonly what: Activity
  /** The id of a user. */
  readonly who: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** The latest activity after a call, ms. */
export const MAX_DELAY_MS = 4 * 24 * HOUR

/** Everything that Gong counts about one call, in no order. */
export const callActivities = rememberFor((call: SandboxCall, company: SandboxCompany): readonly CallActivity[] => {
  const { host, started } = call
  return [
    { what: 'callsAsHost', who: host.id, at: started.at },
    ...attendance(company, call),
    ...recordingPlays(company, call).map(({ user, at }): CallActivity => {
      return { what: user === host ? 'ownCallsListenedTo' : 'othersCallsListenedTo', who: user.id, at }
    }),
    ...recordingShares(call).map(({ outside, at }): CallActivity => {
      return { what: outside ? 'callsSharedExternally' : 'callsSharedInternally', who: host.id, at }
    }),
    ...feedback(company, call),
    ...commentActivities(call),
    ...reviewsOf(company, call).flatMap(({ reviewer, reviewed, at }): CallActivity[] => [
      ...(reviewer === undefined ? [] : [{ what: 'callsScorecardsFilled', who: reviewer, at } as const]),
      { what: 'callsScorecardsReceived', who: reviewed, at },
    ]),
  ]
})

/** Who listened to the recording: sometimes the host's manager, the host, or another user. */
export function recordingPlays(
  { seed, users }: SandboxCompany,
  call: SandboxCall,
): { readonly user: User; readonly at: number }[] {
  const random = new SeededRandom(seed, 'plays', call.index)
  const manager = users[call.host.manager ?? -1]
  const others = users.filter(({ active, id }) => active && id !== call.host.id)
  const heard = [
    ...(manager && random.bool(0.25) ? [manager] : []),
    ...(random.bool(0.15) && call.host.active ? [call.host] : []),
    ...(random.bool(0.1) ? [random.pick(others)] : []),
  ]
  return [...new Set(heard)].map((user) => ({ user, at: shownAtMs(call) + random.int(1, 40) * HOUR }))
}

/** How the host passed the call on: to colleagues after 6 calls in 100, to the buyer after 5. */
export function recordingShares(call: SandboxCall): { readonly outside: boolean; readonly at: number }[] {
  const random = new SeededRandom(call.seed, 'shares', call.index)
  const at = () => shownAtMs(call) + random.int(1, 30) * HOUR
  return [
    ...(random.bool(0.06) ? [{ outside: false, at: at() }] : []),
    ...(call.kind !== 'team' && random.bool(0.05) ? [{ outside: true, at: at() }] : []),
  ]
}

/** The colleagues that Gong knows to have been there; the host is counted as host alone. */
function attendance({ users }: SandboxCompany, call: SandboxCall): CallActivity[] {
  const present = new Set(partiesOf(call, users).flatMap(({ userId }) => userId ?? []))
  present.delete(call.host.id)
  return [...present].map((who) => ({ what: 'callsAttended', who, at: call.started.at }))
}

function feedback({ seed, users }: SandboxCompany, call: SandboxCall): CallActivity[] {
  const random = new SeededRandom(seed, 'feedback', call.index)
  const manager = users[call.host.manager ?? -1]
  if (!manager || !random.bool(0.06)) return []
  const at = shownAtMs(call) + random.int(1, 20) * HOUR
  const given = at + random.int(1, 40) * HOUR
  return [
    { what: 'callsRequestedFeedback', who: call.host.id, at },
    { what: 'callsGaveFeedback', who: manager.id, at: given },
    { what: 'callsReceivedFeedback', who: call.host.id, at: given },
    { what: 'callsMarkedAsFeedbackGiven', who: manager.id, at: given },
    { what: 'callsMarkedAsFeedbackReceived', who: call.host.id, at: given },
  ]
}

function commentActivities(call: SandboxCall): CallActivity[] {
  return commentRows(call).flatMap(({ commenterUserId, posted }): CallActivity[] => {
    const at = Date.parse(String(posted))
    return [
      { what: 'callsCommentsGiven', who: String(commenterUserId), at },
      { what: 'callsCommentsReceived', who: call.host.id, at },
    ]
  })
}
