import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { ASKS, checkSomebodyAgrees, type Question } from '../../src/app/confirm.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import type { ChangeJob } from '../../src/app/job.ts'
import { loosened } from '../../src/app/optional-inputs.ts'
import { hasEnded, WAITING } from '../../src/app/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { integrations } from '../../src/crm/integration.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { named, outcome, REQUEST, REQUEST_NAME, STATE_COLUMNS, STATE_FIELDS, statePage, withLines } from './requests.ts'

const derived = fromOperation(gong.deleteIntegration, {
  name: 'integration delete',
  arguments: ['integration'],
  columns: STATE_COLUMNS,
  unfold: withLines,
  examples: ['gong crm integration delete 3364149378650924208 --dry-run'],
})

/** Asks by itself, since the question names what goes. */
export const remove: OldCommand = {
  ...derived,
  effect: 'write',
  inputs: { ...loosened(derived.inputs, { request: REQUEST }), ...WAITING },
  fields: STATE_FIELDS,
  cautions: [...(derived.cautions ?? []), ASKS],
  check: REQUEST_NAME('--request'),
  run: deleteIt,
}

async function* deleteIt(input: Typed, job: Job): Pages {
  const asked = await removal(String(input.integration), job)
  if (asked !== undefined) await job.gate(asked.danger, asked.deed)
  const given = await named(input, job)
  for await (const page of pull(gong.deleteIntegration, given, job)) {
    const rows = [{ clientRequestId: given.request ?? null }]
    yield input.wait === true ? statePage(await outcome(given, job, hasEnded)) : { ...page, rows }
  }
}

/** The question before an integration goes; it is looked at only where somebody is asked. */
export async function removal(id: string, job: ChangeJob): Promise<Question | undefined> {
  if (job.globals.yes || job.globals.dryRun) return undefined
  checkSomebodyAgrees(job.context, job.globals, 'erase', `the CRM integration ${id}`)
  const known = await integrations(job.read)
  const found = known.find(({ integrationId }) => integrationId === id)
  if (found === undefined)
    throw new Failure('not-found', `there is no CRM integration ${id}`, { hint: 'gong crm integration get' })
  const deed = `the CRM integration ${found.name} (${id}), with every object that was uploaded to it`
  return { danger: 'erase', deed }
}
