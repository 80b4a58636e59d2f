import { deriveChange } from '../../src/app/model/from-operation.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'

export const registerCrmIntegration = deriveChange(gong.registerIntegration, {
  name: 'integration register',
  columns: ['integrationId'],
  examples: ['gong crm integration register --name "Tallyhouse ERP" --owner ingrid@tallyhouse.example --dry-run'],
})
