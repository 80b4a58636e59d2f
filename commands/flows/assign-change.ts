import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import type { BulkChange, Found } from '../../src/bulk/bulk-change.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import { takeJournal } from '../../src/bulk/journal/open-journal.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { type OpenInstances, openInstances } from '../../src/engage/open-instances.ts'
import { type Row, rowsIn } from '../../src/lib/rows.ts'
import { type AssignInput, TYPED_COLUMNS } from './assign-inputs.ts'
import { type AssignLine, assignOrder } from './assign-order.ts'
import { refusedByFlow } from './refused-by-flow.ts'

/** The plan of an assignment: who is in the flow already is asked first. */
export async function planAssign(input: AssignInput, job: ChangeJob): Promise<Plan<'write'>> {
  const operation = input.legacyCoolOff ? gong.assignLegacy : gong.assign
  const { source, body } = await assignOrder(input, job)
  const request = (lines: readonly AssignLine[]) => {
    const [{ flow, owner } = { flow: '', owner: '' }] = lines
    const prospect = [...new Set(lines.map((line) => line.prospect))]
    const { ignoreCoolOff, description } = input
    return toRequest(operation, { flow, owner, prospect, ignoreCoolOff, description }, { body })
  }
  // All that is wrong with the requests, before anything is asked.
  for (const line of source.lines) request([line])
  if (source.name !== undefined) await takeJournal('flows assign', job)
  const members = await membersOf(source.lines, job)
  const typed = input.fromFile === undefined
  const assigned = (instance: Row): Outcome => assignedOutcome(instance, typed)
  let isPlanned = false
  const change: BulkChange<AssignLine, 'write'> = {
    command: 'flows assign',
    source,
    thing: ['assignment', 'assignments'],
    columns: typed ? TYPED_COLUMNS : [],
    max: operation.params.prospect.max,
    groupOf: ({ flow, owner }) => JSON.stringify([flow, owner]),
    again: input.again,
    failed: input.failed,
    maxChanges: input.maxChanges,
    request,
    outcomes: (answer, lines) => outcomesIn(toPage(operation, answer).rows, lines, assigned),
    refused: (failure, lines) => refusedByFlow(failure, lines, source.lines),
    settled: (line) => settledOutcome(line, members, assigned),
    async whatIsThere(sent) {
      const now = await membersOf(
        sent.map(({ line }) => line),
        job,
      )
      return sent.map(({ line }): Found => {
        const instance = now?.of(line.flow, line.prospect)
        if (instance !== undefined) return assigned(instance)
        // A request that has just left may still arrive.
        return now === undefined || isPlanned ? 'unknown' : 'absent'
      })
    },
    describe: ({ prospect, flow, owner }) => `prospect ${prospect} into flow ${flow} of ${owner}`,
    notes:
      members === undefined
        ? ['the key may not ask who is in a flow already (api:flows:read), so all are assigned']
        : [],
    challenge: () => ({ unasked: 'it only writes' }),
  }
  const plan = await bulkPlan(change, job)
  isPlanned = true
  return plan
}

async function membersOf(lines: readonly AssignLine[], job: ChangeJob): Promise<OpenInstances | undefined> {
  const known = lines.filter(({ missing }) => missing === undefined)
  return await openInstances(
    job.read,
    known.map(({ prospect }) => prospect),
  )
}

function settledOutcome(
  { flow, prospect, missing, twin }: AssignLine,
  members: OpenInstances | undefined,
  assigned: (instance: Row) => Outcome,
): Outcome | undefined {
  if (missing !== undefined) return { outcome: 'not assigned', why: missing, failed: true }
  if (twin !== undefined) return { outcome: 'named already', why: `line ${twin} has the same prospect and flow` }
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
  lines: readonly AssignLine[],
  assigned: (instance: Row) => Outcome,
): readonly Outcome[] {
  const byProspect = (name: string) =>
    new Map(rows.flatMap((row) => rowsIn(row[name])).map((row) => [String(row.crmProspectId), row]))
  const [done, undone] = [byProspect('prospectsAssigned'), byProspect('prospectsNotAssigned')]
  return lines.map(({ prospect }): Outcome => {
    const instance = done.get(prospect)
    if (instance !== undefined) return assigned(instance)
    const no = undone.get(prospect)
    if (no === undefined) return { outcome: 'unknown', why: 'Gong says nothing about this prospect', failed: true }
    return { outcome: 'not assigned', why: String(no.errorMessage ?? no.errorCode ?? ''), failed: true, also: no }
  })
}
