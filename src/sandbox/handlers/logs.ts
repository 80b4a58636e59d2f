import { LOGS_KEPT } from '../../catalogue/logs.ts'
import type { Row } from '../../lib/rows.ts'
import { basicCallRow } from '../company/call.ts'
import { MAX_DELAY_MS, recordingPlays, recordingShares } from '../company/call-activities.ts'
import { formatInstant } from '../company/instant.ts'
import type { User } from '../company/users.ts'
import { SeededRandom } from '../seeded-random.ts'
import { callsIn } from './activity.ts'
import type { Span } from './calendar-periods.ts'
import { type Handlers, paged, type SandboxRequest, timeFilter } from './request.ts'

const DAY = 86_400_000

/** One entry before it is shown. Who looked at a call that was shared outside is no user of Gong. */
interface Entry {
  readonly at: number
  readonly who?: User
  readonly record: Row
}

type Log = (request: SandboxRequest, span: Span) => Entry[]

/** The audit logs; those about calls agree with the statistics. */
const LOGS: { readonly [type: string]: Log } = {
  AccessLog: (request, span) =>
    daily(request, span, 'signed in', 0.9, (random) => ({
      eventType: random.pick(['Login', 'Login', 'Login', 'Logout', 'LoginFailed']),
      clientIpAddress: `203.0.113.${random.int(1, 254)}`,
      userAgent: random.pick(['Firefox on Linux', 'Chrome on Windows', 'Gong for iOS']),
    })),
  UserActivityLog: (request, span) =>
    daily(request, span, 'changed settings', 0.08, (random) => ({
      eventType: random.pick(['ScorecardUpdated', 'UserSettingsChanged', 'TrackerCreated', 'CallsExported']),
      setting: random.pick(['webConferencesRecorded', 'emailsImported', null]),
    })),
  UserCallPlay: (request, span) =>
    ofCalls(request, span, (index) => {
      const call = request.company.call(index)
      const record = { callId: call.id, callTitle: basicCallRow(call).title ?? null, workspaceId: call.workspace.id }
      return recordingPlays(request.company, call).map(({ user, at }) => ({ at, who: user, record }))
    }),
  ExternallySharedCallAccess: (request, span) => ofCalls(request, span, (index) => visits(request, index)),
  ExternallySharedCallPlay: (request, span) =>
    ofCalls(request, span, (index) =>
      visits(request, index)
        .filter((_, nth) => nth === 0)
        .map(({ record, ...entry }) => ({ ...entry, record: { ...record, playedSeconds: 40 + (index % 500) } })),
    ),
}

export const logHandlers: Handlers = {
  listLogs: (request) => {
    const { query, position } = request
    const within = timeFilter(query, 'fromDateTime', 'toDateTime')
    const from = Math.max(Date.parse(String(query.fromDateTime)), keptSince(String(query.logType), position.beganAtMs))
    const span = { from, to: position.beganAtMs }
    const entries = LOGS[String(query.logType)]?.(request, span) ?? []
    const found = entries
      .filter(({ at }) => within(at) && at >= from && at <= position.beganAtMs)
      .sort((a, b) => a.at - b.at)
    return paged(request, found, (entry) => shown(request, entry))
  },
}

/** Older entries are gone. */
function keptSince(type: string, now: number): number {
  const kept = LOGS_KEPT[type]
  if (kept === undefined) return Number.NEGATIVE_INFINITY
  return 'days' in kept ? now - kept.days * DAY : Date.parse(kept.since)
}

/** One entry in 50 is by Gong's support, impersonating the user. */
function shown({ company }: SandboxRequest, { at, who, record }: Entry): Row {
  const random = new SeededRandom(company.seed, 'impersonated', at)
  const [, support] = company.avatars
  return {
    ...(who && { userId: who.id, userEmailAddress: who.email, userFullName: who.name }),
    ...(who &&
      random.bool(0.02) && {
        impersonatorUserId: support?.id ?? null,
        impersonatorEmailAddress: support?.emailAddress ?? null,
        impersonatorFullName: 'Gong Support',
        impersonatorCompanyId: '1',
      }),
    eventTime: formatInstant({ at, digits: 3 }, who?.utcOffsetMinutes ?? 0),
    logRecord: record,
  }
}

/** What each user does with some odds on each day, at some time of it. */
function daily(
  request: SandboxRequest,
  span: Span,
  what: string,
  odds: number,
  record: (random: SeededRandom) => Row,
): Entry[] {
  const { seed, today, users } = request.company
  const days = Math.max(0, Math.ceil((span.to - span.from) / DAY) + 1)
  const first = Math.floor(span.from / DAY) * DAY
  return Array.from({ length: days }, (_, day) => first + day * DAY).flatMap((midnight) =>
    users.flatMap((who, userIndex): Entry[] => {
      const random = new SeededRandom(seed, what, (today - midnight) / DAY, userIndex)
      const at = midnight + 7 * 3_600_000 + random.int(0, DAY / 2) - who.utcOffsetMinutes * 60_000
      return who.active && random.bool(odds) ? [{ at, who, record: record(random) }] : []
    }),
  )
}

function ofCalls(request: SandboxRequest, { from, to }: Span, entries: (index: number) => Entry[]): Entry[] {
  return callsIn(request, { from: from - MAX_DELAY_MS, to }).flatMap(entries)
}

/** A buyer opens what was shared one to three times in the two days after. */
function visits({ company }: SandboxRequest, index: number): Entry[] {
  const call = company.call(index)
  const random = new SeededRandom(company.seed, 'visits', index)
  const visitor = random.pick(call.account.people)
  return recordingShares(call)
    .filter(({ outside }) => outside)
    .flatMap(({ at }) =>
      Array.from({ length: random.int(1, 3) }, () => ({
        at: at + random.int(0, 40) * 3_600_000,
        record: { callId: call.id, sharedBy: call.host.email, viewerEmailAddress: visitor.email },
      })),
    )
}
