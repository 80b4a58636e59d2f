import { calls } from '../catalogue/calls.ts'
import { stats } from '../catalogue/stats.ts'
import { users } from '../catalogue/users.ts'
import type { ColumnRule } from './column-rules.ts'

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
