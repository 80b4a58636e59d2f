import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { pull } from '../../src/app/model/pull.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { CALENDAR_UNITS, type Period } from '../../src/lib/calendar-period.ts'
import { type Page, type Row, rowsIn } from '../../src/lib/rows.ts'
import { cutPeriods } from '../../src/stats/cut-periods.ts'
import { PERIOD_FIELDS, periodRows } from '../../src/stats/flat-rows.ts'
import { ALL_USERS, checkAllUsers, withAllUsers } from './all-users.ts'
import { IMPORTANT_COUNTS, NO_ACTIVITY } from './counts.ts'

const derived = deriveQuery(gong.periods, {
  columns: ['userEmailAddress', 'from', 'to', ...IMPORTANT_COUNTS.slice(0, 3)],
  flat: { fields: PERIOD_FIELDS, rows: periodRows },
  examples: [
    'gong stats periods --per week --from 30d',
    'gong stats periods --per month --during last-quarter -f jsonl',
  ],
})

export const showActivityByPeriod = defineQuery({
  ...derived,
  inputs: { ...derived.inputs, ...ALL_USERS },
  check: checkAllUsers,
  rows: (input, job) =>
    withAllUsers(pull(gong.periods, input, job, typedBody(gong.periods, input)), input, job, (person, last) => ({
      ...person,
      userAggregateActivity: periodsOf(last, input).map((period) => ({ ...NO_ACTIVITY, ...period })),
    })),
})

/** Those of somebody who was active, since everybody has the same; where nobody was, as Gong cuts them. */
function periodsOf(
  last: Page | undefined,
  { from, to, per }: Partial<Period> & { readonly per?: string },
): readonly Row[] {
  const there = rowsIn(last?.rows[0]?.userAggregateActivity)
  if (there.length > 0) return there.map(({ fromDate = null, toDate = null }) => ({ fromDate, toDate }))
  const unit = CALENDAR_UNITS.find((one) => one === per?.toLowerCase())
  if (from === undefined || to === undefined || unit === undefined) return []
  return cutPeriods({ from, to }, unit).map((period) => ({ fromDate: period.from, toDate: period.to }))
}
