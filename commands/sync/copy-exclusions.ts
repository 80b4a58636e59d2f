import type { Job } from '../../src/app/model/job.ts'
import type { Contact } from '../../src/lib/contact.ts'
import type { Row } from '../../src/lib/rows.ts'
import { counted } from '../../src/lib/spelling.ts'
import { keyFile, type ReceiptKey, receiptsKeyPath } from '../../src/privacy/receipts/key.ts'
import { toReceiptValue } from '../../src/privacy/receipts/value.ts'
import { type ExcludedPerson, excludedPeople, hadExcludedPerson } from '../../src/store/purge/excluded-people.ts'
import { breaksRule, rulesOf } from '../../src/store/purge/rules.ts'
import { redactRecord, soughtByDigest } from '../../src/store/purge/sought.ts'
import type { Store } from '../../src/store/store.ts'
import type { SyncParts } from '../../src/store/sync/sync.ts'

/** What the book of receipts has this key for; here it has no lines. */
const KEY_USE = 'copies'

/** The key by which people are recognized whose value is not kept; made when it is missing. */
export async function personKeyOf({ context }: Pick<Job, 'context'>): Promise<ReceiptKey> {
  return await keyFile(context, receiptsKeyPath(context.env)).take(KEY_USE, 0)
}

/** People as a copy remembers whom it is kept free of. */
export function toExcluded(person: Contact, key: ReceiptKey): ExcludedPerson {
  return { ...toReceiptValue(person, key), key: key.id }
}

/** What of Gong's answers is kept out of a copy: by its rules, and by the people who were purged from it. */
export async function exclusionsOf(
  store: Store,
  job: Job,
): Promise<Required<Pick<SyncParts, 'isExcluded' | 'redact'>>> {
  const rules = await rulesOf(store)
  const people = await excludedPeople(store)
  const key = people.length === 0 ? undefined : await personKeyOf(job)
  const ours = people.filter((one) => one.key === key?.id)
  if (ours.length < people.length) await job.warn(strangersSentence(people.length - ours.length))
  const sought = ours.map((one) => soughtByDigest(one, (value) => key?.proof(value) === one.digest))
  return {
    isExcluded: (record) => rules.some((rule) => breaksRule(record, rule)) || hadExcludedPerson(record),
    redact: sought.length === 0 ? (record: Row) => record : (record) => redactRecord(record, sought),
  }
}

function strangersSentence(count: number): string {
  return `${counted(count, 'person was', 'people were')} purged from this copy by another machine, whose key is not here: their calls of then stay away, and new ones are not recognized`
}
