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
  /** Looks up what is called so. An address is read no further for than until it is found. */
  find(text: string): Promise<Called>
  /** What the thing of an id is called, as far as the list was read. */
  nameOf(id: string): string | undefined
}

/** What is called by some words. */
interface Called {
  /** Perhaps several by a name. */
  readonly rows: readonly Row[]
  /** Whether it is an address, which only one thing has. */
  readonly isUnique: boolean
}

const lists = new WeakMap<ReadClient, Map<string, NamedList>>()

/** The list of such things, read once for each client and each workspace and owner that it depends on. */
export function namedListOf(read: ReadClient, kind: Named, directory: Directory, otherInputs: Typed): NamedList {
  const cached = lists.get(read) ?? new Map<string, NamedList>()
  lists.set(read, cached)
  const key = JSON.stringify([kind, ...(directory.within ?? []).map((name) => otherInputs[name] ?? null)])
  const list = cached.get(key) ?? reading(directory.pages(read, otherInputs), directory)
  cached.set(key, list)
  return list
}

/** What the thing of an id is called, where its name was looked up or a list of such things read; nothing is asked. */
export function knownName(read: ReadClient, kind: Named, id: string): string | undefined {
  for (const [key, list] of lists.get(read) ?? []) {
    const name = key.startsWith(`["${kind}"`) ? list.nameOf(id) : undefined
    if (name !== undefined) return name
  }
  return undefined
}

/** How many things Gong counts that did not come; 0 where it counts none. */
export function shortfall({ read, counted }: NamedList): number {
  return Math.max(0, counted - read.length)
}

/** Text as names are compared: the same in either Unicode form, whatever the case. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC')
}

function reading(pages: AsyncIterable<Page>, directory: Directory): NamedList {
  const rest = pages[Symbol.asyncIterator]()
  const index = indexOf(directory)
  const list: NamedList = { read: [], counted: 0, rows, find, nameOf }
  return list

  /** @returns whether there was another page */
  async function readOn(): Promise<boolean> {
    const next = await rest.next()
    if (next.done) return false
    for (const row of next.value.rows) {
      list.read.push(row)
      index.add(row)
    }
    list.counted = Math.max(list.counted, next.value.total ?? 0)
    return true
  }

  async function* rows(): AsyncIterable<Row> {
    for (let at = 0; ; at += 1) {
      while (at >= list.read.length) if (!(await readOn())) return
      const row = list.read[at]
      if (row !== undefined) yield row
    }
  }

  function nameOf(id: string): string | undefined {
    const row = list.read.find((one) => directory.id(one) === id)
    return row && directory.names(row)[0]
  }

  async function find(text: string): Promise<Called> {
    const key = folded(text)
    for (;;) {
      const own = index.byUnique.get(key)
      if (own !== undefined) return { rows: [own], isUnique: true }
      if (!(await readOn())) return { rows: index.byName.get(key) ?? [], isUnique: false }
    }
  }
}

/** Rows by what they are called, so that a table of names does not go through the list for each. */
function indexOf({ unique, names }: Directory) {
  const byUnique = new Map<string, Row>()
  const byName = new Map<string, Row[]>()
  return {
    byUnique,
    byName,
    add(row: Row): void {
      for (const address of (unique?.(row) ?? []).map(folded)) if (!byUnique.has(address)) byUnique.set(address, row)
      for (const name of new Set(names(row).map(folded))) {
        const others = byName.get(name)
        if (others === undefined) byName.set(name, [row])
        else others.push(row)
      }
    },
  }
}
