import type { Company } from '../../company/company.ts'
import { Failure } from '../../lib/errors.ts'
import { formatZonedTime } from '../../lib/local-time.ts'
import type { Person } from '../person.ts'
import type { BookContent } from './book-content.ts'
import { isUnverified, mayBeOfCompany, type Receipt } from './receipt.ts'

/** A book, asked for the receipts of a person. */
type Receipts = Pick<BookContent, 'receiptsAbout'>

/**
 * Refuses to erase a person twice: an earlier erasure that Gong accepted, or may have accepted, has to be verified first.
 * Another one may go out when data was found still there, or when Gong had refused.
 *
 * @throws Failure `declined` that names the earlier receipt
 */
export function checkNotErasedBefore(receipts: Receipts, person: Person, company: Company): void {
  const open = openErasure(receipts, person, company)
  if (open === undefined) return
  const { id, outcome } = open
  throw new Failure('declined', SENTENCES[outcome](timeOf(open)), {
    hint: `gong privacy verify ${id}; --again sends it again all the same`,
  })
}

/** The erasure of a person in a company that has to be verified before another one. */
export function openErasure(receipts: Receipts, person: Person, company: Company): Receipt | undefined {
  const last = lastErasure(receipts, person, company)
  return last !== undefined && isUnverified(last) ? last : undefined
}

/** The last erasure of a person in a company, unless Gong refused it or something was found still there, or there again. */
export function lastErasure(receipts: Receipts, person: Person, company: Company): Receipt | undefined {
  const last = receipts
    .receiptsAbout(person)
    .filter((receipt) => receipt.outcome !== 'refused' && mayBeOfCompany(company, receipt))
    .at(-1)
  return last?.verdict === 'still there' || last?.verdict === 're-imported' ? undefined : last
}

const SENTENCES: { readonly [outcome in Receipt['outcome']]: (time: string) => string } = {
  intended: (time) => `an erasure of this was begun on ${time}, and nobody knows what became of it`,
  accepted: (time) => `this was erased before: Gong took it on ${time}, but nobody has verified it since`,
  refused: (time) => `Gong refused an erasure of this on ${time}`,
  unknown: (time) => `an erasure of this was sent on ${time}, and its answer did not arrive`,
}

function timeOf({ at }: Receipt): string {
  return formatZonedTime('UTC', at) ?? at
}

/** A sentence for each erasure that was interrupted between its receipt and the answer. */
export function describeUnfinished(receipts: readonly Receipt[]): string[] {
  return receipts
    .filter(({ outcome, verdict }) => outcome === 'intended' && verdict !== 'clean' && verdict !== 're-imported')
    .map((receipt) => {
      const { id, value } = receipt
      return `an erasure of ${value.masked} was begun on ${timeOf(receipt)}, and nobody knows what became of it: gong privacy verify ${id}`
    })
}
