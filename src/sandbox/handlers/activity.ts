import { ACTIVITIES } from '../../catalogue/stats.ts'
import type { Json, Row } from '../../lib/rows.ts'
import { type CallActivity, callActivities, MAX_DELAY_MS } from '../company/call-activities.ts'
import { formatInstant } from '../company/instant.ts'
import type { User } from '../company/users.ts'
import { companyMidnight, companyOffset } from '../company/zone.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterIn } from '../route.ts'
import type { Span } from './calendar-periods.ts'
import { findCalls } from './find-calls.ts'
import { idFilter, type SandboxRequest, timeFilter } from './request.ts'

/** Until a day is over everywhere. Gong refuses days after today, and whose today that is depends on the zone. */
const LAST_ZONE = 14 * 3_600_000

/** An activity with the id of its call. */
export interface CountedActivity extends CallActivity {
  readonly callId: string
}

/** The days of the filter in the company's zone, as ms; or the refusal of days that are not valid. */
export function daysOf(request: SandboxRequest): Span | Reply {
  const { fromDate, toDate } = filterIn(request.body)
  const span = { from: startOfDay(fromDate), to: startOfDay(toDate) }
  if (isAfterToday(request, toDate)) return refusal(400, 'toDate must not be later than today')
  if (span.from >= span.to) return refusal(400, 'fromDate must be before toDate')
  return span
}

/** When a day of a filter begins for the company, ms. */
export function startOfDay(day: Json | undefined): number {
  return companyMidnight(Date.parse(String(day)))
}

/** Whether the end of a window, itself outside, lies after today wherever the company may be. */
export function isAfterToday({ now }: SandboxRequest, day: Json | undefined): boolean {
  return day !== undefined && Date.parse(String(day)) > now + LAST_ZONE
}

/** The indexes of the calls that Gong shows and that began in the span. */
export function callsIn(request: SandboxRequest, { from, to }: Span): number[] {
  const filter = { fromDateTime: new Date(from).toISOString(), toDateTime: new Date(to).toISOString() }
  return [...findCalls(request, { filter, times: request.company.started })]
}

/** The activities in the span, whenever the call was. */
export function activitiesIn(request: SandboxRequest, span: Span): CountedActivity[] {
  const { company, position } = request
  const within = ({ at }: CallActivity) => at >= span.from && at < span.to && at <= position.beganAtMs
  return callsIn(request, { from: span.from - MAX_DELAY_MS, to: span.to }).flatMap((index) => {
    const call = company.call(index)
    return callActivities(call, company)
      .filter(within)
      .map((activity) => ({ ...activity, callId: call.id }))
  })
}

/** The users that the filter lets through; `undefined` when it names an unknown one. */
export function usersOf({ company, body }: SandboxRequest): readonly User[] | undefined {
  const filter = filterIn(body)
  const wanted = idFilter(filter, 'userIds')
  if (wanted?.some((id) => !company.users.some((user) => user.id === id))) return undefined
  const created = timeFilter(filter, 'createdFromDateTime', 'createdToDateTime')
  return company.users.filter((user) => (wanted?.includes(user.id) ?? true) && created(user.created))
}

/** The ids of the calls behind each activity, each call once. */
export function callIds(done: readonly CountedActivity[]): Row {
  return byActivity(done, (ids) => [...ids])
}

/** How many calls are behind each activity. */
export function callCounts(done: readonly CountedActivity[]): Row {
  return byActivity(done, (ids) => ids.size)
}

function byActivity(done: readonly CountedActivity[], show: (ids: ReadonlySet<string>) => Json): Row {
  const entries = ACTIVITIES.map((what): [string, Json] => {
    return [what, show(new Set(done.filter((one) => one.what === what).map(({ callId }) => callId)))]
  })
  return Object.fromEntries(entries)
}

/** Both ends of a span as Gong prints them, in the company's zone. */
export function spanEnds({ from, to }: Span): { readonly from: string; readonly to: string } {
  const format = (at: number) => formatInstant({ at, digits: 0 }, companyOffset(at))
  return { from: format(from), to: format(to) }
}
