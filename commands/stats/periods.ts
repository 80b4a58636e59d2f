import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { pull } from '../../src/app/model/pull.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { rowsIn } from '../../src/lib/rows.ts'
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
      // Everybody has the same periods.
      userAggregateActivity: rowsIn(last?.rows[0]?.userAggregateActivity).map(({ fromDate = null, toDate = null }) => ({
        ...NO_ACTIVITY,
        fromDate,
        toDate,
      })),
    })),
})
