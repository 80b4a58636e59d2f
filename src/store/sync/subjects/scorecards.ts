import { settings } from '../../../catalogue/settings.ts'
import { stats } from '../../../catalogue/stats.ts'
import { utcDay } from '../../../lib/utc-time.ts'
import type { SyncContext } from '../context.ts'
import { countsOf } from '../tally.ts'
import { keepSnapshot, subjectPages, subjectRecords } from './pull.ts'

const DAY_MS = 86_400_000
/** A review can be edited, and its company be a day ahead. */
const OVERLAP_DAYS = 14
const FIRST_DAYS = 90
const MARK = 'scorecards.reviewed'

/** The scorecards, and those that were filled in, by the day of the review. */
export async function* pullScorecards(context: SyncContext): AsyncGenerator<void> {
  const { store, nowMs, rowsOf, tally } = context
  const records = yield* subjectRecords(context, 'scorecards', settings.scorecards, {})
  const list = { subject: 'scorecards', table: 'scorecards', of: 'scorecard_id' } as const
  await keepSnapshot(context, { ...list, operation: settings.scorecards, id: 'scorecardId', records })
  const until = await store.mark(MARK)
  const fromMs = until === undefined ? nowMs - FIRST_DAYS * DAY_MS : Date.parse(until) - OVERLAP_DAYS * DAY_MS
  const to = utcDay(nowMs - DAY_MS / 2)
  const reviewed = { reviewedFrom: utcDay(fromMs), reviewedTo: to, method: 'BOTH' } as const
  if (reviewed.reviewedFrom >= to) return
  for await (const { rows } of subjectPages(context, 'scorecards', stats.scorecards, reviewed)) {
    countsOf(tally, 'scorecards').changed += rows.length
    if (rows.length > 0) await store.commit(rowsOf(stats.scorecards.id, rows))
    yield
  }
  await store.commit({ marks: { [MARK]: to } })
}
