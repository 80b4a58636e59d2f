import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { BULK_INPUTS, TABLE_INPUTS } from '../../src/bulk/inputs.ts'
import { LINE_COLUMNS } from '../../src/bulk/line-columns.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { Failure } from '../../src/lib/errors.ts'
import { INTEGRATION_HELP } from './integration.ts'

const derived = deriveChange(gong.setSchema, {
  name: 'schema set',
  arguments: ['type', 'file'],
  columns: LINE_COLUMNS,
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
    file: {
      kind: 'file',
      work: 'entries',
      help: 'all fields of the type: JSON as schema get prints it, or a table; or give --body',
    },
    fromFile: { ...TABLE_INPUTS.fromFile, work: 'entries', help: 'the same, as other commands take it' },
    map: TABLE_INPUTS.map,
    sheet: TABLE_INPUTS.sheet,
    results: BULK_INPUTS.results,
    failed: BULK_INPUTS.failed,
    maxChanges: BULK_INPUTS.maxChanges,
  },
  asks: 'Where a field goes or changes its type, data is lost: it asks first, and away from a terminal it needs --yes.',
  check({ file, fromFile, body, set }) {
    const ways = Object.entries({ '<file>': file, '--from-file': fromFile, '--body': body })
    const typed = ways.filter(([, value]) => value !== undefined).map(([way]) => way)
    if (typed.length > 1) throw new Failure('usage', `${typed.join(' and ')} are two ways to say one`)
    if (typed.length === 0 && set === undefined)
      throw new Failure('usage', '<file> is missing', { hint: 'gong crm schema get account -o account-fields.json' })
  },
  async plan(input, job) {
    const { planSchemaSet } = await import('./plan-schema-set.ts')
    return await planSchemaSet(input, job)
  },
})
