import { Failure } from '../../lib/errors.ts'
import { wholeRemovalOf } from '../calls-in-tables.ts'
import { purged } from '../ledger/transitions.ts'
import type { Store, StoreChange } from '../store.ts'
import { isNothingToPurge, type PurgePlan } from './plan-purge.ts'

const BATCH = 500
/** Whether bytes of what was removed may still be in the copy. */
const UNCOMPACTED = 'purge.uncompacted'

interface Purging {
  /** Renews the lease. */
  readonly hold: () => Promise<void>
  /** What is to be remembered, known before anything is removed. */
  readonly before?: Readonly<Record<string, string>>
  /** What is to be remembered once nothing is left. */
  readonly after?: Readonly<Record<string, string>>
}

/**
 * Removes what a plan says. The ledger keeps the calls as excluded, so that no sync fetches them again. A run that dies in the
 * middle leaves a copy that is whole; the same purge goes on.
 *
 * @throws Failure `local` when there is no room to write the copy anew; all is removed then, and its bytes are not yet gone
 */
export async function purgeCopy(store: Store, plan: PurgePlan, { hold, before, after }: Purging): Promise<void> {
  const isNothing = isNothingToPurge(plan)
  if (!isNothing || before !== undefined)
    await store.commit({ marks: { ...before, ...(!isNothing && { [UNCOMPACTED]: 'yes' }) } })
  for (const change of await changesOf(store, plan)) {
    await hold()
    await store.commit(change)
  }
  if ((await store.mark(UNCOMPACTED)) === 'yes') {
    await compact(store)
    await store.commit({ marks: { [UNCOMPACTED]: 'no' } })
  }
  if (after !== undefined) await store.commit({ marks: after })
}

async function compact(store: Store): Promise<void> {
  try {
    await store.compact()
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'local') throw error
    throw new Failure('local', `all of it is removed, but its bytes are not gone yet: ${error.message}`, {
      hint: error.hint ?? 'the same line goes on',
      cause: error,
    })
  }
}

async function changesOf(store: Store, { calls, redacted, aged, removed }: PurgePlan): Promise<readonly StoreChange[]> {
  const changes: StoreChange[] = []
  for (let at = 0; at < calls.length; at += BATCH) {
    const ids = calls.slice(at, at + BATCH)
    changes.push({ remove: wholeRemovalOf(ids), ledger: (await store.ledger.get(ids)).map(purged) })
  }
  if (redacted.length + aged.length + removed.length > 0)
    changes.push({ upsert: redacted, remove: [...aged, ...removed] })
  return changes
}
