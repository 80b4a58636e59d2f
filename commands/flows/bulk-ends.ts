import type { Typed } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { OpenLine } from '../../src/bulk/bulk-change.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { isRow, type Row, rowsIn } from '../../src/lib/rows.ts'
import type { BulkAssignLine } from './bulk-order.ts'
import { endOfBulk } from './bulk-state.ts'

/**
 * Waits for bulk assignments, one after the other.
 *
 * @param open lines whose outcome has the id of their bulk assignment
 * @throws Failure as `endOfBulk`
 */
export async function* bulkEnds(
  open: readonly OpenLine<BulkAssignLine>[],
  waitFor: number | undefined,
  job: ChangeJob,
): AsyncIterable<readonly (readonly [at: number, outcome: Outcome])[]> {
  const jobs = new Map<string, number[]>()
  for (const [at, { outcome }] of open.entries()) {
    const id = outcome.id ?? ''
    jobs.set(id, [...(jobs.get(id) ?? []), at])
  }
  for (const [id, places] of jobs) {
    const state = await endOfBulk(job, id, waitFor)
    const resultOf = resultsIn(state)
    yield places.map((at) => [at, outcomeOf(id, state, resultOf(open[at]?.line.values))] as const)
  }
}

/** The results of a bulk assignment, each for the prospect that it repeats, and once. */
function resultsIn({ results }: Row): (prospect: Typed | undefined) => Row | undefined {
  const left = new Map<string, Row[]>()
  for (const result of rowsIn(results)) {
    const key = keyOf(isRow(result.prospect) ? result.prospect : {})
    left.set(key, [...(left.get(key) ?? []), result])
  }
  return (prospect) => left.get(keyOf(prospect))?.shift()
}

/** By what tells prospects apart, since Gong may repeat the rest in another form. */
function keyOf({ crmId = null, firstName = null, lastName = null, email }: Typed = {}): string {
  return JSON.stringify([crmId, firstName, lastName, typeof email === 'string' ? email.toLowerCase() : null])
}

function outcomeOf(id: string, state: Row, result: Row | undefined): Outcome {
  const { status, crmId = null, flowInstanceId, errorMessage, errorCode } = result ?? {}
  const also = { bulkAssignmentId: id, crmProspectId: crmId }
  if (status === 'ASSIGNED')
    return { outcome: 'assigned', ...(flowInstanceId != null && { id: String(flowInstanceId) }), also }
  if (result === undefined && state.status !== 'FAILED')
    return { outcome: 'unknown', why: 'Gong says nothing about this prospect', failed: true, also }
  const why = String(errorMessage ?? errorCode ?? `the bulk assignment is ${state.status}`)
  const isMade = status === 'FLOW_ASSIGNMENT_FAILED' && typeof crmId === 'string'
  const rest = isMade ? `; the CRM has it as ${crmId}, which flows assign takes` : ''
  return { outcome: 'not assigned', why: `${why}${rest}`, failed: true, also }
}
