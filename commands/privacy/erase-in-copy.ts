import type { Job } from '../../src/app/model/job.ts'
import { parsedJson } from '../../src/lib/parse-json.ts'
import { isRow, textsIn } from '../../src/lib/rows.ts'
import type { Person } from '../../src/privacy/person.ts'
import type { ReceiptKey } from '../../src/privacy/receipts/key.ts'
import { callIdsOf, type Receipt } from '../../src/privacy/receipts/receipt.ts'
import type { KnownCopy } from '../../src/state/known-copies.ts'
import { COMPANY_MARK } from '../../src/store/company-mark.ts'
import { copyOf } from '../../src/store/open-copy.ts'
import { type ExcludedPerson, excludedPeople, marksOfPeople } from '../../src/store/purge/excluded-people.ts'
import { type PurgeCriteria, type PurgePlan, planPurge } from '../../src/store/purge/plan-purge.ts'
import { purgeCopy } from '../../src/store/purge/purge-copy.ts'
import { type Sought, soughtByDigest, soughtPerson } from '../../src/store/purge/sought.ts'
import type { Store } from '../../src/store/store.ts'
import { personKeyOf } from '../sync/copy-exclusions.ts'
import { tidyRecordings } from '../sync/recording-folder.ts'
import { allBooks } from './receipt-books.ts'

/** The receipts of erasures that were carried out in this copy, too. */
const DONE = 'erased.receipts'

/**
 * Carries out in a copy what Gong has accepted since the copy is known, and what was not carried out there yet: also after a
 * run that died in between, when nobody has the value any more.
 *
 * @param people whose values are known in this run
 * @returns what left it; `undefined` where nothing was left to do
 */
export async function finishErasures(
  store: Store,
  { since, target }: KnownCopy,
  { hold, people, job }: { readonly hold: () => Promise<void>; readonly people: readonly Person[]; readonly job: Job },
): Promise<PurgePlan | undefined> {
  const done: readonly string[] = JSON.parse((await store.mark(DONE)) ?? '[]')
  const pending = (await acceptedReceipts(store, job)).filter(({ id, at }) => at >= since && !done.includes(id))
  if (pending.length === 0) return undefined
  const key = await personKeyOf(job)
  const plan = await planPurge(store, criteriaOf(pending, people, key))
  const excluded = pending.flatMap((receipt) => toExcluded(receipt, key))
  await purgeCopy(store, plan, {
    hold,
    before: marksOfPeople([...(await excludedPeople(store)), ...excluded]),
    after: { [DONE]: JSON.stringify([...done, ...pending.map(({ id }) => id)]) },
  })
  await tidyRecordings(store, copyOf(job, target), job)
  return plan
}

/** What a copy would have of the people of receipts: their calls, and their values. */
export function criteriaOf(receipts: readonly Receipt[], people: readonly Person[], key: ReceiptKey): PurgeCriteria {
  return {
    callIds: receipts.flatMap(callIdsOf),
    people: receipts.flatMap((receipt) => soughtOf(receipt, people, key) ?? []),
  }
}

/** By the value where somebody has it, which finds more. */
function soughtOf(receipt: Receipt, people: readonly Person[], key: ReceiptKey): Sought | undefined {
  const person = people.find((one) => receipt.isAbout(one))
  if (person !== undefined) return soughtPerson(person)
  const [masked] = toExcluded(receipt, key)
  return masked && soughtByDigest(masked, (value) => key.proof(value) === masked.digest)
}

function toExcluded({ value, isUnkeyed }: Receipt, key: ReceiptKey): readonly ExcludedPerson[] {
  const { kind, masked, digest } = value
  if (isUnkeyed || (kind !== 'email' && kind !== 'phone')) return []
  if (typeof masked !== 'string' || typeof digest !== 'string') return []
  return [{ kind, masked, digest, key: key.id }]
}

/** What Gong has accepted in the company of a copy. */
async function acceptedReceipts(store: Store, job: Job): Promise<readonly Receipt[]> {
  const accepted: Receipt[] = []
  for (const book of await allBooks(job)) {
    const { receipts } = await book.read()
    for (const receipt of receipts)
      if (receipt.outcome === 'accepted' && (await isOfCopy(store, receipt.company))) accepted.push(receipt)
  }
  return accepted
}

/** Whether a company is, or may be, that of a copy. */
export async function isOfCopy(store: Store, company: Receipt['company']): Promise<boolean> {
  const held = parsedJson((await store.mark(COMPANY_MARK)) ?? '{}')
  if (!isRow(held) || typeof held.id !== 'string' || !isRow(company) || typeof company.id !== 'string') return true
  const workspaces = textsIn(company.workspaces)
  return held.id === company.id || textsIn(held.workspaces).some((one) => workspaces.includes(one))
}
