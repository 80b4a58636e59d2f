import type { QueryJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { counted } from '../../src/lib/spelling.ts'
import type { Person } from '../../src/privacy/person.ts'
import type { BookContent } from '../../src/privacy/receipts/book-content.ts'
import { mayBeOfCompany, type Receipt } from '../../src/privacy/receipts/receipt.ts'
import { type Subject, type SubjectPerson, ticketsIn } from './typed-subjects.ts'

/** Why nothing was erased, and the command that would erase it. */
export interface NeverErased {
  readonly why: string
  readonly next: string
}

/** One thing to verify: a person, with the receipts about them (the last one first), or a receipt alone. */
export interface VerifyCase {
  readonly person?: Person
  /** Of the list that the person stands in, for who has no receipt. */
  readonly ticket?: string | undefined
  readonly receipts: readonly Receipt[]
  /** Where there is no receipt about the person. */
  readonly never?: NeverErased
}

/** Every erasure of this company that Gong took, or may have taken, besides those of `covered`. */
export async function allCases(
  receipts: readonly Receipt[],
  covered: readonly VerifyCase[],
  job: QueryJob,
): Promise<readonly VerifyCase[]> {
  const done = new Set(covered.flatMap((one) => one.receipts))
  const taken = receipts.filter((receipt) => receipt.outcome !== 'refused' && !done.has(receipt))
  if (taken.length === 0) return []
  const company = await job.company()
  const ours = taken.filter((receipt) => mayBeOfCompany(company, receipt))
  const others = taken.length - ours.length
  if (others > 0)
    await job.say(`${counted(others, 'erasure')} in other companies on this host; verify them with their own profile`)
  return ours.map((receipt) => ({ receipts: [receipt] }))
}

/** Each person or receipt that was typed. @throws Failure `not-found` for a receipt that the book does not have */
export async function typedCases(
  subjects: readonly Subject[],
  book: BookContent,
  job: QueryJob,
): Promise<readonly VerifyCase[]> {
  return (await Promise.all(subjects.map((subject) => casesOf(subject, book, job)))).flat()
}

async function casesOf(subject: Subject, book: BookContent, job: QueryJob): Promise<readonly VerifyCase[]> {
  const { receipts } = book
  if ('receipt' in subject) return [{ receipts: [receiptWithId(subject.receipt, receipts)] }]
  if (subject.person !== undefined) return [await caseOf(subject, book, job)]
  const ticket = subject.ticket.toLowerCase()
  const named = receipts.filter((one) => one.outcome !== 'refused' && ticketsIn(one.ticket).includes(ticket))
  return named.map((receipt) => ({ receipts: [receipt] }))
}

async function caseOf({ person, erase, ticket }: SubjectPerson, book: BookContent, job: QueryJob): Promise<VerifyCase> {
  const about = book.receiptsAbout(person)
  const company = about.length === 0 ? undefined : await job.company()
  const ours = about
    .filter((one) => company !== undefined && mayBeOfCompany(company, one))
    .toReversed()
    .sort((one, other) => Number(one.outcome === 'refused') - Number(other.outcome === 'refused'))
  const why = `never erased from here${about.length === 0 ? '' : ' in this company'}`
  return { person, ticket, receipts: ours, ...(ours.length === 0 && { never: { why, next: erase } }) }
}

/** @throws Failure `not-found` for one that the book does not have */
function receiptWithId(id: string, receipts: readonly Receipt[]): Receipt {
  const receipt = receipts.find((one) => one.id === id)
  if (receipt !== undefined) return receipt
  throw new Failure('not-found', `there is no receipt ${id} in the book of this company`, {
    hint: 'gong privacy receipts',
  })
}
