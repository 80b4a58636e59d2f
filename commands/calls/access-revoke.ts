import { toRequest } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import { Failure } from '../../src/lib/errors.ts'
import {
  type AccessPair,
  bodyOfPairs,
  checkPairs,
  describePairs,
  grantedOf,
  isAmong,
  PAIR_FIELDS,
  PAIRS,
  pairsIn,
} from './access-pairs.ts'

const derived = deriveChange(gong.revokeAccess, {
  name: 'access revoke',
  arguments: ['call'],
  columns: PAIR_FIELDS,
  examples: ['gong calls access revoke 3364161517094170228 --user k.nakamura@tallyhouse.example --yes'],
})

/** Every call with every user, in one request. What was revoked is shown, since Gong answers nothing. */
export const revokeCallAccess = defineChange({
  ...derived,
  operations: [gong.revokeAccess, gong.listAccess],
  inputs: { ...PAIRS, ...derived.inputs },
  single: false,
  fields: PAIR_FIELDS,
  check(input, job) {
    checkPairs(input)
    job.checkAgreement(challengeFor(pairsIn(bodyOfPairs(gong.revokeAccess, input))))
  },
  async plan(input, job) {
    const body = bodyOfPairs(gong.revokeAccess, input)
    const request = toRequest(gong.revokeAccess, {}, { body })
    const pairs = pairsIn(body)
    if (pairs.length === 0) throw new Failure('usage', 'callAccessList names no call and no user')
    const { notes, challenge, had } = await revocation(pairs, job)
    const rows = pairs.map((pair) => ({ ...pair, access: isAmong(pair, had) ? 'revoked' : 'had none' }))
    return { notes, challenge, steps: [{ request, report: () => ({ rows }) }] }
  },
})

/** Looks who would lose what, for the question about it; access by other ways is none of this. */
export async function revocation(pairs: readonly AccessPair[], job: ChangeJob) {
  const had = await grantedOf(pairs, job)
  const notes = pairs.map((pair) => {
    const what = isAmong(pair, had) ? 'loses' : 'was never granted'
    return `  user ${pair.userId} ${what} access to call ${pair.callId}`
  })
  return { notes, challenge: challengeFor(pairs), had }
}

function challengeFor(pairs: readonly AccessPair[]) {
  return { loses: 'revoke', what: describePairs(pairs) } as const
}
