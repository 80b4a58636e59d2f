import { isRow, type Json, type Row, rowsIn, textsIn } from '../../src/lib/rows.ts'

/** A row with the user and the counts on one level. */
export function flattenCounts(row: Row): readonly Row[] {
  return [{ ...row, ...(isRow(row.userAggregateActivityStats) && row.userAggregateActivityStats) }]
}

/** One row for each period of one user, with days for the date-times in which Gong answers. */
export function eachPeriod(row: Row): readonly Row[] {
  return rowsIn(row.userAggregateActivity).map((period) => ({
    ...row,
    ...period,
    fromDate: dayOf(period.fromDate),
    toDate: dayOf(period.toDate),
  }))
}

/** One row for each call that one user had to do with on one day; Gong lists the calls by activity (quirk 64). */
export function eachCall(row: Row): readonly Row[] {
  return rowsIn(row.userDailyActivityStats).flatMap((day) =>
    [...byCall(day)].map(([callId, activities]) => ({ ...row, day: dayOf(day.fromDate), callId, activities })),
  )
}

function byCall(day: Row): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [activity, ids] of Object.entries(day))
    for (const id of textsIn(ids)) found.set(id, [...(found.get(id) ?? []), activity])
  return found
}

/** Each figure of one user under its own name; which figures there are, Gong does not promise (quirk 52). */
export function interactionRows({
  userEmailAddress = null,
  userId = null,
  personInteractionStats,
}: Row): readonly Row[] {
  const figures = rowsIn(personInteractionStats).map(({ name, value = null }): [string, Json] => [String(name), value])
  return [{ userEmailAddress, ...Object.fromEntries(figures), userId }]
}

/** A row with the scorecard and the score of its question about the whole call. */
export function withScore(row: Row): readonly Row[] {
  const overall = rowsIn(row.answers).find(({ isOverall }) => isOverall === true)
  return [{ ...row, score: overall?.score ?? null }]
}

/** One row for each value of each metric of each person who reports; one without metrics keeps a row. */
export function eachMetric(row: Row): readonly Row[] {
  return rowsIn(row.directReportsMetrics).flatMap(({ report, metrics }): readonly Row[] => {
    const { emailAddress, firstName, lastName } = isRow(report) ? report : {}
    const person = { name: [firstName, lastName].filter(Boolean).join(' ') || (emailAddress ?? null) }
    const values = Object.entries(isRow(metrics) ? metrics : {}).flatMap(([metric, list]) =>
      (Array.isArray(list) ? list : [list]).map((value: Json) => ({ ...person, metric, value })),
    )
    return values.length > 0 ? values : [{ ...person, metric: null, value: null }]
  })
}

/** The day of a midnight in the company's zone, which must not move with the zone of the reader. */
function dayOf(value: Json | undefined): Json {
  return typeof value === 'string' ? value.slice(0, 10) : null
}
