import type { Job, Typed } from '../../src/app/command.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { theIntegration } from '../../src/crm/integration.ts'

export const INTEGRATION = `${gong.status.params.integration.help}; the one there is when left out`

/** The input with an integration: the one that was typed, else the one that is registered, which is said. */
export async function placed(input: Typed, job: Job): Promise<Typed> {
  if (input.integration !== undefined) return input
  if (job.globals.dryRun)
    await job.say(
      'this looks up the integration, and what follows depends on the answer: give --integration to see that',
    )
  const { integrationId = null, name } = await theIntegration(await job.gong())
  await job.say(`integration ${name} (${integrationId}); choose with --integration`)
  return { ...input, integration: integrationId }
}
