import type { Row } from '../lib/rows.ts'

/** Rows by collection and id, as a state file holds them. */
export type Collections = { readonly [collection: string]: { readonly [id: string]: Row } }

/**
 * What was done to the company since it was made: granted, created, uploaded, erased. Each domain keeps its own
 * collections here and looks at them before it looks at the company.
 */
export interface Changes {
  /** In the order in which they were put first. */
  all(collection: string): readonly Row[]
  get(collection: string, id: string): Row | undefined
  put(collection: string, id: string, row: Row): void
  remove(collection: string, id: string): void
  /** Everything, for a state file. */
  collections(): Collections
}

/**
 * @param before what an earlier run left behind
 * @param changed told after each change
 */
export function changes(before: Collections = {}, changed: () => void = () => undefined): Changes {
  const held = new Map(Object.entries(before).map(([name, rows]) => [name, new Map(Object.entries(rows))]))
  return {
    all: (collection) => [...(held.get(collection)?.values() ?? [])],
    get: (collection, id) => held.get(collection)?.get(id),
    put(collection, id, row) {
      const rows = held.get(collection) ?? new Map<string, Row>()
      held.set(collection, rows.set(id, row))
      changed()
    },
    remove(collection, id) {
      if (held.get(collection)?.delete(id)) changed()
    },
    collections: () => Object.fromEntries([...held].map(([name, rows]) => [name, Object.fromEntries(rows)])),
  }
}
