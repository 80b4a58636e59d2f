import type { LedgerFacts } from '../ledger/ledger-facts.ts'
import { dueAgain, isKept, type Moment, seen } from '../ledger/transitions.ts'
import type { LedgerStep, Store } from '../store.ts'
import type { RowDifference } from './compare-rows.ts'

/** A difference of a call that the ledger may not know: then its facts say what it is. */
export interface CheckedDifference extends RowDifference {
  readonly facts?: LedgerFacts
}

/** Makes what differs due in one commit, so that the next sync reads it again. @returns how many calls */
export async function readAgain(
  store: Pick<Store, 'ledger' | 'commit'>,
  differences: readonly CheckedDifference[],
  moment: Moment,
): Promise<number> {
  const wanted = new Map<string, Set<LedgerStep>>()
  const facts = new Map<string, LedgerFacts>()
  for (const one of differences) {
    wanted.set(one.callId, new Set([...(wanted.get(one.callId) ?? []), ...one.steps]))
    if (one.facts !== undefined) facts.set(one.callId, one.facts)
  }
  const known = new Map((await store.ledger.get([...wanted.keys()])).map((entry) => [entry.callId, entry]))
  const due = [...wanted].flatMap(([id, steps]) => {
    const told = facts.get(id)
    const entry = told === undefined ? known.get(id) : seen(known.get(id), told, moment)
    return entry !== undefined && isKept(entry) ? [dueAgain(entry, steps, moment)] : []
  })
  if (due.length > 0) await store.commit({ ledger: due })
  return due.length
}
