import { ACTIVITIES } from '../catalogue/stats.ts'
import { isRow, type Json, type Page, type Row, rowsIn, textsIn } from '../lib/rows.ts'

/** The person of a record and the days that it is about, in the zone of the company: its name where Gong says it, else its offset. */
const WHO = ['userId', 'userEmailAddress'] as const
const WINDOW = ['from', 'to', 'timeZone'] as const

export const ACTIVITY_FIELDS = [...WHO, ...WINDOW, ...ACTIVITIES]
export const PERIOD_FIELDS = [...WHO, ...WINDOW, ...ACTIVITIES]
export const DAILY_FIELDS = [...WHO, 'day', 'timeZone', 'callId', 'activities']

/** One row a user: the days that were counted, and the counts. */
export function activityRow({ userAggregateActivityStats, ...person }: Row, { beside }: Page): readonly Row[] {
  return [{ ...person, ...windowOf(beside), ...(isRow(userAggregateActivityStats) && userAggregateActivityStats) }]
}

/** One row for each period of one user, with days for the date-times in which Gong answers. */
export function periodRows({ userAggregateActivity, ...person }: Row): readonly Row[] {
  return rowsIn(userAggregateActivity).map(({ fromDate, toDate, ...counts }) => ({
    ...person,
    from: dateOf(fromDate),
    to: dateOf(toDate),
    timeZone: offsetOf(fromDate),
    ...counts,
  }))
}

/** One row for each call that one user had to do with on one day; Gong lists the calls by activity (quirk 64). */
export function dailyRows({ userDailyActivityStats, ...person }: Row): readonly Row[] {
  return rowsIn(userDailyActivityStats).flatMap((day) =>
    [...byCall(day)].map(([callId, activities]) => ({
      ...person,
      day: dateOf(day.fromDate),
      timeZone: offsetOf(day.fromDate),
      callId,
      activities: activities.join(', '),
    })),
  )
}

function byCall(day: Row): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [activity, ids] of Object.entries(day))
    for (const id of textsIn(ids)) found.set(id, [...(found.get(id) ?? []), activity])
  return found
}

/** Our name of each figure that Gong names, with its unit: which figures there are, Gong does not promise (quirk 52). */
export const INTERACTION_FIGURES = {
  'Talk Ratio': 'talkRatio',
  'Longest Monologue': 'longestMonologueSeconds',
  'Longest Customer Story': 'longestCustomerStorySeconds',
  Interactivity: 'interactivity',
  Patience: 'patienceSeconds',
} as const

export const INTERACTION_FIELDS = [...WHO, ...WINDOW, ...Object.values(INTERACTION_FIGURES), 'others.*']

/** One row a user: each figure under its own name, those that are not known here under `others`. */
export function interactionRow({ personInteractionStats, ...person }: Row, { beside }: Page): readonly Row[] {
  const known: ReadonlyMap<string, string> = new Map(Object.entries(INTERACTION_FIGURES))
  const figures = rowsIn(personInteractionStats).map(({ name, value = null }): [string, Json] => [String(name), value])
  const others = figures.filter(([name]) => !known.has(name))
  return [
    {
      ...person,
      ...windowOf(beside),
      ...Object.fromEntries(figures.flatMap(([name, value]) => (known.has(name) ? [[known.get(name), value]] : []))),
      ...(others.length > 0 && { others: Object.fromEntries(others) }),
    },
  ]
}

export const SCORECARD_FIELDS = [
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
  'questionId',
  'questionRevisionId',
  'isOverall',
  'score',
  'notApplicable',
  'answerText',
  'selectedOptions',
]

/** One row an answer; a scorecard without any keeps a row. */
export function answerRows({ answers, ...card }: Row): readonly Row[] {
  const given = rowsIn(answers)
  return given.length === 0 ? [card] : given.map((answer) => ({ ...card, ...answer }))
}

const MANAGER = ['managerId', 'managerName', 'userId', 'name', 'emailAddress']
const COACHED = ['workspaceId', 'workspaceName', 'from', 'to', 'metric', 'calls']

/** @param withIds whether the ids of the calls are asked for, which can be hundreds */
export function coachingFields(withIds: boolean): readonly string[] {
  return [...MANAGER, ...COACHED, ...(withIds ? ['callIds'] : [])]
}

/** One row for each metric of each person who reports: how many calls are behind it. One without metrics keeps a row. */
export function coachingRows(
  { manager, directReportsMetrics }: Row,
  { beside }: Page,
  withIds: boolean,
): readonly Row[] {
  const boss = isRow(manager) ? manager : {}
  return rowsIn(directReportsMetrics).flatMap(({ report, metrics }): readonly Row[] => {
    const person = isRow(report) ? report : {}
    const facts = {
      managerId: boss.id ?? null,
      managerName: nameOf(boss),
      userId: person.id ?? null,
      name: nameOf(person),
      emailAddress: person.emailAddress ?? null,
      ...beside,
    }
    const entries = Object.entries(isRow(metrics) ? metrics : {})
    if (entries.length === 0) return [{ ...facts, metric: null, calls: 0 }]
    return entries.map(([metric, value]) => {
      const callIds = textsIn(value)
      const calls = Array.isArray(value) ? callIds.length : value
      return { ...facts, metric, calls, ...(withIds && { callIds: callIds.join(' ') }) }
    })
  })
}

/** First and last name, else the address; null where Gong has neither. */
export function nameOf({ firstName, lastName, emailAddress = null }: Row): Json {
  return [firstName, lastName].filter(Boolean).join(' ') || emailAddress
}

function windowOf(beside: Row = {}): Row {
  const { fromDateTime, toDateTime, timeZone = null } = beside
  return { from: dateOf(fromDateTime), to: dateOf(toDateTime), timeZone }
}

/** The day of a midnight in the company's zone, which must not move with the zone of the reader. */
function dateOf(value: Json | undefined): Json {
  return typeof value === 'string' ? value.slice(0, 10) : null
}

/** The offset of a date-time, such as `UTC-04:00`: with its first two signs alone a spreadsheet would take it for a formula. */
function offsetOf(value: Json | undefined): Json {
  const [, offset] = /T.*([+-]\d\d:\d\d|Z)$/.exec(String(value)) ?? []
  return offset === undefined ? null : `UTC${offset.replace('Z', '')}`
}
