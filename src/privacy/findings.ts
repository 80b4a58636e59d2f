import type { ReadClient } from '../api/client.ts'
import { privacy } from '../catalogue/privacy.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { addressOf, type Person } from './person.ts'

/** How many items of each kind Gong holds. */
interface Counts {
  readonly [kind: string]: number
  readonly calls: number
}

/** What Gong holds about a person. */
export interface Findings {
  readonly value: string
  readonly counts: Counts
  /** Gong's answer as it came. */
  readonly answer: Row
  readonly raw: Uint8Array | undefined
}

/**
 * Asks Gong for everything that it holds about a person. One request.
 *
 * @throws Failure `rejected` with an explanation when the address belongs to a user of the company (field note "Privacy")
 */
export async function findPerson(gong: ReadClient, person: Person): Promise<Findings> {
  try {
    return await lookUp(gong, person)
  } catch (error) {
    throw error instanceof Failure ? explainRefusal(error, person) : error
  }
}

async function lookUp(gong: ReadClient, person: Person): Promise<Findings> {
  const pages =
    'email' in person ? gong.pages(privacy.findEmail, person) : gong.pages(privacy.findPhone, { phone: person.phone })
  for await (const { rows, raw } of pages) {
    const [answer = {}] = rows
    return { value: addressOf(person), counts: countsOf(answer), answer, raw }
  }
  throw new Failure('bug', 'a lookup came without an answer')
}

/** Whether Gong holds nothing at all, as of an address that is misspelt. */
export function isNothingFound(counts: Counts): boolean {
  return Object.values(counts).every((count) => count === 0)
}

/** CRM records come in groups, one for each system: the records are counted. */
function countsOf(answer: Row): Counts {
  const groups = list(answer.customerData).filter(isRow)
  return {
    calls: list(answer.calls).length,
    emails: list(answer.emails).length,
    meetings: list(answer.meetings).length,
    customerData: groups.reduce((sum, { objects }) => sum + list(objects).length, 0),
    customerEngagement: list(answer.customerEngagement).length,
  }
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

/** What Gong itself said in a refusal, without the explanation. */
export function gongMessage({ message, cause }: Failure): string {
  return cause instanceof Failure ? cause.message : message
}

/** Gong says only that the address is internal; the message and the hint add what to do instead. */
export function explainRefusal(failure: Failure, person: Person): Failure {
  if (failure.kind !== 'rejected' || !/internal|gong user/i.test(failure.message)) return failure
  const message = `${failure.message}. Gong neither looks up nor erases its own users in the company: their data is removed by an admin in Gong, together with the user`
  return new Failure('rejected', message, {
    hint: `gong users get ${addressOf(person)}`,
    requestId: failure.requestId,
    cause: failure,
  })
}
