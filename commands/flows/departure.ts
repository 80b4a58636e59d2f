import type { ChangeJob } from '../../src/app/model/job.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import type { Row } from '../../src/lib/rows.ts'

/** The open flow instances of a prospect who is to leave every flow, each as a note, and the question about them all. */
export async function departure(prospect: string, job: ChangeJob) {
  const open = await openFlows(prospect, job)
  return {
    open,
    notes: open.map(({ flowName, flowInstanceId }) => `  ${flowName} (instance ${flowInstanceId})`),
    challenge: { loses: 'unassign', what: `prospect ${prospect} leaves every flow, ${open.length} in all` } as const,
  }
}

async function openFlows(prospect: string, job: ChangeJob): Promise<Row[]> {
  const found: Row[] = []
  for await (const row of job.read.rows(gong.assigned, { prospect: [prospect] })) {
    const { flowInstanceId = null, flowId = null, flowName = null, crmProspectId = null } = row
    found.push({ flowInstanceId, flowId, flowName, crmProspectId })
  }
  return found
}
