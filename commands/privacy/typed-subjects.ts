import type { QueryJob } from '../../src/app/model/job.ts'
import type { TableInput } from '../../src/bulk/inputs.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { type Person, personKey } from '../../src/privacy/person.ts'

/** Of 12 hexadecimal digits, as `privacy erase` gives them; a number would begin with +. */
const RECEIPT_ID = /^[0-9a-f]{12}$/

/** Which erasures are meant: by a receipt, or by a value with the command that would erase it. */
export type Subject =
  | { readonly receipt: string }
  | { readonly person: Person; readonly erase: string; readonly ticket?: string | undefined }

type SubjectInput = Omit<TableInput, 'tz'> & { readonly which?: readonly string[] }

/** What was typed, each person or receipt once: receipts and values, and lists of values in files or on stdin. */
export async function typedSubjects(input: SubjectInput, job: QueryJob): Promise<readonly Subject[]> {
  const { which = [], fromFile } = input
  const all: Subject[] = []
  for (const text of which) {
    const isList = text === '-' || text.startsWith('@') || (await isFile(text, job))
    const found = isList ? await listed(text.replace(/^@/, ''), input, job) : await typed(text)
    all.push(...found)
  }
  if (fromFile !== undefined) all.push(...(await listed(fromFile, input, job)))
  const key = (one: Subject) => ('receipt' in one ? one.receipt : personKey(one.person))
  const found = new Map<string, Subject>()
  for (const one of all) if (!found.has(key(one))) found.set(key(one), one)
  return [...found.values()]
}

async function typed(text: string): Promise<readonly Subject[]> {
  const values = text.split(',').map((value) => value.trim())
  return await Promise.all(
    values.map(async (value) =>
      RECEIPT_ID.test(value)
        ? { receipt: value }
        : { person: await personOf(value), erase: 'gong privacy erase, with the same value' },
    ),
  )
}

async function listed(path: string, input: SubjectInput, job: QueryJob): Promise<readonly Subject[]> {
  const { readPersonList } = await import('./read-person-list.ts')
  const { lines, notes } = await readPersonList(path, input, job)
  for (const note of notes) await job.warn(note)
  const erase = `gong privacy erase-list ${shellQuote([path])}`
  return lines.flatMap(({ people, ticket }) => people.map((person) => ({ person, erase, ticket })))
}

async function isFile(text: string, { context: { files } }: QueryJob): Promise<boolean> {
  return !RECEIPT_ID.test(text) && !text.includes('@') && (await files.open(text).catch(() => undefined)) !== undefined
}

/** @throws Failure `usage` for what can only be the name of a file that is not there, or is a wrong address or number */
async function personOf(text: string): Promise<Person> {
  if (text.includes('@') || /^\+?[\d\s()./-]+$/.test(text)) return await toContact('<which>', text)
  throw new Failure('usage', `there is no file ${text}, and it is no receipt, e-mail address or phone number`, {
    hint: 'gong privacy receipts, or gong privacy verify --all',
  })
}
