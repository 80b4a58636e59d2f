import type { Company } from '../../company/company.ts'
import { Failure } from '../../lib/errors.ts'
import type { Person } from '../person.ts'
import { isUnverified, mayBeOfCompany, type Receipt, receiptsAbout } from './receipt.ts'

/**
 * Refuses to erase a person twice: an earlier erasure that Gong accepted, or may have accepted, has to be verified first.
 * Another one may go out when data was found still there, or when Gong had refused.
 *
 * @throws Failure `declined` that names the earlier receipt
 */
export function checkNotErasedBefore(receipts: readonly Receipt[], person: Person, company: Company): void {
  const last = lastErasure(receipts, person, company)
  const open = last !== undefined && isUnverified(last) ? last : undefined
  if (open === undefined) return
  const { id, at, outcome } = open
  throw new Failure('declined', `this was erased before: on ${at.slice(0, 16)} UTC, and ${OUTCOME_TEXT[outcome]}`, {
    hint: `gong privacy verify ${id}; --again sends it again all the same`,
  })
}

/** The last erasure of a person in a company, unless Gong refused it or something was found still there, or there again. */
export function lastErasure(receipts: readonly Receipt[], person: Person, company: Company): Receipt | undefined {
  const last = receiptsAbout(receipts, person)
    .filter((receipt) => receipt.outcome !== 'refused' && mayBeOfCompany(company, receipt))
    .at(-1)
  return last?.verdict === 'still there' || last?.verdict === 're-imported' ? undefined : last
}

const OUTCOME_TEXT: { readonly [outcome in Receipt['outcome']]: string } = {
  intended: 'nobody knows what became of it',
  accepted: 'Gong took it, but nobody has verified it since',
  refused: 'Gong refused it',
  unknown: 'its answer did not arrive',
}

/** A sentence for each erasure that was interrupted between its receipt and the answer. */
export function describeUnfinished(receipts: readonly Receipt[]): string[] {
  return receipts
    .filter(({ outcome, verdict }) => outcome === 'intended' && verdict !== 'clean' && verdict !== 're-imported')
    .map(({ id, at, value }) => {
      return `an erasure of ${value.masked} was begun on ${at.slice(0, 16)} UTC, and nobody knows what became of it: gong privacy verify ${id}`
    })
}
