import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Call } from './call.ts'
import type { Party } from './parties.ts'

/** How much CRM context is wanted, and as of when. */
export interface Contexts {
  /** None, Basic (only links) or Extended (also fields). */
  readonly depth: string
  /** Now and/or TimeOfCall; counts only for Extended (quirk 35). */
  readonly timing: readonly string[]
}

const STAGES = ['Qualify', 'Prove', 'Propose', 'Negotiate', 'Won']

/** The account and, in two of three, the deal that a call belongs to; none for calls among colleagues. */
export function contextOf(call: Call, contexts: Contexts): Row[] {
  if (call.kind === 'team') return []
  const { seed, account } = call
  const amount = amountOf(seed, account.index)
  const facts = { name: account.name, industry: account.industry, website: `https://${account.domain}` }
  const stage = (timing: string): string | undefined => STAGES[(account.index % 3) + (timing === 'Now' ? 2 : 0)]
  return [
    {
      system: 'Salesforce',
      objects: contextTimes(contexts).flatMap((timing) => [
        object('Account', crmId('001', seed, account.index), facts, timing, contexts),
        ...(account.index % 3 === 0
          ? []
          : [
              object(
                'Opportunity',
                crmId('006', seed, account.index),
                { name: `${account.name}: first year`, stage: stage(timing) ?? 'Won', amount },
                timing,
                contexts,
              ),
            ]),
      ]),
    },
  ]
}

/** The contact behind a buyer whose e-mail is known. */
export function partyContext({ seed }: Call, { side, row }: Party, contexts: Contexts): Row[] {
  if (side === 'seller' || typeof row.emailAddress !== 'string') return []
  const id = contactId(seed, row.emailAddress)
  const facts = { email: row.emailAddress, title: row.title ?? null }
  return [
    {
      system: 'Salesforce',
      objects: contextTimes(contexts).map((timing) => object('Contact', id, facts, timing, contexts)),
    },
  ]
}

function contextTimes({ depth, timing }: Contexts): readonly string[] {
  return depth === 'Extended' ? timing : ['Now']
}

function object(objectType: string, objectId: string, facts: Row, timing: string, { depth }: Contexts): Row {
  const fields = depth === 'Extended' ? Object.entries(facts).map(([name, value]) => ({ name, value })) : []
  return { objectType, objectId, fields, timing }
}

/** What the deal of an account is worth. */
export function amountOf(seed: number, index: number): number {
  return new Chance(seed, 'deal', index).int(12, 240) * 1000
}

/** The id in the CRM of the person behind an e-mail address. */
export function contactId(seed: number, email: string): string {
  return `003${new Chance(seed, 'contact', email).digits(15)}`
}

/** The id in the CRM of the account (001), deal (006) or lead (00Q) at a place among the accounts. */
export function crmId(prefix: string, seed: number, index: number): string {
  return `${prefix}${new Chance(seed, prefix, index).digits(15)}`
}
