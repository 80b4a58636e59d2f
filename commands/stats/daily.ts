import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { DAILY_FIELDS, dailyRows } from '../../src/stats/flat-rows.ts'

export const showDailyActivity = deriveQuery(gong.daily, {
  columns: ['userEmailAddress', 'day', 'callId', 'activities'],
  flat: { fields: DAILY_FIELDS, rows: dailyRows },
  examples: [
    'gong stats daily --during yesterday',
    "gong stats daily --from 7d --jq '.[].userDailyActivityStats[].callsAsHost[]'",
  ],
})
