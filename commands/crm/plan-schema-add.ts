import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import { mergedFields, typedField } from '../../src/crm/schema.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json, Row } from '../../src/lib/rows.ts'
import { integrationOf } from './integration.ts'
import { planFields } from './schema-change.ts'
import {
  checkFieldList,
  existingFields,
  type FieldSource,
  type FieldsInput,
  fieldsRequest,
  type ReadFields,
  readFields,
} from './schema-fields.ts'

/** As it was typed. */
interface TypedFields extends NewFields {
  readonly integration?: string
  readonly failed?: string
  readonly maxChanges?: number
}

/** Sends the fields that exist with the new ones. */
export async function planSchemaAdd(input: TypedFields, job: ChangeJob): Promise<Plan<'erase'>> {
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
  const order = { command: 'crm schema add', integration, type, failed, maxChanges, named: added, body: fields }
  const challenge = { unasked: 'no field goes, and none gets another type' }
  return await planFields({ ...order, changes, source, challenge }, job)
}

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
        hint: `${text}:string, and all else as it was typed`,
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
