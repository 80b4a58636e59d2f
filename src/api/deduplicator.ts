import type { Row } from '../lib/rows.ts'
import { Counts, type Digest, digestOf } from './digest-counts.ts'

/** Digests of the ids of rows, and of whole rows that have no id. */
export interface RowKeys {
  readonly ids: readonly Digest[]
  readonly rows: readonly Digest[]
}

/**
 * Drops duplicate rows. A row with an id is given out once, for it can come twice on neighbouring pages and slices (field
 * notes, "Limits and cursors"). Two rows without an id may be equal, so those are only compared when a slice is restarted:
 * then as many of each are dropped as were given out before.
 */
export class Deduplicator {
  readonly #idOf: (row: Row) => string | undefined
  readonly #onDuplicate: () => Promise<void>
  /** Ids of the slice before this one: only neighbouring slices share rows. */
  #previousIds = new Counts()
  /** Ids of this slice, with the attempt in which each was last seen. */
  #ids = new Counts()
  /** Rows of this slice that have no id, and how often each came. */
  #rows = new Counts()
  /** How often each of those is still to be dropped in this attempt. */
  #toDrop = new Counts()
  #attempt = 0
  #added: { ids: Digest[]; rows: Digest[] } = { ids: [], rows: [] }

  /** @param onDuplicate called for each row that comes twice within one attempt */
  constructor(idOf: (row: Row) => string | undefined, onDuplicate: () => Promise<void>) {
    this.#idOf = idOf
    this.#onDuplicate = onDuplicate
  }

  /** The next slice begins. */
  startSlice(): void {
    this.#previousIds = this.#ids
    this.#ids = new Counts()
    this.#rows = new Counts()
    this.#toDrop = new Counts()
  }

  /** This slice begins again, and gives the same rows. */
  restartSlice(): void {
    this.#attempt += 1
    this.#toDrop = this.#rows.copy()
  }

  /** The keys that were added since the last call, for another run to restore. */
  takeAdded(): RowKeys {
    const added = this.#added
    this.#added = { ids: [], rows: [] }
    return added
  }

  /** Adds the keys that an earlier run had in this slice. */
  restore({ ids, rows }: RowKeys): void {
    for (const id of ids) this.#ids.set(id, this.#attempt)
    for (const row of rows) this.#rows.set(row, (this.#rows.get(row) ?? 0) + 1)
  }

  /** The rows of a page that were not given out before. */
  async newRows(rows: readonly Row[]): Promise<readonly Row[]> {
    const result: Row[] = []
    for (const row of rows) {
      const id = this.#idOf(row)
      const isNew = id === undefined ? this.#isNewRow(digestOf(JSON.stringify(row))) : await this.#isNewId(digestOf(id))
      if (isNew) result.push(row)
    }
    return result
  }

  async #isNewId(id: Digest): Promise<boolean> {
    const lastAttempt = this.#ids.get(id)
    this.#ids.set(id, this.#attempt)
    if (lastAttempt === undefined) this.#added.ids.push(id)
    if (lastAttempt === undefined && this.#previousIds.get(id) === undefined) return true
    if (lastAttempt === undefined || lastAttempt === this.#attempt) await this.#onDuplicate()
    return false
  }

  #isNewRow(row: Digest): boolean {
    const toDrop = this.#toDrop.get(row) ?? 0
    if (toDrop > 0) {
      this.#toDrop.set(row, toDrop - 1)
      return false
    }
    this.#rows.set(row, (this.#rows.get(row) ?? 0) + 1)
    this.#added.rows.push(row)
    return true
  }
}
