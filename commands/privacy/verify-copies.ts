import type { Job } from '../../src/app/model/job.ts'
import type { Row } from '../../src/lib/rows.ts'
import { callIdsOf } from '../../src/privacy/receipts/receipt.ts'
import type { KnownCopy } from '../../src/state/known-copies.ts'
import { isNothingToPurge, type PurgeCriteria, planPurge } from '../../src/store/purge/plan-purge.ts'
import { soughtPerson } from '../../src/store/purge/sought.ts'
import type { Store } from '../../src/store/store.ts'
import { withLease } from '../../src/store/sync/lease.ts'
import { personKeyOf } from '../sync/copy-exclusions.ts'
import { describePlan } from './copies-of-person.ts'
import { copiesOf, eachCopy } from './each-copy.ts'
import { criteriaOf, finishErasures, isOfCopy } from './erase-in-copy.ts'
import type { VerifyCase } from './verify-cases.ts'

/** The rows of cases, each with the copies that still hold the person; what an earlier run has left to do there is done first. */
export async function withCopies(rows: readonly Row[], cases: readonly VerifyCase[], job: Job): Promise<Row[]> {
  if ((await copiesOf(job)).length === 0) return rows.map((row) => ({ ...row, copies: null }))
  const held = rows.map((): string[] => [])
  const { unreached } = await eachCopy(job, async (store, copy) => {
    await finish(store, copy, cases, job)
    for (const [index, one] of cases.entries()) {
      const plan = await planPurge(store, await criteriaFor(one, store, job))
      if (!isNothingToPurge(plan)) held[index]?.push(`${copy.target}: ${describePlan(plan)}`)
    }
  })
  for (const { message } of unreached) await job.warn(`not looked at: ${message}`)
  return rows.map((row, index) => ({ ...row, copies: held[index]?.join('; ') || null }))
}

async function finish(store: Store, copy: KnownCopy, cases: readonly VerifyCase[], job: Job): Promise<void> {
  const people = cases.flatMap(({ person }) => person ?? [])
  await withLease(store, job, (hold) => finishErasures(store, copy, { hold, people, job }))
}

/** A copy of another company may well have the person. */
async function criteriaFor({ person, receipts }: VerifyCase, store: Store, job: Job): Promise<PurgeCriteria> {
  const ours = []
  for (const receipt of receipts) if (await isOfCopy(store, receipt.company)) ours.push(receipt)
  if (receipts.length > 0 && ours.length === 0) return {}
  if (person !== undefined) return { people: [soughtPerson(person)], callIds: ours.flatMap(callIdsOf) }
  return criteriaOf(ours.slice(0, 1), [], await personKeyOf(job))
}
