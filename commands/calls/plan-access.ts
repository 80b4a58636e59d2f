import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Changing, Plan } from '../../src/app/model/plan.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import { takeJournal } from '../../src/bulk/journal/open-journal.ts'
import { type AccessDirection, accessChange } from './access-change.ts'
import type { TypedAccess } from './access-inputs.ts'
import { accessOrder } from './access-order.ts'

/** The plan of a grant or a revocation. */
export async function planAccess<E extends Changing>(
  direction: AccessDirection<E>,
  input: TypedAccess,
  job: ChangeJob,
): Promise<Plan<E>> {
  const { failed, maxChanges } = input
  if (input.fromFile !== undefined) await takeJournal(direction.command, job)
  const order = { ...(await accessOrder(direction.operation, input, job)), failed, maxChanges }
  return await bulkPlan(await accessChange(direction, order, job), job)
}
