import { isRow, type Json, type Row, rowsIn } from '../../lib/rows.ts'
import type { Person } from '../person.ts'
import type { ReceiptKey } from './key.ts'
import { isAbout, redactPerson, toReceiptValue } from './value.ts'

/** A request to be erased, of one person of a list; its erasures have receipts of their own. */
export interface ErasureRequest {
  readonly id: string
  /** When it was entered into the book, ISO 8601 in UTC. */
  readonly at: string
  /** The day on which it came in, where that was said. */
  readonly received?: string
  readonly profile: Json
  readonly host: Json
  /** As `companyRow` has it. */
  readonly company: Json
  readonly ticket: Json
  /** `ReceiptValue`s, each once; with `refused`, why Gong does not erase it. */
  readonly values: readonly Row[]
  isAbout(person: Person): boolean
}

/** What is entered of one; with an id that is there, what is new about it. */
export interface RequestEntry extends Pick<ErasureRequest, 'id' | 'received' | 'profile' | 'host' | 'company'> {
  readonly ticket?: string | undefined
  readonly people: readonly RequestedValue[]
}

/** A value of a request, and why Gong does not erase it, where it said so at the lookup. */
interface RequestedValue {
  readonly person: Person
  readonly refused?: string | undefined
}

/** The line of a request in the book. */
export function requestEvent(
  { id, received, profile, host, company, ticket, people }: RequestEntry,
  key: ReceiptKey,
): Row {
  const values = people.map(
    ({ person, refused }): Row => ({
      ...toReceiptValue(person, key),
      ...(refused !== undefined && { refused: redactPerson(person, refused) }),
    }),
  )
  return {
    request: id,
    state: 'received',
    ...(received !== undefined && { received }),
    profile,
    host,
    company,
    ticket: ticket ?? null,
    values,
  }
}

/** Takes a line of a book into its requests, by their ids, oldest first. */
export function addRequestLine(requests: Map<string, ErasureRequest>, line: Row, key: ReceiptKey | undefined): void {
  if (typeof line.request !== 'string' || line.state !== 'received') return
  requests.set(line.request, withEntry(requests.get(line.request), line.request, line, key))
}

function withEntry(
  before: ErasureRequest | undefined,
  id: string,
  line: Row,
  key: ReceiptKey | undefined,
): ErasureRequest {
  const { at, received, profile = null, host = null, company = null, ticket = null } = line
  const values = new Map([...(before?.values ?? []), ...rowsIn(line.values)].map((value) => [`${value.digest}`, value]))
  const days = [before?.received, received].filter((day) => typeof day === 'string').sort()
  return {
    ...(before ?? { at: String(at), profile, host, company }),
    id,
    ...(days[0] !== undefined && { received: days[0] }),
    ticket: joined(before?.ticket ?? null, ticket),
    values: [...values.values()],
    isAbout: (person) => [...values.values()].some((value) => isAbout(person, value, key)),
  }
}

/** Tickets, each once. */
function joined(one: Json, other: Json): Json {
  const tickets = [one, other].flatMap((text) => (typeof text === 'string' ? text.split(', ') : []))
  return tickets.length === 0 ? null : [...new Set(tickets)].join(', ')
}

/** Whether two things of one book are of the same company. */
export function companyIdOf({ company }: { readonly company: Json }): string {
  return isRow(company) ? String(company.id) : ''
}
