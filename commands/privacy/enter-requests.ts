import type { ChangeJob } from '../../src/app/model/job.ts'
import { type Company, companyRow } from '../../src/company/company.ts'
import { defined } from '../../src/lib/defined.ts'
import { gongMessage } from '../../src/privacy/findings.ts'
import type { ListedPerson } from '../../src/privacy/person-merge.ts'
import type { ReceiptBook } from '../../src/privacy/receipts/book.ts'
import type { BookContent } from '../../src/privacy/receipts/book-content.ts'
import { mayBeOfCompany } from '../../src/privacy/receipts/receipt.ts'
import { type ErasureRequest, requestEvent } from '../../src/privacy/receipts/request.ts'
import { requestStates } from '../../src/privacy/request-states.ts'
import { type ListedValue, valuesByPerson } from './erase-list-summary.ts'
import { ignoresEarlier } from './erasure-context.ts'

/**
 * Enters each person of a list into the book as a request, before anybody is erased. One who is there stays the same request,
 * until it was verified and is made again.
 *
 * @returns the id of each request
 */
export async function enterRequests(
  values: readonly ListedValue[],
  book: ReceiptBook,
  company: Company,
  job: ChangeJob,
): Promise<ReadonlyMap<ListedPerson, string>> {
  const { random } = job.context
  const ids = new Map<ListedPerson, string>()
  await book.writeAll((key, content) => {
    const known = ignoresEarlier(false, job) ? [] : knownRequests(content, company)
    return [...valuesByPerson(values)].flatMap(([of, all]) => {
      const people = all.map(({ person, refused }) => ({ person, refused: refused && gongMessage(refused) }))
      const same = known.findLast(({ request }) => people.some(({ person }) => request.isAbout(person)))
      const isToErase = all.some(({ earlier }) => earlier === undefined)
      if (same === undefined && !isToErase) return []
      const request = same?.isVerified && isToErase ? undefined : same?.request
      const id = request?.id ?? Buffer.from(random(6)).toString('hex')
      ids.set(of, id)
      if (request !== undefined && !isNews(request, of)) return []
      const { profile = null, host } = company
      const { ticket, received } = of
      return [
        requestEvent(
          { id, people, ticket, profile, host, company: companyRow(company), ...defined({ received }) },
          key,
        ),
      ]
    })
  })
  return ids
}

/** The requests of a company, and which of them are over. */
function knownRequests(content: BookContent, company: Company) {
  const verified = new Set(requestStates(content).flatMap(({ id, state }) => (state === 'verified' ? (id ?? []) : [])))
  return content.requests
    .filter((request) => mayBeOfCompany(company, request))
    .map((request) => ({ request, isVerified: verified.has(request.id) }))
}

/** Whether a list says more of a request than the book: another value, another ticket, an earlier day. */
function isNews(request: ErasureRequest, { values, ticket, received }: ListedPerson): boolean {
  const tickets = String(request.ticket ?? '').split(', ')
  return (
    !values.every(({ person }) => request.isAbout(person)) ||
    (ticket?.split(', ').some((one) => !tickets.includes(one)) ?? false) ||
    (received !== undefined && received < (request.received ?? '9'))
  )
}
