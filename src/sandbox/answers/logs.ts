import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import { basic } from '../company/call.ts'
import { plays, shares, TRAIL } from '../company/deeds.ts'
import { stamp } from '../company/stamp.ts'
import type { User } from '../company/users.ts'
import { callsIn } from './activity.ts'
import { type Answers, type Asked, page, windowOf } from './asked.ts'
import type { Span } from './periods.ts'

const DAY = 86_400_000
/** Gong keeps the log of sign-ins this long. */
const KEPT = 14 * DAY

/** One entry before it is shown. Who looked at a call that was shared outside is no user of Gong. */
interface Entry {
  readonly at: number
  readonly who?: User | undefined
  readonly record: Row
}

type Log = (asked: Asked, span: Span) => Entry[]

/** The audit logs; those about calls tell the same story as the statistics. */
const LOGS: { readonly [type: string]: Log } = {
  AccessLog: (asked, { from, to }) =>
    daily(asked, { from: Math.max(from, asked.place.began - KEPT), to }, 'signed in', 0.9, (chance) => ({
      eventType: chance.pick(['Login', 'Login', 'Login', 'Logout', 'LoginFailed']),
      clientIpAddress: `203.0.113.${chance.int(1, 254)}`,
      userAgent: chance.pick(['Firefox on Linux', 'Chrome on Windows', 'Gong for iOS']),
    })),
  UserActivityLog: (asked, span) =>
    daily(asked, span, 'changed settings', 0.08, (chance) => ({
      eventType: chance.pick(['ScorecardUpdated', 'UserSettingsChanged', 'TrackerCreated', 'CallsExported']),
      setting: chance.pick(['webConferencesRecorded', 'emailsImported', null]),
    })),
  UserCallPlay: (asked, span) =>
    ofCalls(asked, span, (index) => {
      const call = asked.company.call(index)
      const record = { callId: call.id, callTitle: basic(call).title ?? null, workspaceId: call.workspace.id }
      return plays(asked.company, call).map(({ user, at }) => ({ at, who: user, record }))
    }),
  ExternallySharedCallAccess: (asked, span) => ofCalls(asked, span, (index) => visits(asked, index)),
  ExternallySharedCallPlay: (asked, span) =>
    ofCalls(asked, span, (index) =>
      visits(asked, index)
        .filter((_, nth) => nth === 0)
        .map(({ record, ...entry }) => ({ ...entry, record: { ...record, playedSeconds: 40 + (index % 500) } })),
    ),
}

export const logs: Answers = {
  listLogs: (asked) => {
    const { query, place } = asked
    const within = windowOf(query, 'fromDateTime', 'toDateTime')
    const span = { from: Date.parse(String(query.fromDateTime)), to: place.began }
    const entries = LOGS[String(query.logType)]?.(asked, span) ?? []
    const found = entries.filter(({ at }) => within(at) && at <= place.began).sort((a, b) => a.at - b.at)
    return page(asked, found, (entry) => shown(asked, entry))
  },
}

/** One entry in 50 was made by somebody of Gong in the name of the user. */
function shown({ company }: Asked, { at, who, record }: Entry): Row {
  const chance = new Chance(company.seed, 'impersonated', at)
  const [, support] = company.avatars
  return {
    ...(who && { userId: who.id, userEmailAddress: who.email, userFullName: who.name }),
    ...(who &&
      chance.odds(0.02) && {
        impersonatorUserId: support?.id ?? null,
        impersonatorEmailAddress: support?.emailAddress ?? null,
        impersonatorFullName: 'Gong Support',
        impersonatorCompanyId: '1',
      }),
    eventTime: stamp({ at, digits: 3 }, who?.zone ?? 0),
    logRecord: record,
  }
}

/** What each user does with some odds on each day, at some time of it. */
function daily(asked: Asked, span: Span, what: string, odds: number, record: (chance: Chance) => Row): Entry[] {
  const { seed, today, users } = asked.company
  const days = Math.max(0, Math.ceil((span.to - span.from) / DAY) + 1)
  const first = Math.floor(span.from / DAY) * DAY
  return Array.from({ length: days }, (_, day) => first + day * DAY).flatMap((midnight) =>
    users.flatMap((who, place): Entry[] => {
      const chance = new Chance(seed, what, (today - midnight) / DAY, place)
      const at = midnight + 7 * 3_600_000 + chance.int(0, DAY / 2) - who.zone * 60_000
      return who.active && chance.odds(odds) ? [{ at, who, record: record(chance) }] : []
    }),
  )
}

function ofCalls(asked: Asked, { from, to }: Span, entries: (index: number) => Entry[]): Entry[] {
  return callsIn(asked, { from: from - TRAIL, to }).flatMap(entries)
}

/** A buyer opens what was shared one to three times in the two days after. */
function visits({ company }: Asked, index: number): Entry[] {
  const call = company.call(index)
  const chance = new Chance(company.seed, 'visits', index)
  const visitor = chance.pick(call.account.people)
  return shares(call)
    .filter(({ outside }) => outside)
    .flatMap(({ at }) =>
      Array.from({ length: chance.int(1, 3) }, () => ({
        at: at + chance.int(0, 40) * 3_600_000,
        record: { callId: call.id, sharedBy: call.host.email, viewerEmailAddress: visitor.email },
      })),
    )
}
