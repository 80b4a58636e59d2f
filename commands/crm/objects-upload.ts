import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange, stepsOf } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { WAITING } from '../../src/app/model/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { checkObjectsFile } from '../../src/crm/objects.ts'
import { INTEGRATION_HELP, integrationOf } from './integration.ts'
import {
  checkRequest,
  nameRequest,
  REQUEST_HELP,
  STATE_COLUMNS,
  STATE_FIELDS,
  waitForRequest,
  withErrorLines,
} from './requests.ts'

const derived = deriveChange(gong.uploadObjects, {
  name: 'objects upload',
  arguments: ['type', 'file'],
  columns: STATE_COLUMNS,
  unfold: withErrorLines,
  examples: [
    'gong crm objects upload account accounts.ldjson --wait',
    'gong crm objects upload deal deals.ldjson --request deals-2026-05-18',
  ],
})

export const uploadCrmObjects = defineChange({
  ...derived,
  inputs: { ...optionalInputs(derived.inputs, { integration: INTEGRATION_HELP, request: REQUEST_HELP }), ...WAITING },
  fields: [...STATE_FIELDS, 'objects'],
  cautions: [
    ...(derived.cautions ?? []),
    'A line: {"objectId":"acc-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Amberwick Foods"}',
    'Every line is checked before anything is sent.',
  ],
  check: (input) => checkRequest('--request', input),
  async plan(input, job) {
    const objects = await checkObjectsFile(job.context.files, input.file, input.type, job.globals.encoding)
    const integration = await integrationOf(input, job)
    const { request, notes } = nameRequest(input.request, job)
    const steps = await stepsOf(gong.uploadObjects, { ...input, integration, request }, job)
    return {
      notes,
      steps: steps.map((step) => ({
        ...step,
        report: async (answer) => ({
          ...(await step.report(answer)),
          rows: input.wait ? [] : [{ clientRequestId: request, objects }],
        }),
      })),
      ...(input.wait && { after: () => waitForRequest({ integration, request }, input.waitFor, job) }),
    }
  },
})
