import type { Row } from '../rows.ts'

/** What rows are known by: their ids, and digests of those that have none. */
export interface Keys {
  /** Of the slice before. */
  readonly before: readonly string[]
  /** Of this slice. */
  readonly ids: readonly string[]
  readonly digests: readonly string[]
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
  #before = new Map<string, number>()
  /** Ids of this slice, with the attempt in which each was last met. */
  #ids = new Map<string, number>()
  #digests = new Map<string, number>()
  #owed = new Map<string, number>()
  #attempt = 0

  /** @param twice told of each row that came twice within one attempt */
  constructor(identity: (row: Row) => string | undefined, twice: () => Promise<void>) {
    this.#identity = identity
    this.#twice = twice
  }

  /** Another slice begins. */
  next(): void {
    this.#before = this.#ids
    this.#ids = new Map()
    this.#digests = new Map()
    this.#owed = new Map()
  }

  /** This slice begins again, and will give what it gave before. */
  again(): void {
    this.#attempt += 1
    this.#owed = new Map(this.#digests)
  }

  /** What there is to know at this moment, for another run. */
  get keys(): Keys {
    const digests = [...this.#digests].flatMap(([digest, count]) => Array.from({ length: count }, () => digest))
    return { before: [...this.#before.keys()], ids: [...this.#ids.keys()], digests }
  }

  /** Takes over what an earlier run knew. */
  learn({ before, ids, digests }: Keys): void {
    for (const id of before) this.#before.set(id, 0)
    for (const id of ids) this.#ids.set(id, this.#attempt)
    for (const digest of digests) more(this.#digests, digest, 1)
  }

  /** The rows of a page that were not given out yet. */
  async fresh(rows: readonly Row[]): Promise<readonly Row[]> {
    const fresh: Row[] = []
    for (const row of rows) {
      const id = this.#identity(row)
      const isNew = id === undefined ? !this.#isOwed(await digestOf(row)) : await this.#isNew(id)
      if (isNew) fresh.push(row)
    }
    return fresh
  }

  async #isNew(id: string): Promise<boolean> {
    const met = this.#ids.get(id)
    this.#ids.set(id, this.#attempt)
    if (met === undefined && !this.#before.has(id)) return true
    if (met === undefined || met === this.#attempt) await this.#twice()
    return false
  }

  /** Whether an earlier attempt gave this row out; it is then no longer owed. */
  #isOwed(digest: string): boolean {
    const owed = (this.#owed.get(digest) ?? 0) > 0
    if (owed) more(this.#owed, digest, -1)
    else more(this.#digests, digest, 1)
    return owed
  }
}

/** Loaded only for the few lists whose records have no id. */
async function digestOf(row: Row): Promise<string> {
  const { createHash } = await import('node:crypto')
  return createHash('sha1').update(JSON.stringify(row)).digest('base64')
}

function more(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}
