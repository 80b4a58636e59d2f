import { typedBody } from '../../src/app/model/body.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import type { Json } from '../../src/lib/rows.ts'
import { integrationOf } from './integration.ts'
import { planFields } from './schema-change.ts'
import { schemaChanges } from './schema-changes.ts'
import { checkFieldList, type FieldsInput, fieldsRequest, readFields } from './schema-fields.ts'

/** As it was typed. */
interface TypedSchema extends FieldsInput {
  readonly file?: string
  readonly fromFile?: string
  readonly body?: Json
  readonly set?: readonly string[]
  readonly integration?: string
  readonly failed?: string
  readonly maxChanges?: number
}

/** Sends all fields of a type, and asks where data would be lost. */
export async function planSchemaSet(input: TypedSchema, job: ChangeJob): Promise<Plan<'erase'>> {
  const path = input.file ?? input.fromFile
  const read = path === undefined ? undefined : await readFields(path, input, job)
  const body = typedBody(gong.setSchema, { ...input, body: read?.fields ?? input.body })
  const source = path === undefined ? '--body' : `<file>: ${path}`
  // Validates the body before anything is read; any id of an integration will do for that.
  const checked = { ...input, integration: input.integration ?? '0' }
  const wanted = checkFieldList(source, fieldsRequest(checked, body, read?.source).body)
  const integration = await integrationOf(input, job)
  const { type, failed, maxChanges } = input
  const changed = await schemaChanges({ integration, type }, wanted, job)
  const order = { command: 'crm schema set', integration, type, failed, maxChanges, named: wanted, body: wanted }
  return await planFields({ ...order, ...changed, source: read?.source }, job)
}
