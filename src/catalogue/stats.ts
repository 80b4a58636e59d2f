import { operations } from './operation.ts'

/** What users did, in Gong's order: numbers in `activity` and `periods`, lists of call ids in `daily` (quirk 64). */
export const ACTIVITIES = [
  'callsAsHost',
  'callsGaveFeedback',
  'callsRequestedFeedback',
  'callsReceivedFeedback',
  'ownCallsListenedTo',
  'othersCallsListenedTo',
  'callsSharedInternally',
  'callsSharedExternally',
  'callsScorecardsFilled',
  'callsScorecardsReceived',
  'callsAttended',
  'callsCommentsGiven',
  'callsCommentsReceived',
  'callsMarkedAsFeedbackGiven',
  'callsMarkedAsFeedbackReceived',
] as const

const byDay = {
  from: { to: 'body.filter.fromDate', kind: 'day', required: true, help: 'first day' },
  to: { to: 'body.filter.toDate', kind: 'day', required: true, help: 'day after the last one; at most today' },
} as const

const user = {
  to: 'body.filter.userIds[]',
  kind: 'id',
  help: 'only these users; else everybody with activity',
} as const
/** Users without activity in the period have no record. */
const quiet = { thing: 'user', by: 'userId', quiet: true } as const
/** One unknown user fails the whole request. */
const counted = { ...byDay, user: { ...user, answered: { ...quiet, allOrNone: true } } } as const

/** The two creation times are in Gong's schema without explanation (quirk 45), so they have no flags. */
const filter = {
  filter: { kind: 'json', required: true },
  'filter.createdFromDateTime': { kind: 'instant' },
  'filter.createdToDateTime': { kind: 'instant' },
} as const

/** What two answers say about the days that were asked for (quirk 40). */
const BOUNDS = ['fromDateTime', 'toDateTime', 'timeZone'] as const

const ZONE = "Days begin and end in the company's time zone."

export const stats = operations('stats', {
  activity: {
    id: 'listMultipleUsersAggregateActivity',
    method: 'POST',
    path: '/v2/stats/activity/aggregate',
    effect: 'read',
    scope: 'api:stats:user-actions',
    summary: 'Count what each user did in a range of days',
    params: counted,
    body: filter,
    answer: {
      shape: 'list',
      key: 'usersAggregateActivityStats',
      identity: 'userId',
      fields: ['userId', 'userEmailAddress', ...ACTIVITIES.map((name) => `userAggregateActivityStats.${name}`)],
      beside: BOUNDS,
    },
    paged: true,
    window: ['from', 'to'],
    cautions: [ZONE],
  },
  daily: {
    id: 'listMultipleUsersDayByDayActivity',
    method: 'POST',
    path: '/v2/stats/activity/day-by-day',
    effect: 'read',
    scope: 'api:stats:user-actions:detailed',
    summary: 'List the calls behind what each user did, day by day',
    params: counted,
    body: filter,
    answer: {
      shape: 'list',
      key: 'usersDetailedActivities',
      identity: 'userId',
      fields: ['userId', 'userEmailAddress', 'userDailyActivityStats'],
    },
    paged: true,
    window: ['from', 'to'],
    cautions: [ZONE, 'Holds ids of calls, not counts, and only users with activity.'],
  },
  periods: {
    id: 'listMultipleUsersAggregateByPeriod',
    method: 'POST',
    path: '/v2/stats/activity/aggregate-by-period',
    effect: 'read',
    scope: 'api:stats:user-actions',
    summary: 'Count what each user did, by day, week, month, quarter or year',
    params: {
      per: {
        to: 'body.aggregationPeriod',
        kind: 'choice',
        of: ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'],
        required: true,
        help: 'length of a period',
      },
      ...counted,
    },
    body: filter,
    answer: {
      shape: 'list',
      key: 'usersAggregateActivity',
      identity: 'userId',
      fields: ['userId', 'userEmailAddress', 'userAggregateActivity'],
    },
    paged: true,
    window: ['from', 'to'],
    cautions: [ZONE, 'Weeks start on Monday; the first and the last period are cut to the range.'],
  },
  interaction: {
    id: 'listInteractionStats',
    method: 'POST',
    path: '/v2/stats/interaction',
    effect: 'read',
    scope: 'api:stats:interaction',
    summary: 'Show how users talk: interactivity, monologues, patience and the like',
    params: { ...byDay, user: { ...user, answered: quiet } },
    body: filter,
    answer: {
      shape: 'list',
      key: 'peopleInteractionStats',
      identity: 'userId',
      fields: ['userId', 'userEmailAddress', 'personInteractionStats'],
      emptyOn404: true,
      countsUnanalysed: true,
      beside: BOUNDS,
    },
    paged: true,
    window: ['from', 'to'],
    cautions: [ZONE, 'Only calls with Whisper turned on count.'],
  },
  scorecards: {
    id: 'listAnsweredScorecards',
    method: 'POST',
    path: '/v2/stats/activity/scorecards',
    effect: 'read',
    scope: 'api:stats:scorecards',
    summary: 'List the scorecards that were filled in',
    params: {
      from: { to: 'body.filter.callFromDate', kind: 'day', help: 'first day of the calls' },
      to: { to: 'body.filter.callToDate', kind: 'day', help: 'day after the last one of the calls' },
      reviewedFrom: { to: 'body.filter.reviewFromDate', kind: 'day', help: 'first day of the reviews' },
      reviewedTo: { to: 'body.filter.reviewToDate', kind: 'day', help: 'day after the last one of the reviews' },
      method: {
        to: 'body.filter.reviewMethod',
        kind: 'choice',
        of: ['AUTOMATIC', 'MANUAL', 'BOTH'],
        help: 'who reviewed, a machine or a person',
      },
      scorecard: { to: 'body.filter.scorecardIds[]', kind: 'id', help: 'only these scorecards', names: 'scorecard' },
      user: {
        to: 'body.filter.reviewedUserIds[]',
        kind: 'id',
        help: 'only reviews of these users',
        answered: { ...quiet, by: 'reviewedUserId' },
      },
    },
    body: { filter: { kind: 'json', required: true } },
    answer: {
      shape: 'list',
      key: 'answeredScorecards',
      identity: 'answeredScorecardId',
      fields: [
        'answeredScorecardId',
        'scorecardId',
        'scorecardName',
        'callId',
        'callStartTime',
        'reviewedUserId',
        'reviewerUserId',
        'reviewMethod',
        'editorUserId',
        'reviewTime',
        'visibilityType',
        'answers',
      ],
      numericIds: [
        'answeredScorecardId',
        'scorecardId',
        'callId',
        'reviewedUserId',
        'reviewerUserId',
        'editorUserId',
        'answers.questionId',
        'answers.questionRevisionId',
      ],
      emptyOn404: true,
    },
    paged: true,
    window: ['from', 'to'],
    cut: ['from', 'to'],
    cautions: [ZONE, 'Without a method Gong shows manual reviews alone.'],
  },
  coaching: {
    id: 'listUsers_1',
    method: 'GET',
    path: '/v2/coaching',
    effect: 'read',
    scope: 'api:coaching:read',
    summary: "Show the coaching metrics of a manager's direct reports",
    params: {
      manager: { to: 'query.manager-id', kind: 'id', required: true, help: 'the manager' },
      workspace: { to: 'query.workspace-id', kind: 'id', required: true, help: 'only this workspace' },
      from: { to: 'query.from', kind: 'instant', required: true, help: 'coached at or after this' },
      to: { to: 'query.to', kind: 'instant', required: true, help: 'coached before this' },
    },
    answer: {
      shape: 'list',
      key: 'coachingData',
      fields: [
        'manager.id',
        'manager.emailAddress',
        'manager.firstName',
        'manager.lastName',
        'manager.title',
        'directReportsMetrics',
      ],
    },
    window: ['from', 'to'],
  },
})
