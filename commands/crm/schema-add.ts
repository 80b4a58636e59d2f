import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { BULK_INPUTS, TABLE_INPUTS } from '../../src/bulk/inputs.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { mergedFields, typedField } from '../../src/crm/schema.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json, Row } from '../../src/lib/rows.ts'
import { importantColumn, OTHER_FIELDS } from '../../src/output/columns.ts'
import { INTEGRATION_HELP, integrationOf } from './integration.ts'
import {
  checkFieldList,
  existingFields,
  type FieldSource,
  type FieldsInput,
  fieldsRequest,
  type ReadFields,
  readFields,
} from './schema-fields.ts'

const COLUMNS = [OTHER_FIELDS, importantColumn('outcome'), importantColumn('why')]

const derived = deriveChange(gong.setSchema, {
  name: 'schema add',
  arguments: ['type', 'field'],
  columns: COLUMNS,
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
    const { fields: typed, source } = await newFields(input, job)
    const added = checkNew(typed, input, source)
    const integration = await integrationOf(input, job)
    const existing = await existingFields({ integration, type: input.type }, job)
    const { fields, changes, conflicts } = mergedFields(existing, added)
    if (conflicts.length > 0)
      throw new Failure('usage', `${input.type} has already: ${conflicts.join('; ')}`, {
        hint: `gong crm schema get ${input.type.toLowerCase()}; gong crm schema set changes a field`,
      })
    const { type, failed, maxChanges } = input
    const { planFields } = await import('./schema-change.ts')
    const order = {
      command: 'crm schema add',
      integration,
      type,
      failed,
      maxChanges,
      named: added,
      body: fields,
      changes,
    }
    return await planFields(
      { ...order, source, challenge: { unasked: 'no field goes, and none gets another type' } },
      job,
    )
  },
})

interface NewFields extends FieldsInput {
  readonly field?: readonly string[]
  readonly fromFile?: string
}

async function newFields(input: NewFields, job: ChangeJob): Promise<Partial<ReadFields> & Pick<ReadFields, 'fields'>> {
  const { field = [], fromFile } = input
  const [only] = field
  const path =
    fromFile ?? (field.length === 1 && only !== undefined && typedField(only) === undefined ? only : undefined)
  if (path !== undefined) return await readFields(path, input, job)
  const fields = field.map((text) => {
    const typed = typedField(text)
    if (typed === undefined)
      throw new Failure('usage', `<field>: "${text}" has no type`, {
        hint: `gong crm schema add ${input.type.toLowerCase()} ${text}:string`,
      })
    return typed
  })
  return { fields }
}

/** Checks new fields by themselves, before anything is read. */
function checkNew(fields: Json, { type, fromFile }: NewFields, from: FieldSource | undefined): readonly Row[] {
  const source = fromFile ?? '<field>'
  const rows = checkFieldList(source, fieldsRequest({ integration: '0', type }, fields, from).body)
  const gone = rows.filter(({ isDeleted }) => isDeleted === true).map(({ uniqueName }) => uniqueName)
  if (gone.length === 0) return rows
  throw new Failure('usage', `${source}: ${gone.join(', ')} would be removed`, {
    hint: 'gong crm schema set removes fields',
  })
}
