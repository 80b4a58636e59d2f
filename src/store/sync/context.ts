import type { ReadClient } from '../../api/client.ts'
import type { Row } from '../../lib/rows.ts'
import type { Moment } from '../ledger/transitions.ts'
import type { ReadableStore, Store, StoreChange } from '../store.ts'
import type { StoreRow } from '../tables/table.ts'
import type { RunListing } from './covered.ts'
import type { Tally } from './tally.ts'

/**
 * Turns records of Gong into rows of tables.
 *
 * @param operationId of the answer that the records came in
 * @param made columns that the records do not have
 */
export type RowMaker = (
  operationId: string,
  records: readonly Row[],
  made?: StoreRow,
) => Pick<StoreChange, 'upsert' | 'replace'>

/** What all parts of a sync share. */
export interface SyncContext extends Moment {
  readonly read: ReadClient
  readonly store: Store
  readonly rowsOf: RowMaker
  /** Whether a call must not be kept, by its record of listCallsExtensive. */
  readonly isExcluded: (record: Row) => boolean
  /** A record of Gong without what must not be kept of it. */
  readonly redact: (record: Row) => Row
  readonly tally: Tally
  readonly listing: RunListing
  /** How many calls may leave the copy in one run: a key that lost its rights sees no calls either. */
  readonly maxRemovals: number
  /** How many calls one span may have. */
  readonly limits: {
    /** With more, a span that was never listed is cut: what a run that dies has begun is lost, and so is a cursor after an hour. */
    readonly sliceCalls: number
    /** With as many, a span whose total differs is listed; halving a larger one costs fewer requests. */
    readonly listedCalls: number
  }
  /** Runs one after the other what reads the ledger and writes it. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>
  /** Renews the lease. @throws Failure `declined` when another run has taken it */
  readonly hold: () => Promise<void>
}

/** A copy that is only looked at, at a moment in ms since 1970. */
export interface CopyMoment {
  readonly store: ReadableStore
  readonly nowMs: number
}

/** A part of a sync that takes turns with others: each turn sends one request or so, and commits what came. */
export interface SyncTask {
  /** @returns false when there is nothing to do now */
  turn(): Promise<boolean>
}

/** A task whose turns are the steps of a generator. */
export function taskOf(turns: AsyncGenerator<void, unknown>): SyncTask {
  return { turn: async () => (await turns.next()).done !== true }
}

/**
 * Takes turns until no task has anything to do: no task waits longer than a turn of each other, however much that one has to do.
 *
 * @throws what a task threw first, once the turns of the others have ended
 */
export async function takeTurns(tasks: readonly SyncTask[]): Promise<void> {
  for (;;) {
    const turns = await Promise.allSettled(tasks.map((task) => task.turn()))
    const failed = turns.find((turn) => turn.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    if (!turns.some((turn) => turn.status === 'fulfilled' && turn.value)) return
  }
}

/** Makes what runs one work after the other. */
export function mutex(): SyncContext['exclusively'] {
  let last: Promise<unknown> = Promise.resolve()
  return async (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return await mine
  }
}
