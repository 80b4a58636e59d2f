import { deriveQuery } from '../../src/app/from-operation.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { eachCall } from './rows.ts'

export const showDailyActivity = deriveQuery(gong.daily, {
  columns: ['userEmailAddress', 'day', 'callId', 'activities'],
  unfold: eachCall,
  examples: [
    'gong stats daily --during yesterday',
    "gong stats daily --from 7d --jq '.[].userDailyActivityStats[].callsAsHost[]'",
  ],
})
