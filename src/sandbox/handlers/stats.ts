import { isRow, type Row } from '../../lib/rows.ts'
import { type Review, reviewRow, reviewsOf } from '../company/scorecards.ts'
import type { User } from '../company/users.ts'
import { COMPANY_ZONE } from '../company/zone.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterIn } from '../route.ts'
import { SeededRandom } from '../seeded-random.ts'
import {
  activitiesIn,
  type CountedActivity,
  callCounts,
  callIds,
  daysOf,
  spanEnds,
  startOfDay,
  usersOf,
} from './activity.ts'
import { periods, type Span } from './calendar-periods.ts'
import { listUsers_1 } from './coaching.ts'
import { findCalls } from './find-calls.ts'
import { analyzedCalls, averageInteraction } from './interaction.ts'
import { type Handlers, idFilter, paged, type SandboxRequest, timeFilter } from './request.ts'

/** Numbers about calls, counted from the calls themselves; days are those of the company's zone. */
export const statsHandlers: Handlers = {
  listUsers_1,

  listMultipleUsersAggregateActivity: (request) =>
    perUser(request, (done) => ({ userAggregateActivityStats: callCounts(done) }), withEnds),

  listMultipleUsersDayByDayActivity: (request) =>
    perUser(request, (done, span) => ({
      userDailyActivityStats: periods('DAY', span).flatMap((day) => {
        const those = within(done, day)
        return those.length === 0 ? [] : { ...callIds(those), ...dates(day) }
      }),
    })),

  listMultipleUsersAggregateByPeriod: (request) =>
    perUser(request, (done, span) => ({
      userAggregateActivity: periods(String(isRow(request.body) && request.body.aggregationPeriod), span).map(
        (period) => ({
          ...callCounts(within(done, period)),
          ...dates(period),
        }),
      ),
    })),

  listInteractionStats: (request) => {
    const span = daysOf(request)
    if ('status' in span) return span
    const hosted = analyzedCalls(request, span)
    const heard = (usersOf(request) ?? []).filter((user) => hosted.has(user) && hasWhisper(request, user))
    return withEnds(
      paged(request, heard, (user) => ({
        ...named(user),
        personInteractionStats: averageInteraction(request.company, hosted.get(user) ?? []),
      })),
      span,
    )
  },

  listAnsweredScorecards: (request) => {
    const found = answered(request)
    return found.length === 0
      ? refusal(404, 'No answered scorecards found corresponding to the provided filters.')
      : paged(request, found, reviewRow)
  },
}

/** One row for each user who did anything. An unknown user fails the whole request (quirk 55). */
function perUser(
  request: SandboxRequest,
  show: (done: readonly CountedActivity[], span: Span) => Row,
  finish: (reply: Reply, span: Span) => Reply = (reply) => reply,
): Reply {
  const span = daysOf(request)
  if ('status' in span) return span
  const users = usersOf(request)
  if (users === undefined) return refusal(404, 'User not found')
  const done = activitiesIn(request, span)
  const byUser = new Map<string, CountedActivity[]>()
  for (const one of done) {
    const those = byUser.get(one.who)
    if (those) those.push(one)
    else byUser.set(one.who, [one])
  }
  const shown = users.filter(({ id }) => byUser.has(id))
  const row = (user: User): Row => ({ ...named(user), ...show(byUser.get(user.id) ?? [], span) })
  return finish(paged(request, shown, row), span)
}

function named({ id, email }: User): Row {
  return { userId: id, userEmailAddress: email }
}

function within(done: readonly CountedActivity[], { from, to }: Span): CountedActivity[] {
  return done.filter(({ at }) => at >= from && at < to)
}

/** In an answer these are date-times, though a request calls days by the same names (quirk 46). */
function dates(span: Span): Row {
  const { from, to } = spanEnds(span)
  return { fromDate: from, toDate: to }
}

/** Two of the answers also say what the days of the request meant. */
function withEnds(reply: Reply, span: Span): Reply {
  const { from, to } = spanEnds(span)
  return reply.status === 200
    ? { ...reply, body: { ...reply.body, fromDateTime: from, toDateTime: to, timeZone: COMPANY_ZONE } }
    : reply
}

/** One in ten users has Whisper turned off. */
function hasWhisper({ company }: SandboxRequest, { mailbox }: User): boolean {
  return !new SeededRandom(company.seed, 'whisper', mailbox).bool(0.1)
}

/** The reviews that fit every part of the filter; without a method, those by people alone. */
function answered(request: SandboxRequest): Review[] {
  const { company, position, body } = request
  const filter = filterIn(body)
  const method = filter.reviewMethod ?? 'MANUAL'
  const [cards, users] = [idFilter(filter, 'scorecardIds'), idFilter(filter, 'reviewedUserIds')]
  const reviewed = timeFilter(filterOfDays(filter, 'reviewFromDate', 'reviewToDate'), 'reviewFromDate', 'reviewToDate')
  const fits = ({ card, reviewed: user, at }: Review): boolean =>
    (cards?.includes(card.id) ?? true) &&
    (users?.includes(user) ?? true) &&
    (method === 'BOTH' || method === card.method) &&
    reviewed(at) &&
    at <= position.beganAtMs
  const calls = findCalls(request, { filter: calledIn(filter), times: company.started })
  return [...calls].flatMap((index) => reviewsOf(company, company.call(index))).filter(fits)
}

function calledIn(filter: Row): Row {
  const { callFromDate, callToDate } = filterOfDays(filter, 'callFromDate', 'callToDate')
  return {
    ...(callFromDate !== undefined && { fromDateTime: callFromDate }),
    ...(callToDate !== undefined && { toDateTime: callToDate }),
  }
}

/** The days of a filter as the instants at which they begin for the company. */
function filterOfDays(filter: Row, ...names: readonly string[]): Row {
  const given = names.filter((name) => filter[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, new Date(startOfDay(filter[name])).toISOString()]))
}
