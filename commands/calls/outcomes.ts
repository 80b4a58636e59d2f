import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { callOutcomes } from '../../src/catalogue/outcomes.ts'

export const listCallOutcomes = deriveQuery(callOutcomes.outcomes, {
  columns: ['displayOrder', 'callOutcome', 'category', 'sentiment', 'todoAction', 'automation'],
  examples: ['gong calls outcomes'],
})
