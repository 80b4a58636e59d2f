import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import { typedJson } from '../../src/api/typed-json.ts'
import { typedBody } from '../../src/app/model/body.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { duplicateNames, withoutObjectType } from '../../src/crm/schema.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Json, type Row, rowsIn } from '../../src/lib/rows.ts'
import { INTEGRATION_HELP, integrationOf } from './integration.ts'
import { schemaChanges } from './schema-changes.ts'

const COLUMNS = ['uniqueName', 'type', 'change', 'before']

const derived = deriveChange(gong.setSchema, {
  name: 'schema set',
  arguments: ['type', 'file'],
  columns: COLUMNS,
  examples: [
    'gong crm schema set account account-fields.json',
    'gong crm schema set lead --body \'[{"uniqueName":"score","label":"Score","type":"NUMBER"}]\'',
  ],
})

export const setCrmSchema = defineChange({
  ...derived,
  single: false,
  inputs: {
    ...optionalInputs(derived.inputs, { integration: INTEGRATION_HELP }),
    file: { kind: 'file', help: 'all fields of the type as a JSON list, as schema get prints them; or give --body' },
  },
  fields: COLUMNS,
  asks: 'Where a field goes or changes its type, data is lost: it asks first, and away from a terminal it needs --yes.',
  check({ file, body, set }) {
    if (file !== undefined && body !== undefined)
      throw new Failure('usage', '<file> and --body are two ways to say one')
    if (file === undefined && body === undefined && set === undefined)
      throw new Failure('usage', '<file> is missing', { hint: 'gong crm schema get account -o account-fields.json' })
  },
  async plan(input, job) {
    const typed = input.file === undefined ? input.body : await readFields(input.file, input.type, job)
    const body = typedBody(gong.setSchema, { ...input, body: typed })
    const source = input.file === undefined ? '--body' : `<file>: ${input.file}`
    // Validates the body before anything is read; any id of an integration will do for that.
    const wanted = checkFields(
      source,
      toRequest(gong.setSchema, { ...input, integration: input.integration ?? '0' }, { body }),
    )
    const integration = await integrationOf(input, job)
    const { changes, notes, challenge } = await schemaChanges({ integration, type: input.type }, wanted, job)
    return {
      notes,
      challenge,
      steps: [
        {
          request: toRequest(gong.setSchema, { ...input, integration }, { body }),
          report: (answer) => ({ ...toPage(gong.setSchema, answer), rows: changes.map((one) => ({ ...one })) }),
        },
      ],
    }
  },
})

async function readFields(file: string, type: string, job: ChangeJob): Promise<Json> {
  const text = await readText(file, job)
  try {
    return withoutObjectType(typedJson(`<file>: ${file}`, text), type)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('usage', `<file>: ${file} is not JSON`, { cause })
  }
}

function checkFields(source: string, { body }: { readonly body?: Json | undefined }): readonly Row[] {
  const fields = rowsIn(body)
  const problems =
    fields.length === 0 ? ['there are no fields in it'] : duplicateNames(fields).map((name) => `${name} is there twice`)
  if (problems.length > 0) throw new Failure('usage', `${source}: ${problems.join('; ')}`)
  return fields
}
