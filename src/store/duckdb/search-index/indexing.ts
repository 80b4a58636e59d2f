import type { DuckDb } from '../../../platform/duckdb.ts'
import type { StoreChange } from '../../store.ts'
import type { WithCopy } from '../with-copy.ts'
import { MAX_BYTES, SearchIndex } from './search-index.ts'

/** Less than this is read as it is at each search, which takes some milliseconds. */
const MIN_BYTES = 1_000_000

/** When the texts of a copy come into its index. */
export interface Indexing {
  /** After a commit: as soon as there is enough for a batch. */
  committed(change: StoreChange): Promise<void>
  /** When nothing more is to come: what is worth it. */
  beforeClose(): Promise<void>
  /** Leaves nothing of calls that were removed or changed. */
  forgetOutdated(): Promise<void>
}

export function indexingFor(opened: WithCopy, { duckDb }: { readonly duckDb: Pick<DuckDb, 'library'> }): Indexing {
  const withIndex = <T>(run: (index: SearchIndex) => Promise<T>) =>
    opened((connection) => run(new SearchIndex(connection, duckDb.library)))
  /** Unknown before the first commit. */
  let pendingBytes: number | undefined
  const addFrom = async (bytes: number) => {
    if ((pendingBytes ?? 0) < bytes) return
    await withIndex((index) => index.addPending())
    pendingBytes = 0
  }
  return {
    async committed(change) {
      pendingBytes =
        pendingBytes === undefined ? await withIndex((index) => index.pendingBytes()) : pendingBytes + bytesIn(change)
      await addFrom(MAX_BYTES)
    },
    beforeClose: () => addFrom(MIN_BYTES),
    async forgetOutdated() {
      await withIndex((index) => index.forgetOutdated())
      pendingBytes = 0
    },
  }
}

/** Of the texts of turns, nearly. */
function bytesIn({ replace = [], upsert = [] }: StoreChange): number {
  const turns = [...replace, ...upsert].filter(({ table }) => table === 'turns').flatMap(({ rows }) => rows)
  return turns.reduce((sum, { folded }) => sum + (typeof folded === 'string' ? folded.length : 0), 0)
}
