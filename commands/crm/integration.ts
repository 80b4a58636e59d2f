import type { Job } from '../../src/app/model/job.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { onlyIntegration } from '../../src/crm/integration.ts'

export const INTEGRATION_HELP = `${gong.status.params.integration.help}; the one there is when left out`

/** The typed integration, else the only registered one, whose id is printed. */
export async function integrationOf(
  { integration }: { readonly integration?: string },
  job: Pick<Job, 'read' | 'say'>,
): Promise<string> {
  if (integration !== undefined) return integration
  const { integrationId, name } = await onlyIntegration(job.read)
  await job.say(`integration ${name} (${integrationId}); choose with --integration`)
  return String(integrationId)
}
