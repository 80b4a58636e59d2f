import type { Company } from '../../company/company.ts'
import { Failure } from '../../lib/errors.ts'
import type { Person } from '../find.ts'
import { isOpen, mayBeOf, type Receipt, receiptsOf } from './receipt.ts'

/**
 * Refuses to erase a person twice: an earlier erasure that Gong has taken, or may have taken, is first to be verified. When
 * that has found data still there, or Gong had refused, another one may go out.
 *
 * @throws Failure `declined` that names the earlier receipt
 */
export function checkFirst(receipts: readonly Receipt[], person: Person, company: Company): void {
  const last = lastOf(receipts, person, company)
  const open = last !== undefined && isOpen(last) ? last : undefined
  if (open === undefined) return
  const { id, at, outcome } = open
  throw new Failure('declined', `this was erased before: on ${at.slice(0, 16)} UTC, and ${KNOWN[outcome]}`, {
    hint: `gong privacy verify ${id}; --again sends it again all the same`,
  })
}

/** The last erasure of a person in a company, unless Gong refused it or something was found still there. */
export function lastOf(receipts: readonly Receipt[], person: Person, company: Company): Receipt | undefined {
  const last = receiptsOf(receipts, person)
    .filter((receipt) => receipt.outcome !== 'refused' && mayBeOf(company, receipt))
    .at(-1)
  return last?.verdict === 'still there' ? undefined : last
}

const KNOWN: { readonly [outcome in Receipt['outcome']]: string } = {
  intended: 'nobody knows what became of it',
  accepted: 'Gong took it, but nobody has verified it since',
  refused: 'Gong refused it',
  unknown: 'its answer did not arrive',
}

/** What to tell about erasures that died between the receipt and the answer. */
export function lost(receipts: readonly Receipt[]): string[] {
  return receipts
    .filter(({ outcome, verdict }) => outcome === 'intended' && verdict !== 'clean')
    .map(({ id, at, value }) => {
      return `an erasure of ${value.masked} was begun on ${at.slice(0, 16)} UTC, and nobody knows what became of it: gong privacy verify ${id}`
    })
}
