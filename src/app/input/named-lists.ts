import type { ReadClient } from '../../api/client.ts'
import type { Page, Row } from '../../lib/rows.ts'
import type { Typed } from '../model/inputs.ts'
import type { Directory, Named } from './name-sources.ts'

/** What a name is looked up with. */
export interface NameLookup {
  /** Reads the list, which is only needed for a name. */
  readonly read: ReadClient
  /** What the value is called in an error: `--scorecard`. */
  readonly flag: string
  /** The other values of the command line: whose flows, which workspace. */
  readonly otherInputs: Typed
  /** The workspace that names are looked for in, where it was not typed: `Sales, of profile "cron"`. */
  readonly workspaceLabel?: string
}

/** More names than this are not listed in a message. */
export const MOST_NAMED = 12

/** A list of named things, as far as it was read. */
export interface NamedList {
  readonly read: Row[]
  /** Gong's total, where it gives one. */
  counted: number
  /** Each of them; a second reader begins with what the first has read. */
  rows(): AsyncIterable<Row>
}

const lists = new WeakMap<ReadClient, Map<string, NamedList>>()

/** The list of such things, read once for each client and each workspace and owner that it depends on. */
export function namedListOf(read: ReadClient, kind: Named, directory: Directory, otherInputs: Typed): NamedList {
  const cached = lists.get(read) ?? new Map<string, NamedList>()
  lists.set(read, cached)
  const key = JSON.stringify([kind, ...(directory.within ?? []).map((name) => otherInputs[name] ?? null)])
  const list = cached.get(key) ?? reading(directory.pages(read, otherInputs))
  cached.set(key, list)
  return list
}

/** How many things Gong counts that did not come; 0 where it counts none. */
export function shortfall({ read, counted }: NamedList): number {
  return Math.max(0, counted - read.length)
}

function reading(pages: AsyncIterable<Page>): NamedList {
  const rest = pages[Symbol.asyncIterator]()
  const list: NamedList = { read: [], counted: 0, rows }
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
