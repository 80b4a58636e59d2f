import { toRequest } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import { Failure } from '../../src/lib/errors.ts'
import { bodyOfPairs, checkPairs, PAIR_FIELDS, PAIRS, pairsIn } from './access-pairs.ts'

const derived = deriveChange(gong.grantAccess, {
  name: 'access grant',
  arguments: ['call'],
  columns: PAIR_FIELDS,
  examples: ['gong calls access grant 3364161517094170228 --user k.nakamura@tallyhouse.example'],
})

/** Every call with every user, in one request. What was granted is shown, since Gong answers nothing. */
export const grantCallAccess = defineChange({
  ...derived,
  inputs: { ...PAIRS, ...derived.inputs },
  single: false,
  fields: PAIR_FIELDS,
  check: checkPairs,
  plan(input) {
    const body = bodyOfPairs(gong.grantAccess, input)
    const request = toRequest(gong.grantAccess, {}, { body })
    const pairs = pairsIn(body)
    if (pairs.length === 0) throw new Failure('usage', 'callAccessList names no call and no user')
    return { steps: [{ request, report: () => ({ rows: pairs.map((pair) => ({ ...pair, access: 'granted' })) }) }] }
  },
})
