import type { Gong } from '../api/client.ts'
import { privacy } from '../catalogue/privacy.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import type { Appearance } from './calls.ts'
import { isKnown } from './context.ts'

/** Whom a request is about: an e-mail address, or a number in E.164. */
export type Person = { readonly email: string } | { readonly phone: string }

/** How many things of each sort Gong holds. */
interface Counts {
  readonly [sort: string]: number
  readonly calls: number
}

/** What Gong holds about a person. */
export interface Found {
  readonly value: string
  readonly counts: Counts
  /** Gong's answer as it came. */
  readonly held: Row
  readonly raw: Uint8Array | undefined
}

const SORTS = ['calls', 'emails', 'meetings', 'customerData', 'customerEngagement'] as const

/** The columns of a report: counts first, then what was counted, then what only a number has. */
export const REPORT: readonly string[] = [
  'value',
  ...SORTS.map((sort) => `counts.${sort}`),
  ...SORTS,
  'suppliedPhoneNumber',
  'matchingPhoneNumbers',
  'emailAddresses',
]

/** The address or the number itself. */
export function addressOf(person: Person): string {
  return 'email' in person ? person.email : person.phone
}

/**
 * Asks Gong for everything that it holds about a person. One request.
 *
 * @throws Failure `rejected` that explains itself when the address belongs to a user of the company (field note "Privacy")
 */
export async function find(gong: Gong, person: Person): Promise<Found> {
  try {
    return await lookedUp(gong, person)
  } catch (error) {
    throw explained(error, person)
  }
}

async function lookedUp(gong: Gong, person: Person): Promise<Found> {
  const pages =
    'email' in person ? gong.pages(privacy.findEmail, person) : gong.pages(privacy.findPhone, { phone: person.phone })
  for await (const { rows, raw } of pages) {
    const [held = {}] = rows
    return { value: addressOf(person), counts: countsOf(held), held, raw }
  }
  throw new Failure('bug', 'a lookup came without an answer')
}

/**
 * The report as one record, counts first. Nothing that Gong says is left out, and each call tells its context too.
 *
 * @param seen the calls of `found`, in its order
 */
export function report({ value, counts, held }: Found, seen: readonly Appearance[]): Row {
  const calls = rowsIn(held.calls).map((call, place) => ({ ...contextOf(seen[place]), ...call }))
  return { value, counts, ...Object.fromEntries(SORTS.map((sort) => [sort, held[sort] ?? []])), ...held, calls }
}

function contextOf(seen: Appearance | undefined): Row {
  if (seen === undefined || !isKnown(seen)) return {}
  const { others, speakers: _, ...facts } = seen
  return { ...facts, participants: others }
}

/** Whether Gong holds nothing at all, as of an address that is misspelt. */
export function isNothing(counts: Counts): boolean {
  return Object.values(counts).every((count) => count === 0)
}

/** CRM records stand in groups, one for each system: the records are counted. */
function countsOf(held: Row): Counts {
  const records = list(held.customerData).filter(isRow)
  return {
    calls: list(held.calls).length,
    emails: list(held.emails).length,
    meetings: list(held.meetings).length,
    customerData: records.reduce((sum, { objects }) => sum + list(objects).length, 0),
    customerEngagement: list(held.customerEngagement).length,
  }
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

/** Gong says no more than that the address is internal; what to do instead is told here. */
export function explained(error: unknown, person: Person): unknown {
  if (!(error instanceof Failure) || error.kind !== 'rejected' || !/internal|gong user/i.test(error.message))
    return error
  const message = `${error.message}. Gong neither looks up nor erases its own users in the company: their data is removed by an admin in Gong, together with the user`
  return new Failure('rejected', message, {
    hint: `gong users get ${addressOf(person)}`,
    requestId: error.requestId,
    cause: error,
  })
}
