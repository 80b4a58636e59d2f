import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { pull } from '../../src/app/model/pull.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { ACTIVITY_FIELDS, activityRow } from '../../src/stats/flat-rows.ts'
import { ALL_USERS, checkAllUsers, withAllUsers } from './all-users.ts'
import { IMPORTANT_COUNTS, NO_ACTIVITY } from './counts.ts'

const derived = deriveQuery(gong.activity, {
  columns: ['userEmailAddress', ...IMPORTANT_COUNTS, 'userId', 'from', 'to', 'timeZone'],
  flat: { fields: ACTIVITY_FIELDS, rows: activityRow },
  examples: [
    'gong stats activity --during last-month',
    'gong stats activity --from 30d --user k.nakamura@tallyhouse.example -f csv',
    'gong stats activity --during last-week --all-users -o week.csv',
  ],
})

export const showActivity = defineQuery({
  ...derived,
  inputs: { ...derived.inputs, ...ALL_USERS },
  check: checkAllUsers,
  rows: (input, job) =>
    withAllUsers(pull(gong.activity, input, job, typedBody(gong.activity, input)), input, job, (person) => ({
      ...person,
      userAggregateActivityStats: NO_ACTIVITY,
    })),
})
