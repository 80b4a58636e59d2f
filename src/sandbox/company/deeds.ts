import type { ACTIVITIES } from '../../catalogue/stats.ts'
import { Chance } from '../chance.ts'
import { appears, type Call } from './call.ts'
import type { Company } from './company.ts'
import { comments } from './extras.ts'
import { parties } from './parties.ts'
import { reviews } from './scorecards.ts'
import type { User } from './users.ts'

const HOUR = 3_600_000

type Activity = (typeof ACTIVITIES)[number]

/** Something that a user did with a call, or got for it. */
export interface Deed {
  readonly what: Activity
  /** The id of a user. */
  readonly who: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** No deed follows its call by more than this, ms. */
export const TRAIL = 4 * 24 * HOUR

/** Everything that Gong counts about one call, in no order. */
export function deeds(company: Company, call: Call): Deed[] {
  const { host, started } = call
  return [
    { what: 'callsAsHost', who: host.id, at: started.at },
    ...attended(company, call),
    ...plays(company, call).map(({ user, at }): Deed => {
      return { what: user === host ? 'ownCallsListenedTo' : 'othersCallsListenedTo', who: user.id, at }
    }),
    ...shares(call).map(({ outside, at }): Deed => {
      return { what: outside ? 'callsSharedExternally' : 'callsSharedInternally', who: host.id, at }
    }),
    ...feedback(company, call),
    ...commented(call),
    ...reviews(company, call).flatMap(({ reviewer, reviewed, at }): Deed[] => [
      ...(reviewer === undefined ? [] : [{ what: 'callsScorecardsFilled', who: reviewer, at } as const]),
      { what: 'callsScorecardsReceived', who: reviewed, at },
    ]),
  ]
}

/** Who listened to the recording: now and then the host's manager, the host, or anybody else. */
export function plays({ seed, users }: Company, call: Call): { readonly user: User; readonly at: number }[] {
  const chance = new Chance(seed, 'plays', call.index)
  const boss = users[call.host.boss ?? -1]
  const others = users.filter(({ active, id }) => active && id !== call.host.id)
  const heard = [
    ...(boss && chance.odds(0.25) ? [boss] : []),
    ...(chance.odds(0.15) && call.host.active ? [call.host] : []),
    ...(chance.odds(0.1) ? [chance.pick(others)] : []),
  ]
  return [...new Set(heard)].map((user) => ({ user, at: appears(call) + chance.int(1, 40) * HOUR }))
}

/** How the host passed the call on: to colleagues after 6 calls in 100, to the buyer after 5. */
export function shares(call: Call): { readonly outside: boolean; readonly at: number }[] {
  const chance = new Chance(call.seed, 'shares', call.index)
  const at = () => appears(call) + chance.int(1, 30) * HOUR
  return [
    ...(chance.odds(0.06) ? [{ outside: false, at: at() }] : []),
    ...(call.kind !== 'team' && chance.odds(0.05) ? [{ outside: true, at: at() }] : []),
  ]
}

/** The colleagues that Gong knows to have been there; the host is counted as host alone. */
function attended({ users }: Company, call: Call): Deed[] {
  const present = new Set(parties(call, users).flatMap(({ userId }) => userId ?? []))
  present.delete(call.host.id)
  return [...present].map((who) => ({ what: 'callsAttended', who, at: call.started.at }))
}

function feedback({ seed, users }: Company, call: Call): Deed[] {
  const chance = new Chance(seed, 'feedback', call.index)
  const boss = users[call.host.boss ?? -1]
  if (!boss || !chance.odds(0.06)) return []
  const at = appears(call) + chance.int(1, 20) * HOUR
  const given = at + chance.int(1, 40) * HOUR
  return [
    { what: 'callsRequestedFeedback', who: call.host.id, at },
    { what: 'callsGaveFeedback', who: boss.id, at: given },
    { what: 'callsReceivedFeedback', who: call.host.id, at: given },
    { what: 'callsMarkedAsFeedbackGiven', who: boss.id, at: given },
    { what: 'callsMarkedAsFeedbackReceived', who: call.host.id, at: given },
  ]
}

function commented(call: Call): Deed[] {
  return comments(call).flatMap(({ commenterUserId, posted }): Deed[] => {
    const at = Date.parse(String(posted))
    return [
      { what: 'callsCommentsGiven', who: String(commenterUserId), at },
      { what: 'callsCommentsReceived', who: call.host.id, at },
    ]
  })
}
