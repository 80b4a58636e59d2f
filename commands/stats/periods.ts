import { deriveQuery } from '../../src/app/from-operation.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { IMPORTANT_COUNTS } from './counts.ts'
import { eachPeriod } from './rows.ts'

export const showActivityByPeriod = deriveQuery(gong.periods, {
  columns: ['userEmailAddress', 'fromDate', 'toDate', ...IMPORTANT_COUNTS.slice(0, 3)],
  unfold: eachPeriod,
  examples: [
    'gong stats periods --per week --from 30d',
    'gong stats periods --per month --during last-quarter -f jsonl',
  ],
})
