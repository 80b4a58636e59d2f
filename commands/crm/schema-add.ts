import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { BULK_INPUTS, TABLE_INPUTS } from '../../src/bulk/inputs.ts'
import { LINE_COLUMNS } from '../../src/bulk/line-columns.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { Failure } from '../../src/lib/errors.ts'
import { INTEGRATION_HELP } from './integration.ts'

const derived = deriveChange(gong.setSchema, {
  name: 'schema add',
  arguments: ['type', 'field'],
  columns: LINE_COLUMNS,
  examples: [
    'gong crm schema add account score:number',
    'gong crm schema add account "plan=Support plan:picklist:Basic,Plus" accountManager:reference:user --dry-run',
    'gong crm schema add account --from-file new-fields.csv',
  ],
})

/** What it takes: the fields are no body that could be typed, since the others belong to it. */
const { integration, type } = derived.inputs

export const addCrmSchema = defineChange({
  ...derived,
  effect: 'erase',
  summary: 'Add custom CRM fields to a type, and keep the others',
  operations: [gong.setSchema, gong.getSchema, gong.getIntegration],
  single: false,
  inputs: {
    ...optionalInputs({ integration, type }, { integration: INTEGRATION_HELP }),
    field: {
      kind: 'text',
      repeat: true,
      hint: 'field',
      help: 'name:type, "name=Label:type", name:picklist:A,B or name:reference:account; or a file with one a line',
    },
    fromFile: {
      ...TABLE_INPUTS.fromFile,
      work: 'entries',
      help: 'a file with a field a line: CSV, TSV, JSON, JSONL or xlsx; - is stdin',
    },
    map: TABLE_INPUTS.map,
    sheet: TABLE_INPUTS.sheet,
    results: BULK_INPUTS.results,
    failed: BULK_INPUTS.failed,
    maxChanges: BULK_INPUTS.maxChanges,
  },
  cautions: ['Gong wants every field of a type at once: those that exist are read, and sent with the new ones.'],
  asks: 'It asks nothing: no field goes, and none gets another type.',
  check({ field, fromFile }) {
    if (field !== undefined && fromFile !== undefined)
      throw new Failure('usage', '<field> and --from-file are two ways to say one')
    if (field === undefined && fromFile === undefined)
      throw new Failure('usage', '<field> is missing', { hint: 'gong crm schema add account score:number' })
  },
  async plan(input, job) {
    const { planSchemaAdd } = await import('./plan-schema-add.ts')
    return await planSchemaAdd(input, job)
  },
})
