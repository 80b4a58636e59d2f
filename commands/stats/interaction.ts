import { deriveQuery } from '../../src/app/from-operation.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { interactionRows } from './rows.ts'

export const showInteraction = deriveQuery(gong.interaction, {
  columns: [],
  unfold: interactionRows,
  examples: [
    'gong stats interaction --during last-week',
    'gong stats interaction --from 30d --user p.tran@tallyhouse.example',
  ],
})
