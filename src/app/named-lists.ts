import type { ReadClient } from '../api/client.ts'
import type { Page, Row } from '../lib/rows.ts'
import type { Directory, Named } from './directories.ts'
import type { Typed } from './inputs.ts'

/** A list of named things, as far as it was read. */
export interface Listed {
  readonly read: Row[]
  /** How many Gong counts, as far as it said so. */
  counted: number
  /** Each of them; a second reader begins with what the first has read. */
  rows(): AsyncIterable<Row>
}

const lists = new WeakMap<ReadClient, Map<string, Listed>>()

/** The list of such things, read once for each client and each place that it is asked for in. */
export function listedIn(gong: ReadClient, kind: Named, directory: Directory, around: Typed): Listed {
  const known = lists.get(gong) ?? new Map<string, Listed>()
  lists.set(gong, known)
  const key = JSON.stringify([kind, ...(directory.within ?? []).map((name) => around[name] ?? null)])
  const list = known.get(key) ?? reading(directory.pages(gong, around))
  known.set(key, list)
  return list
}

/** How many things Gong counts that did not come; 0 where it counts none. */
export function shortfall({ read, counted }: Listed): number {
  return Math.max(0, counted - read.length)
}

function reading(pages: AsyncIterable<Page>): Listed {
  const rest = pages[Symbol.asyncIterator]()
  const list: Listed = { read: [], counted: 0, rows }
  async function* rows(): AsyncIterable<Row> {
    for (let at = 0; ; at += 1) {
      while (at >= list.read.length) {
        const next = await rest.next()
        if (next.done) return
        list.read.push(...next.value.rows)
        list.counted = Math.max(list.counted, next.value.total ?? 0)
      }
      const row = list.read[at]
      if (row !== undefined) yield row
    }
  }
  return list
}
