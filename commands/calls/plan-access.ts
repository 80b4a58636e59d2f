import type { InputOf } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Changing, Plan } from '../../src/app/model/plan.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import type { Json } from '../../src/lib/rows.ts'
import { type AccessDirection, accessChange } from './access-change.ts'
import { typedOrder } from './access-order.ts'
import type { PAIRS } from './access-pairs.ts'

type Typed = InputOf<typeof PAIRS> & { readonly body?: Json; readonly set?: readonly string[] }

/** The plan of a grant or a revocation. */
export async function planAccess<E extends Changing>(
  direction: AccessDirection<E>,
  input: Typed,
  job: ChangeJob,
): Promise<Plan<E>> {
  return await bulkPlan(await accessChange(direction, typedOrder(direction.operation, input), job), job)
}
