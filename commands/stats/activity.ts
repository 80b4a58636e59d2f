import { deriveQuery } from '../../src/app/from-operation.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { IMPORTANT_COUNTS } from './counts.ts'
import { flattenCounts } from './rows.ts'

export const showActivity = deriveQuery(gong.activity, {
  columns: ['userEmailAddress', ...IMPORTANT_COUNTS, 'userId'],
  unfold: flattenCounts,
  examples: [
    'gong stats activity --during last-month',
    'gong stats activity --from 30d --user k.nakamura@tallyhouse.example -f csv',
  ],
})
