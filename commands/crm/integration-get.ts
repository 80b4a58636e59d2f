import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'

export const getCrmIntegration = deriveQuery(gong.getIntegration, {
  name: 'integration get',
  columns: ['integrationId', 'name', 'ownerEmail'],
  examples: ['gong crm integration get', "gong crm integration get --jq '.[0].integrationId'"],
})
