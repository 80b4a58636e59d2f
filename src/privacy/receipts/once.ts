import { Failure } from '../../errors.ts'
import type { Row } from '../../rows.ts'
import type { Person } from '../find.ts'
import { isOpen, type Receipt, receiptsIn, receiptsOf } from './receipt.ts'

/**
 * Refuses to erase a person twice: an earlier erasure that Gong has taken, or may have taken, is first to be verified. When
 * that has found data still there, or Gong had refused, another one may go out.
 *
 * @param lines of the book
 * @throws Failure `declined` that names the earlier receipt
 */
export function checkFirst(lines: readonly Row[], person: Person): void {
  const open = openOf(receiptsIn(lines), person)
  if (open === undefined) return
  const { id, at, outcome } = open
  throw new Failure('declined', `this was erased before: on ${at.slice(0, 16)} UTC, and ${KNOWN[outcome]}`, {
    hint: `gong privacy verify ${id}; --again sends it again all the same`,
  })
}

/** The last erasure of a person that may still be under way. */
export function openOf(receipts: readonly Receipt[], person: Person): Receipt | undefined {
  const last = receiptsOf(receipts, person)
    .filter(({ outcome }) => outcome !== 'refused')
    .at(-1)
  return last !== undefined && isOpen(last) && last.verdict !== 'still there' ? last : undefined
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
