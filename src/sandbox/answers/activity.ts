import { ACTIVITIES } from '../../catalogue/stats.ts'
import type { Json, Row } from '../../lib/rows.ts'
import { type Deed, deeds, TRAIL } from '../company/deeds.ts'
import { stamp } from '../company/stamp.ts'
import type { User } from '../company/users.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterOf } from '../route.ts'
import { type Asked, listed, windowOf } from './asked.ts'
import { findCalls } from './found.ts'
import type { Span } from './periods.ts'

/** Until a day is over everywhere. Gong refuses days after today, and whose today that is depends on the zone. */
const LAST_ZONE = 14 * 3_600_000

/** A deed, and the call that it was about. */
export interface Done extends Deed {
  readonly callId: string
}

/** The days of the filter in the company's zone, UTC, as ms; or the refusal of days that nobody can count. */
export function daysOf(asked: Asked): Span | Reply {
  const { fromDate, toDate } = filterOf(asked.body)
  const span = { from: Date.parse(String(fromDate)), to: Date.parse(String(toDate)) }
  if (isAfterToday(asked, toDate)) return refusal(400, 'toDate must not be later than today')
  if (span.from >= span.to) return refusal(400, 'fromDate must be before toDate')
  return span
}

/** Whether the end of a window, itself outside, lies after today wherever the company may be. */
export function isAfterToday({ now }: Asked, day: Json | undefined): boolean {
  return day !== undefined && Date.parse(String(day)) > now + LAST_ZONE
}

/** The indexes of the calls that Gong shows and that began in the span. */
export function callsIn(asked: Asked, { from, to }: Span): number[] {
  const filter = { fromDateTime: new Date(from).toISOString(), toDateTime: new Date(to).toISOString() }
  return [...findCalls(asked, { filter, times: asked.company.started })]
}

/** What was done in the span, whenever the call was. */
export function doneIn(asked: Asked, span: Span): Done[] {
  const { company, place } = asked
  const within = ({ at }: Deed) => at >= span.from && at < span.to && at <= place.began
  return callsIn(asked, { from: span.from - TRAIL, to: span.to }).flatMap((index) => {
    const call = company.call(index)
    return deeds(company, call)
      .filter(within)
      .map((deed) => ({ ...deed, callId: call.id }))
  })
}

/** The users that the filter lets through; `undefined` when it names one whom nobody knows. */
export function usersOf({ company, body }: Asked): readonly User[] | undefined {
  const filter = filterOf(body)
  const wanted = listed(filter, 'userIds')
  if (wanted?.some((id) => !company.users.some((user) => user.id === id))) return undefined
  const created = windowOf(filter, 'createdFromDateTime', 'createdToDateTime')
  return company.users.filter((user) => (wanted?.includes(user.id) ?? true) && created(user.created))
}

/** The ids of the calls behind each activity, each call once. */
export function callIds(done: readonly Done[]): Row {
  return byActivity(done, (ids) => [...ids])
}

/** How many calls are behind each activity. */
export function counts(done: readonly Done[]): Row {
  return byActivity(done, (ids) => ids.size)
}

function byActivity(done: readonly Done[], show: (ids: ReadonlySet<string>) => Json): Row {
  const entries = ACTIVITIES.map((what): [string, Json] => {
    return [what, show(new Set(done.filter((one) => one.what === what).map(({ callId }) => callId)))]
  })
  return Object.fromEntries(entries)
}

/** Both ends of a span as Gong prints them, in the company's zone. */
export function ends({ from, to }: Span): { readonly from: string; readonly to: string } {
  return { from: stamp({ at: from, digits: 0 }, 0), to: stamp({ at: to, digits: 0 }, 0) }
}
