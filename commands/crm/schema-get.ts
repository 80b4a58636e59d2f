import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { pull } from '../../src/app/model/pull.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { INTEGRATION_HELP, integrationOf } from './integration.ts'

const derived = deriveQuery(gong.getSchema, {
  name: 'schema get',
  arguments: ['type'],
  columns: ['objectType', 'uniqueName', 'label', 'type', 'referenceTo', 'orderedValueList'],
  examples: ['gong crm schema get', 'gong crm schema get deal', 'gong crm schema get account -o account-fields.json'],
})

export const getCrmSchema = defineQuery({
  ...derived,
  inputs: optionalInputs(derived.inputs, {
    integration: INTEGRATION_HELP,
    type: 'type of CRM object; all four when left out',
  }),
  async *rows(input, job) {
    const integration = await integrationOf(input, job)
    const types = input.type === undefined ? gong.getSchema.params.type.of : [input.type]
    for (const type of types) yield* pull(gong.getSchema, { ...input, integration, type }, job)
  },
})
