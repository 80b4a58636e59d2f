import type { Row } from '../../lib/rows.ts'
import { ACCOUNT_COUNT, type Account, type AccountContact, accountAt } from './accounts.ts'
import { amountOf, contactId, crmId } from './crm.ts'

/** A record of the CRM: what Gong got of it by upload, and the account that it belongs to. */
export interface CrmRecord {
  /** ACCOUNT, CONTACT, DEAL or LEAD. */
  readonly type: string
  readonly id: string
  readonly account: Account
  readonly fields: Row
}

const MODIFIED = '2026-01-15T10:00:00Z'

/** The record that has an id in the CRM: those that the calls' own context names, and a lead of each account without a deal. */
export function recordOf(seed: number, type: string, id: string): CrmRecord | undefined {
  return crmOf(seed).records.get(keyOf(type, id))
}

/** The ids of everybody who can be put into a flow: contacts and leads. */
export function prospectIds(seed: number): ReadonlySet<string> {
  return crmOf(seed).prospects
}

interface Crm {
  readonly records: ReadonlyMap<string, CrmRecord>
  readonly prospects: ReadonlySet<string>
}

const cache = new Map<number, Crm>()

/** All records of a company, made once: some command lines ask for hundreds of them. */
function crmOf(seed: number): Crm {
  const found = cache.get(seed) ?? makeCrm(seed)
  cache.set(seed, found)
  return found
}

function makeCrm(seed: number): Crm {
  const all = Array.from({ length: ACCOUNT_COUNT }, (_, index) => recordsOf(seed, index)).flat()
  return {
    // Of two with one id the first counts.
    records: new Map(all.toReversed().map((record) => [keyOf(record.type, record.id), record])),
    prospects: new Set(all.filter(({ type }) => type === 'CONTACT' || type === 'LEAD').map(({ id }) => id)),
  }
}

function keyOf(type: string, id: string): string {
  return `${type} ${id}`
}

function recordsOf(seed: number, index: number): CrmRecord[] {
  const of = accountAt(seed, index)
  const accountId = crmId('001', seed, index)
  const record = (type: string, id: string, facts: Row): CrmRecord => ({
    type,
    id,
    account: of,
    fields: { objectId: id, modifiedDate: MODIFIED, isDeleted: false, ...facts },
  })
  const contacts = of.people.map((one) => record('CONTACT', contactId(seed, one.email), { accountId, ...person(one) }))
  const [first] = of.people
  const rest =
    index % 3 === 0
      ? first && record('LEAD', crmId('00Q', seed, index), person(first))
      : record('DEAL', crmId('006', seed, index), {
          accountId,
          name: `${of.name}: first year`,
          status: 'OPEN',
          amount: amountOf(seed, index),
        })
  return [
    record('ACCOUNT', accountId, { name: of.name, domains: [of.domain] }),
    ...contacts,
    ...(rest === undefined ? [] : [rest]),
  ]
}

function person({ first, name, email, title, phone }: AccountContact): Row {
  const lastName = name.slice(first.length + 1)
  return { emailAddress: email, firstName: first, lastName, title, phoneNumber: phone }
}
