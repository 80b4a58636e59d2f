import { calls } from '../catalogue/calls.ts'
import { stats } from '../catalogue/stats.ts'
import { users } from '../catalogue/users.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import type { ColumnRule } from './column-rules.ts'
import type { DetailedCall } from './detailed-call.ts'
import { ratioOf, roundedTo, type WeightedMean, weightedMean } from './weighted-mean.ts'

/** The averages over calls, by Gong's names. A long call counts for more, but where each call has one longest talk. */
const AVERAGES = [
  { column: 'talkRatio', figure: 'Talk Ratio', byDuration: true },
  { column: 'longestMonologue', figure: 'Longest Monologue', byDuration: false },
  { column: 'longestCustomerStory', figure: 'Longest Customer Story', byDuration: false },
  { column: 'interactivity', figure: 'Interactivity', byDuration: true },
  { column: 'patience', figure: 'Patience', byDuration: true },
] as const

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
    rule: 'first day of the period; calls and scorecards are in it by the start of the call',
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
    rule: 'questions an hour: those that the company asked in hosted calls, over the hours of these calls',
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

/** The figures of one person in one period. */
interface RepCell {
  /** Gong's counts. */
  activity: Row | undefined
  hosted: number
  attended: number
  seconds: number
  readonly averages: readonly WeightedMean[]
  questions: number
  /** Of the calls whose questions were counted. */
  questionedSeconds: number
  scorecards: number
  readonly score: WeightedMean
}

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
export function repFigures(inWorkspace: boolean): RepFigures {
  const byUser = new Map<string, RepCell[]>()
  const cellOf = (userId: string, period: number): RepCell => {
    const cells = byUser.get(userId) ?? []
    byUser.set(userId, cells)
    const cell = cells[period] ?? emptyCell()
    cells[period] = cell
    return cell
  }
  return {
    addActivity(userId, period, counts) {
      cellOf(userId, period).activity = counts
    },
    addCall(call, period) {
      if (call.hostId !== undefined) addHosted(cellOf(call.hostId, period), call)
      for (const id of attendees(call)) cellOf(id, period).attended += 1
    },
    addScorecard({ reviewedUserId, answers }, period) {
      const cell = cellOf(String(reviewedUserId), period)
      cell.scorecards += 1
      for (const answer of rowsIn(answers)) if (answer.isOverall === true) cell.score.add(scoreOf(answer))
    },
    userIds: () => [...byUser.keys()],
    row: (userId, period) => columnsOf(byUser.get(userId)?.[period] ?? emptyCell(), inWorkspace),
  }
}

function emptyCell(): RepCell {
  return {
    ...{ activity: undefined, hosted: 0, attended: 0, seconds: 0, questions: 0, questionedSeconds: 0, scorecards: 0 },
    averages: AVERAGES.map(() => weightedMean()),
    score: weightedMean(),
  }
}

function addHosted(cell: RepCell, { durationSeconds, figures, questions }: DetailedCall): void {
  cell.hosted += 1
  cell.seconds += durationSeconds
  for (const [at, { figure, byDuration }] of AVERAGES.entries())
    cell.averages[at]?.add(figures.get(figure), byDuration ? durationSeconds : 1)
  if (questions === undefined) return
  cell.questions += questions
  cell.questionedSeconds += durationSeconds
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

function columnsOf(cell: RepCell, inWorkspace: boolean): Row {
  const counted = (name: string): Json => (inWorkspace ? null : (cell.activity?.[name] ?? 0))
  return {
    callsHosted: inWorkspace ? cell.hosted : counted('callsAsHost'),
    callsAttended: inWorkspace ? cell.attended : counted('callsAttended'),
    callHours: roundedTo(cell.seconds / HOUR_SECONDS),
    ...Object.fromEntries(AVERAGES.map(({ column }, at) => [column, cell.averages[at]?.value() ?? null])),
    questionRate: ratioOf(cell.questions, cell.questionedSeconds / HOUR_SECONDS),
    scorecards: cell.scorecards,
    scoreAverage: cell.score.value(),
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
