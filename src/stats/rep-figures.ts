import { type Json, type Row, rowsIn } from '../lib/rows.ts'
import type { DetailedCall } from './detailed-call.ts'
import { scoreOf } from './scorecard-figures.ts'
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
