import type { QueryJob } from '../../src/app/model/job.ts'
import type { TableInput } from '../../src/bulk/inputs.ts'
import { tableFlags } from '../../src/bulk/table-flags.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json } from '../../src/lib/rows.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { type Person, personKey } from '../../src/privacy/person.ts'

/** Of 12 hexadecimal digits, as `privacy erase` gives them; a number would begin with +. */
const RECEIPT_ID = /^[0-9a-f]{12}$/

/** Which erasures are meant: by a receipt, by the ticket of a request, or by a value with the command that would erase it. */
export type Subject =
  | { readonly receipt: string }
  | { readonly ticket: string; readonly person?: undefined }
  | SubjectPerson

/** Somebody by a value; the ticket is that of the line of a list. */
export interface SubjectPerson {
  readonly person: Person
  readonly erase: string
  readonly ticket?: string | undefined
}

type SubjectInput = Omit<TableInput, 'tz'> & { readonly which?: readonly string[] }

/**
 * What was typed, each once: receipts, tickets and values, and lists of values in files or on stdin.
 *
 * @param tickets those that the book knows
 */
export async function typedSubjects(
  input: SubjectInput,
  tickets: readonly Json[],
  job: QueryJob,
): Promise<readonly Subject[]> {
  const { which = [], fromFile } = input
  const known = new Set(tickets.flatMap(ticketsIn))
  const all: Subject[] = []
  for (const text of which) {
    const isList = text === '-' || text.startsWith('@') || (await isFile(text, job))
    const found = isList ? await listed(text.replace(/^@/, ''), input, job) : await typed(text, known)
    all.push(...found)
  }
  if (fromFile !== undefined) all.push(...(await listed(fromFile, input, job)))
  const found = new Map<string, Subject>()
  for (const one of all) if (!found.has(keyOf(one))) found.set(keyOf(one), one)
  return [...found.values()]
}

/** The tickets of a request, as they are compared: one that came in twice has both. */
export function ticketsIn(ticket: Json): readonly string[] {
  return typeof ticket === 'string' ? ticket.split(', ').map((one) => one.trim().toLowerCase()) : []
}

function keyOf(one: Subject): string {
  if ('receipt' in one) return one.receipt
  return one.person === undefined ? `ticket ${one.ticket.toLowerCase()}` : personKey(one.person)
}

async function typed(text: string, tickets: ReadonlySet<string>): Promise<readonly Subject[]> {
  const values = text.split(',').map((value) => value.trim())
  return await Promise.all(
    values.map(async (value): Promise<Subject> => {
      if (RECEIPT_ID.test(value)) return { receipt: value }
      if (tickets.has(value.toLowerCase())) return { ticket: value }
      return { person: await personOf(value), erase: 'gong privacy erase, with the same value' }
    }),
  )
}

async function listed(path: string, input: SubjectInput, job: QueryJob): Promise<readonly Subject[]> {
  const { readPersonList } = await import('./read-person-list.ts')
  const { lines, notes } = await readPersonList(path, input, job)
  for (const note of notes) await job.warn(note)
  const erase = `gong privacy erase-list ${shellQuote([path, ...tableFlags(input, job.globals)])}`
  return lines.flatMap(({ people, ticket }) => people.map((person) => ({ person, erase, ticket })))
}

async function isFile(text: string, { context: { files } }: QueryJob): Promise<boolean> {
  return !RECEIPT_ID.test(text) && !text.includes('@') && (await files.open(text).catch(() => undefined)) !== undefined
}

/** @throws Failure `usage` for what can only be the name of a file that is not there, or is a wrong address or number */
async function personOf(text: string): Promise<Person> {
  if (text.includes('@') || /^\+?[\d\s()./-]+$/.test(text)) return await toContact('<which>', text)
  throw new Failure('usage', `there is no file ${text}, and it is no receipt, ticket, e-mail address or phone number`, {
    hint: 'gong privacy receipts, or gong privacy verify --all',
  })
}
