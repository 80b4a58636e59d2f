import { isRow, type Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import { type Review, reviewRow, reviews } from '../company/scorecards.ts'
import type { User } from '../company/users.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterOf } from '../route.ts'
import { callIds, callsIn, counts, type Done, daysOf, doneIn, ends, usersOf } from './activity.ts'
import { type Answers, type Asked, listed, page, windowOf } from './asked.ts'
import { listUsers_1 } from './coaching.ts'
import { findCalls } from './found.ts'
import { periods, type Span } from './periods.ts'

/** Numbers about calls, counted from the calls themselves; the company's days are those of UTC. */
export const stats: Answers = {
  listUsers_1,

  listMultipleUsersAggregateActivity: (asked) =>
    perUser(asked, (done) => ({ userAggregateActivityStats: counts(done) }), withEnds),

  listMultipleUsersDayByDayActivity: (asked) =>
    perUser(asked, (done, span) => ({
      userDailyActivityStats: periods('DAY', span).flatMap((day) => {
        const those = within(done, day)
        return those.length === 0 ? [] : { ...callIds(those), ...dates(day) }
      }),
    })),

  listMultipleUsersAggregateByPeriod: (asked) =>
    perUser(asked, (done, span) => ({
      userAggregateActivity: periods(String(isRow(asked.body) && asked.body.aggregationPeriod), span).map((period) => ({
        ...counts(within(done, period)),
        ...dates(period),
      })),
    })),

  listInteractionStats: (asked) => {
    const span = daysOf(asked)
    if ('status' in span) return span
    const hosts = new Set(callsIn(asked, span).map((index) => asked.company.hostOf(index)))
    const heard = (usersOf(asked) ?? []).filter((user) => hosts.has(user) && hasWhisper(asked, user))
    return withEnds(
      page(asked, heard, (user) => ({ ...named(user), personInteractionStats: talk(asked, user) })),
      span,
    )
  },

  listAnsweredScorecards: (asked) => {
    const found = answered(asked)
    return found.length === 0
      ? refusal(404, 'No answered scorecards found corresponding to the provided filters.')
      : page(asked, found, reviewRow)
  },
}

/** One row for each user who did anything. One whom nobody knows fails the whole request (quirk 55). */
function perUser(
  asked: Asked,
  show: (done: readonly Done[], span: Span) => Row,
  finish: (reply: Reply, span: Span) => Reply = (reply) => reply,
): Reply {
  const span = daysOf(asked)
  if ('status' in span) return span
  const users = usersOf(asked)
  if (users === undefined) return refusal(404, 'User not found')
  const done = doneIn(asked, span)
  const active = new Set(done.map(({ who }) => who))
  const shown = users.filter(({ id }) => active.has(id))
  const row = (user: User): Row => ({
    ...named(user),
    ...show(
      done.filter(({ who }) => who === user.id),
      span,
    ),
  })
  return finish(page(asked, shown, row), span)
}

function named({ id, email }: User): Row {
  return { userId: id, userEmailAddress: email }
}

function within(done: readonly Done[], { from, to }: Span): Done[] {
  return done.filter(({ at }) => at >= from && at < to)
}

/** In an answer these are date-times, though a request calls days by the same names (quirk 46). */
function dates(span: Span): Row {
  const { from, to } = ends(span)
  return { fromDate: from, toDate: to }
}

/** Two of the answers also say what the days of the request meant. */
function withEnds(reply: Reply, span: Span): Reply {
  const { from, to } = ends(span)
  return reply.status === 200
    ? { ...reply, body: { ...reply.body, fromDateTime: from, toDateTime: to, timeZone: 'UTC' } }
    : reply
}

/** One in ten users has Whisper turned off. */
function hasWhisper({ company }: Asked, { mailbox }: User): boolean {
  return !new Chance(company.seed, 'whisper', mailbox).odds(0.1)
}

function talk({ company, body }: Asked, { mailbox }: User): Row[] {
  const { fromDate, toDate } = filterOf(body)
  const chance = new Chance(company.seed, 'talk', mailbox, String(fromDate), String(toDate))
  const between = (least: number, most: number) => chance.int(least * 100, most * 100) / 100
  return [
    { name: 'Talk Ratio', value: between(0.38, 0.71) },
    { name: 'Longest Monologue', value: between(55, 190) },
    { name: 'Longest Customer Story', value: between(20, 80) },
    { name: 'Interactivity', value: between(2, 9) },
    { name: 'Patience', value: between(0.4, 1.4) },
  ]
}

/** The reviews that fit every part of the filter; without a method, those by people alone. */
function answered(asked: Asked): Review[] {
  const { company, place, body } = asked
  const filter = filterOf(body)
  const method = filter.reviewMethod ?? 'MANUAL'
  const [cards, users] = [listed(filter, 'scorecardIds'), listed(filter, 'reviewedUserIds')]
  const reviewed = windowOf(filter, 'reviewFromDate', 'reviewToDate')
  const fits = ({ card, reviewed: user, at }: Review): boolean =>
    (cards?.includes(card.id) ?? true) &&
    (users?.includes(user) ?? true) &&
    (method === 'BOTH' || method === card.method) &&
    reviewed(at) &&
    at <= place.began
  const calls = findCalls(asked, { filter: calledIn(filter), times: company.started })
  return [...calls].flatMap((index) => reviews(company, company.call(index))).filter(fits)
}

function calledIn({ callFromDate, callToDate }: Row): Row {
  return {
    ...(callFromDate !== undefined && { fromDateTime: callFromDate }),
    ...(callToDate !== undefined && { toDateTime: callToDate }),
  }
}
