import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import type { BulkChange, Found } from '../../src/bulk/bulk-change.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { type OpenInstances, openInstances } from '../../src/engage/open-instances.ts'
import { type Row, rowsIn } from '../../src/lib/rows.ts'
import { type AssignInput, TYPED_COLUMNS } from './assign-inputs.ts'
import { type AssignLine, assignOrder, type FlowAssignment } from './assign-order.ts'
import { describeFlow, describeProspect, nameIn } from './describe.ts'
import { refusedByFlow } from './refused-by-flow.ts'
import { twinOutcome } from './twins.ts'

/** The plan of an assignment: who is in the flow already is asked first. */
export async function planAssign(input: AssignInput, job: ChangeJob): Promise<Plan<'write'>> {
  const operation = input.legacyCoolOff ? gong.assignLegacy : gong.assign
  const { source, body, of, twin } = await assignOrder(input, job)
  const typed = input.fromFile === undefined
  const assigned = (instance: Row): Outcome => assignedOutcome(instance, typed)
  const membersOf = async (lines: Iterable<AssignLine>) =>
    await openInstances(job.read, prospectsIn(lines, of), typed ? (instance) => instance : undefined)
  let members: OpenInstances | undefined
  const change: BulkChange<AssignLine, 'write'> = {
    command: 'flows assign',
    source,
    thing: ['assignment', 'assignments'],
    columns: typed ? TYPED_COLUMNS : [],
    max: operation.params.prospect.max,
    groupOf: ({ values: { flow, owner } }) => JSON.stringify([flow, owner]),
    again: input.again,
    failed: input.failed,
    maxChanges: input.maxChanges,
    request(lines) {
      const [{ flow, owner } = { flow: '', owner: '' }] = lines.slice(0, 1).map(of)
      const prospect = [...new Set(lines.map((line) => of(line).prospect))]
      const { ignoreCoolOff, description } = input
      return toRequest(operation, { flow, owner, prospect, ignoreCoolOff, description }, { body })
    },
    outcomes: (answer, lines) => outcomesIn(toPage(operation, answer).rows, lines.map(of), assigned),
    refused: (failure, lines) => refusedByFlow(failure, lines, source.lines),
    async look() {
      members = await membersOf(source.lines)
      return members === undefined ? [MAY_NOT_ASK] : []
    },
    settled: (line) => settledOutcome(of(line), twin(line), members, assigned),
    async whatIsThere(sent, isUnderWay) {
      const now = await membersOf(sent.map(({ line }) => line))
      return sent.map(({ line }): Found => {
        const { flow, prospect } = of(line)
        const instance = now?.of(flow, prospect)
        if (instance !== undefined) return assigned(instance)
        if (now === undefined) return 'unknown'
        // A request that has just left may still arrive.
        return isUnderWay ? 'pending' : 'absent'
      })
    },
    describe(line) {
      const { flow, owner, prospect } = of(line)
      return `${describeProspect(nameIn(line.values), prospect)} into ${describeFlow(job.read, flow)} of ${owner}`
    },
    challenge: () => ({ unasked: 'it only writes' }),
  }
  return await bulkPlan(change, job)
}

const MAY_NOT_ASK = 'the key may not ask who is in a flow already (api:flows:read), so all are assigned'

/** Of those whose id is known. */
function* prospectsIn(lines: Iterable<AssignLine>, of: (line: AssignLine) => FlowAssignment): Iterable<string> {
  for (const line of lines) {
    const { prospect, missing } = of(line)
    if (missing === undefined) yield prospect
  }
}

function settledOutcome(
  { flow, prospect, missing }: FlowAssignment,
  twin: number | undefined,
  members: OpenInstances | undefined,
  assigned: (instance: Row) => Outcome,
): Outcome | undefined {
  if (missing !== undefined) return { outcome: 'not assigned', why: missing, failed: true }
  if (twin !== undefined) return twinOutcome(twin)
  const instance = members?.of(flow, prospect)
  return instance && { ...assigned(instance), outcome: 'already in the flow' }
}

/** @param typed whether its row shows what else Gong says of it: that of a table has no column for it, and 100,000 fill the memory */
function assignedOutcome(instance: Row, typed: boolean): Outcome {
  return { outcome: 'assigned', id: String(instance.flowInstanceId), ...(typed && { also: instance }) }
}

/** Gong answers a success with two lists, of those who were assigned and of those who were not (quirk 58). */
function outcomesIn(
  rows: readonly Row[],
  assignments: readonly FlowAssignment[],
  assigned: (instance: Row) => Outcome,
): readonly Outcome[] {
  const byProspect = (name: string) =>
    new Map(rows.flatMap((row) => rowsIn(row[name])).map((row) => [String(row.crmProspectId), row]))
  const [done, undone] = [byProspect('prospectsAssigned'), byProspect('prospectsNotAssigned')]
  return assignments.map(({ prospect }): Outcome => {
    const instance = done.get(prospect)
    if (instance !== undefined) return assigned(instance)
    const no = undone.get(prospect)
    if (no === undefined) return { outcome: 'unknown', why: 'Gong says nothing about this prospect', failed: true }
    return { outcome: 'not assigned', why: String(no.errorMessage ?? no.errorCode ?? ''), failed: true, also: no }
  })
}
