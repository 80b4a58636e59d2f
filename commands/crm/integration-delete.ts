import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { WAITING } from '../../src/app/model/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { listIntegrations } from '../../src/crm/integration.ts'
import { Failure } from '../../src/lib/errors.ts'
import {
  checkRequest,
  nameRequest,
  REQUEST_HELP,
  STATE_COLUMNS,
  STATE_FIELDS,
  waitForRequest,
  withErrorLines,
} from './requests.ts'

const derived = deriveChange(gong.deleteIntegration, {
  name: 'integration delete',
  arguments: ['integration'],
  columns: STATE_COLUMNS,
  unfold: withErrorLines,
  examples: ['gong crm integration delete 3364149378650924208 --dry-run'],
})

export const deleteCrmIntegration = defineChange({
  ...derived,
  inputs: { ...optionalInputs(derived.inputs, { request: REQUEST_HELP }), ...WAITING },
  fields: STATE_FIELDS,
  check: (input) => checkRequest('--request', input),
  async plan(input, job) {
    const challenge = await integrationLoss(input.integration, job)
    const { request, notes } = nameRequest(input.request, job)
    const given = { integration: input.integration, request }
    return {
      notes,
      challenge,
      steps: [
        {
          request: toRequest(gong.deleteIntegration, given),
          report: (answer) => ({
            ...toPage(gong.deleteIntegration, answer),
            rows: input.wait ? [] : [{ clientRequestId: request }],
          }),
        },
      ],
      ...(input.wait && { after: () => waitForRequest(given, input.waitFor, job) }),
    }
  },
})

/** What is lost with an integration, by its name. @throws Failure `not-found` when there is no such integration */
export async function integrationLoss(id: string, job: ChangeJob) {
  const found = (await listIntegrations(job.read)).find(({ integrationId }) => integrationId === id)
  if (found === undefined)
    throw new Failure('not-found', `there is no CRM integration ${id}`, { hint: 'gong crm integration get' })
  const what = `the CRM integration ${found.name} (${id}), with every object that was uploaded to it`
  return { loses: 'erase', what } as const
}
