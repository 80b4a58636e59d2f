import type { Row } from '../lib/rows.ts'
import { Counts, type Digest, digestOf } from './digest-counts.ts'

/** What rows are known by: digests of their ids, and of those rows that have none. */
export interface Keys {
  readonly ids: readonly Digest[]
  readonly rows: readonly Digest[]
}

/**
 * Tells rows that were given out already. One with an id is given out once, for it can come twice on neighbouring pages and
 * slices (field notes, "Limits and cursors"). Of those without, two may be alike, so they are only told apart when a slice
 * starts again: then it must first give what it gave before.
 */
export class Known {
  readonly #identity: (row: Row) => string | undefined
  readonly #twice: () => Promise<void>
  /** Ids of the slice before this one: a row can come again only from a neighbour. */
  #before = new Counts()
  /** Ids of this slice, with the attempt in which each was last met. */
  #ids = new Counts()
  /** Rows of this slice that have no id, and how often each came. */
  #rows = new Counts()
  #owed = new Counts()
  #attempt = 0
  #added: { ids: Digest[]; rows: Digest[] } = { ids: [], rows: [] }

  /** @param twice told of each row that came twice within one attempt */
  constructor(identity: (row: Row) => string | undefined, twice: () => Promise<void>) {
    this.#identity = identity
    this.#twice = twice
  }

  /** Another slice begins. */
  next(): void {
    this.#before = this.#ids
    this.#ids = new Counts()
    this.#rows = new Counts()
    this.#owed = new Counts()
  }

  /** This slice begins again, and will give what it gave before. */
  again(): void {
    this.#attempt += 1
    this.#owed = this.#rows.copy()
  }

  /** What became known since it was last asked, for another run to learn. */
  added(): Keys {
    const added = this.#added
    this.#added = { ids: [], rows: [] }
    return added
  }

  /** Takes over what an earlier run came to know in this slice. */
  learn({ ids, rows }: Keys): void {
    for (const id of ids) this.#ids.set(id, this.#attempt)
    for (const row of rows) this.#rows.set(row, (this.#rows.get(row) ?? 0) + 1)
  }

  /** The rows of a page that were not given out yet. */
  async fresh(rows: readonly Row[]): Promise<readonly Row[]> {
    const fresh: Row[] = []
    for (const row of rows) {
      const id = this.#identity(row)
      const isNew = id === undefined ? !this.#isOwed(digestOf(JSON.stringify(row))) : await this.#isNew(digestOf(id))
      if (isNew) fresh.push(row)
    }
    return fresh
  }

  async #isNew(id: Digest): Promise<boolean> {
    const met = this.#ids.get(id)
    this.#ids.set(id, this.#attempt)
    if (met === undefined) this.#added.ids.push(id)
    if (met === undefined && this.#before.get(id) === undefined) return true
    if (met === undefined || met === this.#attempt) await this.#twice()
    return false
  }

  /** Whether an earlier attempt gave this row out; it is then no longer owed. */
  #isOwed(row: Digest): boolean {
    const owed = this.#owed.get(row) ?? 0
    if (owed > 0) this.#owed.set(row, owed - 1)
    else {
      this.#rows.set(row, (this.#rows.get(row) ?? 0) + 1)
      this.#added.rows.push(row)
    }
    return owed > 0
  }
}
