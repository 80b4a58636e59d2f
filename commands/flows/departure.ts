import type { ChangeJob } from '../../src/app/model/job.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import type { Row } from '../../src/lib/rows.ts'

/** What has to be agreed to before a prospect leaves every flow, while it is not known yet which those are. */
export function leavesEveryFlow(prospect: string) {
  return { loses: 'unassign', what: `prospect ${prospect} leaves every flow` } as const
}

/**
 * The open flow instances of a prospect who is to leave every flow, each as a note, and the question about them all.
 *
 * @throws Failure `declined` where nobody is there to agree
 */
export async function departure(prospect: string, job: ChangeJob) {
  const leaves = leavesEveryFlow(prospect)
  job.checkAgreement(leaves)
  const open = await openFlows(prospect, job)
  return {
    open,
    notes: open.map(({ flowName, flowInstanceId }) => `  ${flowName} (instance ${flowInstanceId})`),
    challenge: { ...leaves, what: `${leaves.what}, ${open.length} in all` },
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
