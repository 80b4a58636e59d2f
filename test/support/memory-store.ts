import { storeTable, type TableName } from '../../src/store/schema.ts'
import {
  type LedgerCounts,
  type LedgerEntry,
  type LedgerStep,
  MAX_LEASE_MS,
  type Store,
  type StoreChange,
  steps,
} from '../../src/store/store.ts'
import type { StoreRow } from '../../src/store/tables/table.ts'
import { type TableWriter, writeChange } from '../../src/store/write-change.ts'

/** Rows by the first column of their key, then by the others. */
type RowsByFirstKey = Map<string, Map<string, StoreRow>>

/** A copy in memory, whose rows can be looked at. */
export interface MemoryStore extends Store {
  rows(table: TableName): readonly StoreRow[]
  entries(): readonly LedgerEntry[]
  /** How often something was committed. */
  readonly commits: number
}

/** @param crash called before each commit; what it throws keeps all of it from happening */
export function memoryStore(crash: (commits: number) => void = () => undefined): MemoryStore {
  const tables = new Map<TableName, RowsByFirstKey>()
  const ledger = new Map<string, LedgerEntry>()
  const marks = new Map<string, string>()
  let commits = 0
  let lease: { owner: string; untilMs: number } | undefined
  const groupsOf = (name: TableName) => {
    const groups = tables.get(name) ?? new Map()
    tables.set(name, groups)
    return groups
  }
  const rowsOf = (name: TableName) => [...groupsOf(name).values()].flatMap((group) => [...group.values()])
  const put = (table: TableName, row: StoreRow, isNew: boolean) => {
    const [first, ...others] = storeTable(table).key.map((name) => String(row[name]))
    const group = groupsOf(table).get(String(first)) ?? new Map()
    const key = others.join('\n')
    // As in databases, where it would be there twice.
    if (isNew && group.has(key)) throw new Error(`${table} has ${first} ${key} already`)
    groupsOf(table).set(String(first), group.set(key, row))
  }
  const writer: TableWriter = {
    async remove(table, of, ids) {
      const groups = groupsOf(table)
      if (of === storeTable(table).key[0]) for (const id of ids) groups.delete(id)
      else
        for (const group of groups.values())
          for (const [key, row] of group) if (ids.includes(String(row[of]))) group.delete(key)
    },
    async add(table, rows) {
      for (const row of rows) put(table, row, true)
    },
    async upsert(table, rows) {
      for (const row of rows) put(table, row, false)
    },
  }
  return {
    get commits() {
      return commits
    },
    rows: rowsOf,
    entries: () => [...ledger.values()],
    async commit({ ledger: entries = [], marks: facts = {}, ...change }: StoreChange) {
      crash(commits)
      commits += 1
      await writeChange(writer, change)
      for (const entry of entries) ledger.set(entry.callId, entry)
      for (const [name, value] of Object.entries(facts)) marks.set(name, value)
    },
    ledger: {
      due: async (nowMs, step, limit) =>
        [...ledger.values()]
          .filter(({ state, steps: { [step]: one } }) => state === 'open' && (one.dueMs ?? Infinity) <= nowMs)
          .sort((a, b) => (a.steps[step].dueMs ?? 0) - (b.steps[step].dueMs ?? 0))
          .slice(0, limit),
      get: async (ids) => ids.flatMap((id) => ledger.get(id) ?? []),
      async *between(fromMs, toMs) {
        yield* [...ledger.values()]
          .filter(({ startedMs }) => startedMs >= fromMs && startedMs < toMs)
          .sort((a, b) => a.startedMs - b.startedMs)
      },
      counts: async () => countsOf([...ledger.values()]),
    },
    texts: async (table, columns, ids) =>
      rowsOf(table)
        .filter((row) => ids.includes(String(row.call_id)))
        .map((row) => Object.fromEntries(columns.map((name) => [name, textOf(row[name])]))),
    find: async (table, columns, pattern, wanted) => {
      const matches = new RegExp(pattern, 'i')
      return rowsOf(table)
        .filter((row) => columns.some((name) => matches.test(textOf(row[name]) ?? '')))
        .map((row) => Object.fromEntries(wanted.map((name) => [name, textOf(row[name])])))
    },
    count: async (table, of, ids) => rowsOf(table).filter((row) => ids.includes(String(row[of]))).length,
    compact: async () => undefined,
    mark: async (name) => marks.get(name),
    async lease(owner, nowMs, untilMs) {
      // One that runs out so late was taken by a clock that is wrong.
      const isHeld = lease !== undefined && lease.untilMs > nowMs && lease.untilMs < nowMs + MAX_LEASE_MS
      if (isHeld && lease?.owner !== owner) return false
      lease = untilMs > nowMs ? { owner, untilMs } : undefined
      return true
    },
    rest: async () => undefined,
    release: async () => undefined,
    close: async () => undefined,
  }
}

function textOf(value: StoreRow[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function countsOf(entries: readonly LedgerEntry[]): LedgerCounts[] {
  const months = new Map<string, LedgerEntry[]>()
  for (const entry of entries) {
    const month = new Date(entry.startedMs).toISOString().slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), entry])
  }
  const count = (list: readonly LedgerEntry[], state: LedgerEntry['state']) =>
    list.filter((entry) => entry.state === state).length
  const awaiting = (list: readonly LedgerEntry[], step: LedgerStep) =>
    list.filter((entry) => entry.state === 'open' && entry.steps[step].state === 'waiting').length
  return [...months]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([month, list]) => ({
      month,
      seen: list.length,
      awaiting: Object.fromEntries(steps.map((step) => [step, awaiting(list, step)])) as Record<LedgerStep, number>,
      settled: count(list, 'settled'),
      gone: count(list, 'gone'),
      excluded: count(list, 'excluded'),
    }))
}
