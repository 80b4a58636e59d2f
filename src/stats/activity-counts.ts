import { isRow, type Row, rowsIn } from '../lib/rows.ts'

/** The counts of each period of a record of listMultipleUsersAggregateActivity or of its sibling by period. */
export function activityCounts(row: Row): readonly { readonly day: string | undefined; readonly counts: Row }[] {
  const { userAggregateActivityStats, userAggregateActivity } = row
  if (isRow(userAggregateActivityStats)) return [{ day: undefined, counts: userAggregateActivityStats }]
  return rowsIn(userAggregateActivity).map(({ fromDate, ...counts }) => ({
    day: String(fromDate).slice(0, 10),
    counts,
  }))
}
