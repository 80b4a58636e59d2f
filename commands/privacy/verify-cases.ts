import type { QueryJob } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { type Person, personKey } from '../../src/privacy/person.ts'
import { isUnverified, mayBeOfCompany, type Receipt, receiptsAbout } from '../../src/privacy/receipts/receipt.ts'
import { describeUnusedColumns, parseValueColumns } from '../../src/privacy/value-columns.ts'

/** Of 12 hexadecimal digits, as `privacy erase` gives them; a number would begin with +. */
const RECEIPT_ID = /^[0-9a-f]{12}$/

/** Why nothing was erased, and the command that would erase it. */
export interface NeverErased {
  readonly why: string
  readonly next: string
}

/** One thing to verify: a person, with the receipts about them (the last one first), or a receipt alone. */
export interface VerifyCase {
  readonly person?: Person
  readonly receipts: readonly Receipt[]
  /** Where there is no receipt about the person. */
  readonly never?: NeverErased
}

/** Every erasure of this company that is still open. */
export async function openCases(receipts: readonly Receipt[], job: QueryJob): Promise<readonly VerifyCase[]> {
  const open = receipts.filter(isUnverified)
  if (open.length === 0) return []
  const company = await job.company()
  const ours = open.filter((receipt) => mayBeOfCompany(company, receipt))
  const others = open.length - ours.length
  if (others > 0) await job.say(`${others} open in other companies on this host; verify them with their own profile`)
  return ours.map((receipt) => ({ receipts: [receipt] }))
}

/** What was typed, each person or receipt once. */
export async function typedCases(
  which: readonly string[],
  receipts: readonly Receipt[],
  job: QueryJob,
): Promise<readonly VerifyCase[]> {
  const cases = (await Promise.all(which.map((text) => casesIn(text, receipts, job)))).flat()
  return [...new Map(cases.map((one) => [caseKey(one), one])).values()]
}

/** Under which two cases are the same: the person, or else the receipt. */
function caseKey({ person, receipts }: VerifyCase): string {
  return person === undefined ? `${receipts[0]?.id}` : personKey(person)
}

/** How a value is read, and the command that would erase it. */
interface Reading {
  readonly read: (value: string) => Promise<Person>
  readonly next: string
}

/** Receipts and values with commas between, or a list of them in a file or on stdin. */
async function casesIn(text: string, receipts: readonly Receipt[], job: QueryJob): Promise<readonly VerifyCase[]> {
  const path = text.startsWith('@') ? text.slice(1) : text
  if (text !== '-' && !text.startsWith('@') && !(await isFile(text, job))) {
    const reading = { read: personOf, next: 'gong privacy erase, with the same value' }
    return await Promise.all(text.split(',').map((value) => caseOf(value.trim(), receipts, reading, job)))
  }
  const { lines, unused } = await parseValueColumns(await readText(path, job))
  for (const sentence of describeUnusedColumns(unused)) await job.warn(sentence)
  const next = `gong privacy erase-list ${shellQuote([path])}`
  const cases = lines.flatMap(({ values, line }) => {
    const reading = { read: (value: string) => toContact(`line ${line}`, value), next }
    return values.map((value) => caseOf(value.trim(), receipts, reading, job))
  })
  return await Promise.all(cases)
}

async function isFile(text: string, { context: { files } }: QueryJob): Promise<boolean> {
  return !RECEIPT_ID.test(text) && !text.includes('@') && (await files.open(text).catch(() => undefined)) !== undefined
}

/** @throws Failure `not-found` for a receipt that the book does not have */
async function caseOf(
  text: string,
  receipts: readonly Receipt[],
  { read, next }: Reading,
  job: QueryJob,
): Promise<VerifyCase> {
  if (!RECEIPT_ID.test(text)) {
    const person = await read(text)
    const about = receiptsAbout(receipts, person)
    const company = about.length === 0 ? undefined : await job.company()
    const ours = about.filter((one) => company !== undefined && mayBeOfCompany(company, one)).toReversed()
    const why = `never erased from here${about.length === 0 ? '' : ' in this company'}`
    return { person, receipts: ours, ...(ours.length === 0 && { never: { why, next } }) }
  }
  const [receipt] = receiptsAbout(receipts, text)
  if (receipt === undefined)
    throw new Failure('not-found', `there is no receipt ${text} in the book of this company`, {
      hint: 'gong privacy receipts',
    })
  return { receipts: [receipt] }
}

/** @throws Failure `usage` for what can only be the name of a file that is not there, or is a wrong address or number */
async function personOf(text: string): Promise<Person> {
  if (text.includes('@') || /^\+?[\d\s()./-]+$/.test(text)) return await toContact('<which>', text)
  throw new Failure('usage', `there is no file ${text}, and it is no receipt, e-mail address or phone number`, {
    hint: 'gong privacy receipts, or gong privacy verify --all',
  })
}
