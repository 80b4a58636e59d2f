import { calls } from '../catalogue/calls.ts'
import { stats } from '../catalogue/stats.ts'
import { users } from '../catalogue/users.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import type { ColumnRule } from './column-rules.ts'
import type { DetailedCall } from './detailed-call.ts'
import { addValue, averageOf, ratioOf, roundedTo } from './weighted-mean.ts'

/** The averages over calls, by Gong's names. A long call counts for more, but where each call has one longest talk. */
const AVERAGES = [
  { column: 'talkRatio', figure: 'Talk Ratio', byDuration: true },
  { column: 'longestMonologue', figure: 'Longest Monologue', byDuration: false },
  { column: 'longestCustomerStory', figure: 'Longest Customer Story', byDuration: false },
  { column: 'interactivity', figure: 'Interactivity', byDuration: true },
  { column: 'patience', figure: 'Patience', byDuration: true },
] as const

type Average = (typeof AVERAGES)[number]['column']

const HOUR_SECONDS = 3600
const activity = [stats.activity, stats.periods]
const details = [calls.details]
const reviews = [stats.scorecards]

/** Each column of `gong report reps`. */
export const REP_RULES: readonly ColumnRule[] = [
  { column: 'userId', rule: 'the id of the user in Gong', from: [users.list] },
  {
    column: 'name',
    rule: 'first and last name, else the address; null for a user whom Gong has deleted',
    from: [users.list],
  },
  { column: 'emailAddress', rule: 'null for a user whom Gong has deleted', from: [users.list] },
  { column: 'title', rule: 'the title in Gong', from: [users.list] },
  { column: 'managerName', rule: 'the name of the manager in Gong', from: [users.list] },
  {
    column: 'from',
    rule: 'first day of the window, or of the period; calls and scorecards are in it by the start of the call',
    from: activity,
  },
  { column: 'to', rule: 'day after its last one', from: activity },
  {
    column: 'callsHosted',
    rule: "Gong's count callsAsHost; with --workspace, the calls in it that the person hosted",
    from: activity,
  },
  {
    column: 'callsAttended',
    rule: "Gong's count callsAttended, without hosted calls; with --workspace, the calls in it with the person among the parties",
    from: activity,
  },
  { column: 'callHours', rule: 'hours: the sum of the durations of the calls that the person hosted', from: details },
  {
    column: 'callsMeasured',
    rule: 'hosted calls for which Gong gave talk or questions; the averages that follow are over those with the figure, and no others',
    from: details,
  },
  {
    column: 'talkRatio',
    rule: 'share of the talk, 0 to 1: average over hosted calls, each weighted by its duration',
    from: details,
  },
  {
    column: 'longestMonologue',
    rule: "seconds: average over hosted calls of each call's longest; each call counts once",
    from: details,
  },
  {
    column: 'longestCustomerStory',
    rule: "seconds: average over hosted calls of each call's longest; each call counts once",
    from: details,
  },
  {
    column: 'interactivity',
    rule: 'score, 0 to 10: average over hosted calls, each weighted by its duration',
    from: details,
  },
  { column: 'patience', rule: 'seconds: average over hosted calls, each weighted by its duration', from: details },
  {
    column: 'questionRate',
    rule: 'questions an hour: those that the company asked in hosted calls, over the hours of the calls whose questions Gong gave (fewer than callHours)',
    from: details,
  },
  {
    column: 'scorecards',
    rule: 'scorecards about the person, by people and machines, by the day of the call',
    from: reviews,
  },
  {
    column: 'scoreAverage',
    rule: 'average of the scores for the whole call (isOverall); not applicable and unscored do not count',
    from: reviews,
  },
  { column: 'feedbackGiven', rule: "Gong's count callsGaveFeedback; null with --workspace", from: activity },
  { column: 'feedbackReceived', rule: "Gong's count callsReceivedFeedback; null with --workspace", from: activity },
  { column: 'listened', rule: "Gong's count othersCallsListenedTo; null with --workspace", from: activity },
]

/** The counts of Gong that are shown, each in a place of its own. */
const COUNTS = [
  'callsAsHost',
  'callsAttended',
  'callsGaveFeedback',
  'callsReceivedFeedback',
  'othersCallsListenedTo',
] as const

/** Where each sum of a person and period stands: averages take two places. Half a year of weeks is 10,000 of these. */
const PLACES = {
  hosted: 0,
  attended: 1,
  seconds: 2,
  questions: 3,
  questionedSeconds: 4,
  scorecards: 5,
  score: 6,
  measured: 8,
} as const
const FIRST_AVERAGE = 9
const FIRST_COUNT = FIRST_AVERAGE + AVERAGES.length * 2
const ALL_PLACES = FIRST_COUNT + COUNTS.length

/** Adds up what calls, scorecards and Gong's counts say about people, period by period. */
export interface RepFigures {
  /** @param counts of the user in the period, as Gong gives them */
  addActivity(userId: string, period: number, counts: Row): void
  addCall(call: DetailedCall, period: number): void
  /** @param card a scorecard that was filled in */
  addScorecard(card: Row, period: number): void
  /** The ids of everybody about whom something was added. */
  userIds(): readonly string[]
  /** The columns of one person in one period: zeros and nulls where nothing was added. */
  row(userId: string, period: number): Row
}

/** @param inWorkspace whether calls of one workspace alone are added, so that Gong's counts of the company say nothing */
export function repFigures(periodCount: number, inWorkspace: boolean): RepFigures {
  const byUser = new Map<string, Float64Array>()
  const sumsOf = (userId: string, period: number): Float64Array => {
    const all = byUser.get(userId) ?? new Float64Array(ALL_PLACES * periodCount)
    byUser.set(userId, all)
    return all.subarray(period * ALL_PLACES, (period + 1) * ALL_PLACES)
  }
  return {
    addActivity(userId, period, counts) {
      const sums = sumsOf(userId, period)
      for (const [at, name] of COUNTS.entries()) add(sums, FIRST_COUNT + at, Number(counts[name] ?? 0))
    },
    addCall(call, period) {
      if (call.hostId !== undefined) addHosted(sumsOf(call.hostId, period), call)
      for (const id of attendees(call)) add(sumsOf(id, period), PLACES.attended, 1)
    },
    addScorecard({ reviewedUserId, answers }, period) {
      const sums = sumsOf(String(reviewedUserId), period)
      add(sums, PLACES.scorecards, 1)
      for (const answer of rowsIn(answers))
        if (answer.isOverall === true) addValue(sums, scoreOf(answer), 1, PLACES.score)
    },
    userIds: () => [...byUser.keys()],
    row: (userId, period) => {
      const all = byUser.get(userId) ?? new Float64Array(ALL_PLACES * periodCount)
      return columnsOf(all.subarray(period * ALL_PLACES, (period + 1) * ALL_PLACES), inWorkspace)
    },
  }
}

function add(sums: Float64Array, at: number, more: number): void {
  sums[at] = (sums[at] ?? 0) + more
}

function addHosted(sums: Float64Array, { durationSeconds, figures, questions }: DetailedCall): void {
  add(sums, PLACES.hosted, 1)
  add(sums, PLACES.seconds, durationSeconds)
  for (const [at, { figure, byDuration }] of AVERAGES.entries())
    addValue(sums, figures.get(figure), byDuration ? durationSeconds : 1, FIRST_AVERAGE + at * 2)
  if (questions !== undefined || AVERAGES.some(({ figure }) => typeof figures.get(figure) === 'number'))
    add(sums, PLACES.measured, 1)
  if (questions === undefined) return
  add(sums, PLACES.questions, questions)
  add(sums, PLACES.questionedSeconds, durationSeconds)
}

/** Colleagues other than the host, each once. */
function attendees({ parties, hostId }: DetailedCall): ReadonlySet<string> {
  const ids = parties.flatMap(({ userId }) => (typeof userId === 'string' && userId !== hostId ? [userId] : []))
  return new Set(ids)
}

/** The score of an answer; null where the question did not apply, which is not zero. */
export function scoreOf({ score = null, notApplicable }: Row): Json {
  return notApplicable === true ? null : score
}

function columnsOf(sums: Float64Array, inWorkspace: boolean): Row {
  const sum = (name: keyof typeof PLACES): number => sums[PLACES[name]] ?? 0
  const counted = (name: (typeof COUNTS)[number]): Json =>
    inWorkspace ? null : (sums[FIRST_COUNT + COUNTS.indexOf(name)] ?? 0)
  const average = (column: Average): number | null =>
    averageOf(sums, FIRST_AVERAGE + AVERAGES.findIndex((one) => one.column === column) * 2)
  return {
    callsHosted: inWorkspace ? sum('hosted') : counted('callsAsHost'),
    callsAttended: inWorkspace ? sum('attended') : counted('callsAttended'),
    callHours: roundedTo(sum('seconds') / HOUR_SECONDS),
    callsMeasured: sum('measured'),
    talkRatio: average('talkRatio'),
    longestMonologue: average('longestMonologue'),
    longestCustomerStory: average('longestCustomerStory'),
    interactivity: average('interactivity'),
    patience: average('patience'),
    questionRate: ratioOf(sum('questions'), sum('questionedSeconds') / HOUR_SECONDS),
    scorecards: sum('scorecards'),
    scoreAverage: averageOf(sums, PLACES.score),
    feedbackGiven: counted('callsGaveFeedback'),
    feedbackReceived: counted('callsReceivedFeedback'),
    listened: counted('othersCallsListenedTo'),
  }
}

/** The counts of each period of a record of listMultipleUsersAggregateActivity or of its sibling by period. */
export function activityCounts(row: Row): readonly { readonly day: string | undefined; readonly counts: Row }[] {
  const { userAggregateActivityStats, userAggregateActivity } = row
  if (isRow(userAggregateActivityStats)) return [{ day: undefined, counts: userAggregateActivityStats }]
  return rowsIn(userAggregateActivity).map(({ fromDate, ...counts }) => ({
    day: String(fromDate).slice(0, 10),
    counts,
  }))
}
