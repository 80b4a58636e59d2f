import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import type { Found } from '../../src/bulk/bulk-change.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { openInstances } from '../../src/engage/open-instances.ts'
import type { Row } from '../../src/lib/rows.ts'
import { bulkEnds } from './bulk-ends.ts'
import { BULK_RESULTS, type BulkAssignInput } from './bulk-inputs.ts'
import { type BulkAssignLine, bulkOrder, prospectOf } from './bulk-order.ts'
import { describeFlow } from './describe.ts'
import { refusedByFlow } from './refused-by-flow.ts'
import { twinOutcome } from './twins.ts'

/** The plan of a bulk assignment: all is submitted before anything is waited for. */
export async function planBulkAssign(input: BulkAssignInput, job: ChangeJob): Promise<Plan<'write'>> {
  const { source, body, twin } = await bulkOrder(input, job)
  let inFlow: (line: BulkAssignLine) => Row | undefined = () => undefined
  return await bulkPlan<BulkAssignLine, 'write'>(
    {
      command: 'flows bulk-assign',
      source,
      thing: ['prospect', 'prospects'],
      columns: BULK_RESULTS,
      max: gong.bulkAssign.params.prospects.max,
      groupOf: ({ values: { flow, owner } }) => JSON.stringify([flow, owner]),
      allOrNone: true,
      once: true,
      again: input.again,
      failed: input.failed,
      maxChanges: input.maxChanges,
      request(lines) {
        const { flow, owner } = lines[0]?.values ?? { flow: '', owner: '' }
        return toRequest(gong.bulkAssign, { flow, owner, prospects: lines.map(prospectOf) }, { body })
      },
      async outcomes(answer, lines) {
        const [{ id = null } = {}] = toPage(gong.bulkAssign, answer).rows
        if (input.wait) await job.say(`bulk assignment ${id} is submitted`)
        const outcome = submitted(String(id))
        return lines.map(() => outcome)
      },
      refused: (failure, lines) => refusedByFlow(failure, lines, source.lines),
      async look() {
        inFlow = await membersOf(source.lines, job)
        return []
      },
      settled: (line) => settledOutcome(twin(line), inFlow(line)),
      async whatIsThere(sent) {
        const now = await membersOf(
          sent.map(({ line }) => line),
          job,
        )
        return sent.map(({ line }): Found => {
          const instance = now(line)
          return instance === undefined ? 'unknown' : { ...inFlowOutcome(instance), outcome: 'assigned' }
        })
      },
      ...(input.wait && { follow: (open) => bulkEnds(open, input.waitFor, job) }),
      describe: ({ values }) => `${nameOf(values)} into ${describeFlow(job.read, values.flow)} of ${values.owner}`,
      challenge: () => ({ unasked: 'it only writes' }),
    },
    job,
  )
}

function submitted(id: string): Outcome {
  return { outcome: 'submitted', id, open: true, also: { bulkAssignmentId: id } }
}

function settledOutcome(twin: number | undefined, instance: Row | undefined): Outcome | undefined {
  if (twin !== undefined) return twinOutcome(twin)
  return instance && inFlowOutcome(instance)
}

function inFlowOutcome({ flowInstanceId, crmProspectId = null }: Row): Outcome {
  return { outcome: 'already in the flow', id: String(flowInstanceId), also: { crmProspectId } }
}

/** Who of some prospects is in the flow now; only those with an id in the CRM can be asked about. */
async function membersOf(lines: Iterable<BulkAssignLine>, job: ChangeJob) {
  const kept = ({ flowInstanceId = null, crmProspectId = null }: Row) => ({ flowInstanceId, crmProspectId })
  const members = await openInstances(job.read, crmIdsIn(lines), kept)
  return ({ values: { flow, crmId } }: BulkAssignLine): Row | undefined =>
    typeof crmId === 'string' ? members?.of(flow, crmId) : undefined
}

function* crmIdsIn(lines: Iterable<BulkAssignLine>): Iterable<string> {
  for (const { values } of lines) if (typeof values.crmId === 'string') yield values.crmId
}

function nameOf({ firstName, lastName, crmId = null }: BulkAssignLine['values']): string {
  return [firstName, lastName].filter((part) => typeof part === 'string').join(' ') || `prospect ${crmId}`
}
