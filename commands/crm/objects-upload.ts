import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { Raw } from '../../src/app/model/inputs.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { WAITING } from '../../src/app/model/poll.ts'
import { BULK_INPUTS } from '../../src/bulk/inputs.ts'
import { LINE_COLUMNS } from '../../src/bulk/line-columns.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { Failure } from '../../src/lib/errors.ts'
import { INTEGRATION_HELP } from './integration.ts'
import { checkRequest, REQUEST_HELP, STATE_COLUMNS, withErrorLines } from './requests.ts'

const derived = deriveChange(gong.uploadObjects, {
  name: 'objects upload',
  arguments: ['type', 'file'],
  columns: STATE_COLUMNS,
  unfold: withErrorLines,
  examples: [
    'gong crm objects upload account accounts.ldjson --wait',
    'gong crm objects upload account accounts.csv --map "objectId=Account ID" --wait --results uploaded.csv',
    'gong crm objects upload deal deals.ldjson --request deals-2026-05-18',
  ],
})

const { fields: _, ...plain } = derived

const { file, ...inputs } = optionalInputs(derived.inputs, {
  integration: INTEGRATION_HELP,
  request: REQUEST_HELP,
  file: 'objects as JSON, one on a line, or a table of them: CSV, TSV, JSON, xlsx; - is stdin',
})

export const uploadCrmObjects = defineChange({
  ...plain,
  operations: [gong.uploadObjects, gong.status, gong.getSchema, gong.getIntegration],
  inputs: {
    ...inputs,
    file: { ...file, work: 'entries' },
    ...BULK_INPUTS,
    tz: {
      kind: 'text',
      hint: 'zone',
      outsideBody: true,
      help: "zone of times in the table without one; else the profile's, else the machine's",
    },
    ...WAITING,
  },
  columns: (raw) => (isByLine(raw) ? LINE_COLUMNS : STATE_COLUMNS),
  single: (raw) => !isByLine(raw),
  cautions: [
    ...(derived.cautions ?? []),
    'A line: {"objectId":"acc-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Amberwick Foods"}',
    'Columns of a table are fields of Gong by their names or labels, or by --map; an empty cell says nothing. Other columns stay here.',
    'Every line is checked before anything is sent, also by the custom fields that Gong has.',
    'Gong takes an object once a file: later updates of it go into files of their own, each when Gong is through with the one before.',
  ],
  check(input) {
    checkRequest('--request', input)
    if (input.file !== undefined && input.fromFile !== undefined)
      throw new Failure('usage', '<file> and --from-file are two ways to say one')
    if (input.file === undefined && input.fromFile === undefined)
      throw new Failure('usage', '<file> is missing', { hint: 'gong crm objects upload --help' })
  },
  async plan(input, job) {
    const { planUpload } = await import('./plan-upload.ts')
    return await planUpload(input, isByLine(input), job)
  },
})

/** Lines of JSON have a row for each upload, and other tables one for each line, as well as all whose results are asked for. */
function isByLine({ file, fromFile, results, failed, map }: Raw): boolean {
  if ([fromFile, results, failed, map].some((one) => one !== undefined)) return true
  return typeof file === 'string' && /(^-|\.(csv|tsv|tab|txt|json|xlsx))$/i.test(file)
}
