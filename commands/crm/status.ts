import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { WAITING } from '../../src/app/model/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { INTEGRATION_HELP, integrationOf } from './integration.ts'
import { checkRequest, currentState, STATE_COLUMNS, STATE_FIELDS, waitForRequest, withErrorLines } from './requests.ts'

const derived = deriveQuery(gong.status, {
  arguments: ['request'],
  columns: STATE_COLUMNS,
  unfold: withErrorLines,
  examples: ['gong crm status nightly-accounts', 'gong crm status nightly-accounts --wait -f json'],
})

export const getCrmStatus = defineQuery({
  ...derived,
  inputs: { ...optionalInputs(derived.inputs, { integration: INTEGRATION_HELP }), ...WAITING },
  fields: STATE_FIELDS,
  check: (input) => checkRequest('<request>', input),
  async *rows(input, job) {
    const request = { integration: await integrationOf(input, job), request: input.request }
    yield* input.wait ? waitForRequest(request, input.waitFor, job) : currentState(request, job)
  },
})
