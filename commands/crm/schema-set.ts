import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/model/body.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { TABLE_INPUTS } from '../../src/bulk/inputs.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { Failure } from '../../src/lib/errors.ts'
import { INTEGRATION_HELP, integrationOf } from './integration.ts'
import { schemaChanges } from './schema-changes.ts'
import { checkFieldList, readFields } from './schema-fields.ts'

const COLUMNS = ['uniqueName', 'type', 'change', 'before']

const derived = deriveChange(gong.setSchema, {
  name: 'schema set',
  arguments: ['type', 'file'],
  columns: COLUMNS,
  examples: [
    'gong crm schema set account account-fields.json',
    'gong crm schema set account account-fields.csv --dry-run',
    'gong crm schema set lead --body \'[{"uniqueName":"score","label":"Score","type":"NUMBER"}]\'',
  ],
})

export const setCrmSchema = defineChange({
  ...derived,
  single: false,
  inputs: {
    ...optionalInputs(derived.inputs, { integration: INTEGRATION_HELP }),
    file: { kind: 'file', help: 'all fields of the type: JSON as schema get prints it, or a table; or give --body' },
    fromFile: { ...TABLE_INPUTS.fromFile, help: 'the same, as other commands take it' },
    map: TABLE_INPUTS.map,
    sheet: TABLE_INPUTS.sheet,
  },
  fields: COLUMNS,
  asks: 'Where a field goes or changes its type, data is lost: it asks first, and away from a terminal it needs --yes.',
  check({ file, fromFile, body, set }) {
    const ways = Object.entries({ '<file>': file, '--from-file': fromFile, '--body': body })
    const typed = ways.filter(([, value]) => value !== undefined).map(([way]) => way)
    if (typed.length > 1) throw new Failure('usage', `${typed.join(' and ')} are two ways to say one`)
    if (typed.length === 0 && set === undefined)
      throw new Failure('usage', '<file> is missing', { hint: 'gong crm schema get account -o account-fields.json' })
  },
  async plan(input, job) {
    const path = input.file ?? input.fromFile
    const typed = path === undefined ? input.body : await readFields(path, input, job)
    const body = typedBody(gong.setSchema, { ...input, body: typed })
    const source = path === undefined ? '--body' : `<file>: ${path}`
    // Validates the body before anything is read; any id of an integration will do for that.
    const wanted = checkFieldList(
      source,
      toRequest(gong.setSchema, { ...input, integration: input.integration ?? '0' }, { body }).body,
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
