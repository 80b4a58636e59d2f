import { deriveQuery } from '../../src/app/from-operation.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { eachMetric } from './rows.ts'

export const showCoaching = deriveQuery(gong.coaching, {
  columns: ['name', 'metric', 'value'],
  unfold: eachMetric,
  examples: ['gong stats coaching --manager k.nakamura@tallyhouse.example -w "Sales Americas" --from 30d'],
})
