import type { Challenge } from '../../src/app/model/challenge.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { type AccessPair, describeCall, describePairs, describeUser } from '../../src/calls/access-names.ts'
import { accessNames, grantedAccess, pairKey } from './access-names.ts'

/** Who would lose what, for the question about a request that takes access away. */
export async function revocation(
  pairs: readonly AccessPair[],
  job: ChangeJob,
): Promise<{ readonly notes: readonly string[]; readonly challenge: Challenge }> {
  const had = await grantedAccess(pairs, job)
  const names = await accessNames(pairs, job)
  const notes = pairs.map((pair) => {
    const what = had === undefined || had.has(pairKey(pair)) ? 'loses' : 'has no granted'
    return `  ${describeUser(names, pair.userId)} ${what} access to ${describeCall(names, pair.callId)}`
  })
  return { notes, challenge: { loses: 'revoke', what: describePairs(pairs, names) } }
}
