import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'

export const listCrmAssociations = deriveQuery(gong.associations, {
  columns: ['associationTime', 'callId', 'objectType', 'objectId'],
  examples: ['gong crm associations --since 30d', 'gong crm associations --since 2026-01-01 -f csv'],
})
