import { toRequest } from '../../src/api/request.ts'
import type { InputOf } from '../../src/app/model/inputs.ts'
import type { Changing } from '../../src/app/model/plan.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json } from '../../src/lib/rows.ts'
import type { AccessOrder } from './access-change.ts'
import { bodyOfPairs, type PAIRS, pairsIn } from './access-pairs.ts'

type Typed = InputOf<typeof PAIRS> & { readonly body?: Json; readonly set?: readonly string[] }

/** Every call with every user, as they were typed. @throws Failure `usage` for none */
export function typedOrder<E extends Changing>(
  operation: Operation & { readonly effect: E },
  input: Typed,
): AccessOrder {
  const body = bodyOfPairs(operation, input)
  toRequest(operation, {}, { body })
  const pairs = pairsIn(body)
  if (pairs.length === 0) throw new Failure('usage', 'callAccessList names no call and no user')
  const lines = pairs.map((pair, at) => ({ ...pair, line: at + 1, cells: [pair.callId, pair.userId] }))
  return { source: { header: ['callId', 'userId'], lines }, body }
}
