import type { Row } from '../lib/rows.ts'

/** Rows by collection and id, as a state file holds them. */
export type Collections = { readonly [collection: string]: { readonly [id: string]: Row } }

/**
 * Changes on top of the generated company: granted, created, uploaded, erased. Each domain has its own
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
 * @param before the changes of an earlier run
 * @param changed called after each change
 */
export function openChanges(before: Collections = {}, changed: () => void = () => undefined): Changes {
  const stored = new Map(Object.entries(before).map(([name, rows]) => [name, new Map(Object.entries(rows))]))
  return {
    all: (collection) => [...(stored.get(collection)?.values() ?? [])],
    get: (collection, id) => stored.get(collection)?.get(id),
    put(collection, id, row) {
      const rows = stored.get(collection) ?? new Map<string, Row>()
      stored.set(collection, rows.set(id, row))
      changed()
    },
    remove(collection, id) {
      if (stored.get(collection)?.delete(id)) changed()
    },
    collections: () => Object.fromEntries([...stored].map(([name, rows]) => [name, Object.fromEntries(rows)])),
  }
}
