import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { TABLE_INPUTS } from '../../src/bulk/inputs.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { INTEGRATION_HELP } from './integration.ts'

const FIELDS = ['uniqueName', 'type', 'change', 'before', 'differs']

const derived = deriveQuery(gong.getSchema, {
  name: 'schema diff',
  arguments: ['type', 'file'],
  columns: ['uniqueName', 'type', importantColumn('change'), 'before', 'differs'],
  examples: ['gong crm schema diff account account-fields.csv'],
})

export const diffCrmSchema = defineQuery({
  ...derived,
  summary: 'Show what schema set would do with a file of custom CRM fields',
  operations: [gong.getSchema, gong.getIntegration],
  fields: FIELDS,
  inputs: {
    ...optionalInputs(derived.inputs, { integration: INTEGRATION_HELP }),
    type: { ...gong.setSchema.params.type, outsideBody: true, help: gong.setSchema.params.type.help },
    file: {
      kind: 'file',
      required: true,
      help: 'all fields of the type: JSON as schema get prints it, or a table; - is stdin',
    },
    map: TABLE_INPUTS.map,
    sheet: TABLE_INPUTS.sheet,
  },
  cautions: [
    'A field is added, removed, retyped (both lose its data) or kept; schema set refuses a file while some are missing.',
  ],
  async *rows(input, job) {
    const { schemaDifferences } = await import('./schema-differences.ts')
    yield { rows: await schemaDifferences(input, job) }
  },
})
