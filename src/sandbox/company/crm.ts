import type { Row } from '../../lib/rows.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { SandboxCall } from './call.ts'
import type { CallParty } from './parties.ts'

/** How much CRM context is wanted, and as of when. */
export interface ContextOptions {
  /** None, Basic (only links) or Extended (also fields). */
  readonly depth: string
  /** Now and/or TimeOfCall; counts only for Extended (quirk 35). */
  readonly timing: readonly string[]
}

const STAGES = ['Qualify', 'Prove', 'Propose', 'Negotiate', 'Won']

/** The account and, in two of three, the deal that a call belongs to; none for calls among colleagues. */
export function callContext(call: SandboxCall, contexts: ContextOptions): Row[] {
  if (call.kind === 'team') return []
  const { seed, account } = call
  const amount = amountOf(seed, account.index)
  const facts = { name: account.name, industry: account.industry, website: `https://${account.domain}` }
  const stage = (timing: string): string | undefined => STAGES[(account.index % 3) + (timing === 'Now' ? 2 : 0)]
  return [
    {
      system: 'Salesforce',
      objects: contextTimes(contexts).flatMap((timing) => [
        contextObject('Account', crmId('001', seed, account.index), facts, timing, contexts),
        ...(account.index % 3 === 0
          ? []
          : [
              contextObject(
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

/** The CRM contact of a buyer with an e-mail address. */
export function partyContext({ seed }: SandboxCall, { side, row }: CallParty, contexts: ContextOptions): Row[] {
  if (side === 'seller' || typeof row.emailAddress !== 'string') return []
  const id = contactId(seed, row.emailAddress)
  const facts = { email: row.emailAddress, title: row.title ?? null }
  return [
    {
      system: 'Salesforce',
      objects: contextTimes(contexts).map((timing) => contextObject('Contact', id, facts, timing, contexts)),
    },
  ]
}

function contextTimes({ depth, timing }: ContextOptions): readonly string[] {
  return depth === 'Extended' ? timing : ['Now']
}

function contextObject(
  objectType: string,
  objectId: string,
  facts: Row,
  timing: string,
  { depth }: ContextOptions,
): Row {
  const fields = depth === 'Extended' ? Object.entries(facts).map(([name, value]) => ({ name, value })) : []
  return { objectType, objectId, fields, timing }
}

/** What the deal of an account is worth. */
export function amountOf(seed: number, index: number): number {
  return new SeededRandom(seed, 'deal', index).int(12, 240) * 1000
}

/** The id in the CRM of the person with an e-mail address. */
export function contactId(seed: number, email: string): string {
  return `003${new SeededRandom(seed, 'contact', email).digits(15)}`
}

/** The id in the CRM of the account (001), deal (006) or lead (00Q) of the account at an index. */
export function crmId(prefix: string, seed: number, index: number): string {
  return `${prefix}${new SeededRandom(seed, prefix, index).digits(15)}`
}
