import { toRequest } from '../../src/api/request.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { compareFields } from '../../src/crm/schema.ts'
import type { Row } from '../../src/lib/rows.ts'
import { integrationOf } from './integration.ts'
import { checkFieldList, existingFields, type FieldsInput, readFields } from './schema-fields.ts'

/** As it was typed. */
interface TypedComparison extends FieldsInput {
  readonly file: string
  readonly integration?: string
}

/** The fields in a file beside those that Gong has, a row each. */
export async function schemaDifferences(input: TypedComparison, job: QueryJob): Promise<readonly Row[]> {
  const { fields: body } = await readFields(input.file, input, job)
  const request = toRequest(gong.setSchema, { type: input.type, integration: input.integration ?? '0' }, { body })
  const wanted = checkFieldList(`<file>: ${input.file}`, request.body)
  const integration = await integrationOf(input, job)
  const existing = await existingFields({ integration, type: input.type }, job)
  const { missing, changes } = compareFields(existing, wanted)
  const types = new Map(existing.map(({ uniqueName, type }) => [String(uniqueName), String(type)]))
  const absent = missing.map(
    (uniqueName): Row => ({ uniqueName, type: types.get(uniqueName) ?? null, change: 'missing' }),
  )
  if (missing.length > 0)
    await job.say(`schema set refuses it while these are missing: ${missing.join(', ')}; isDeleted removes a field`)
  return [...changes.map((change): Row => ({ ...change })), ...absent]
}
