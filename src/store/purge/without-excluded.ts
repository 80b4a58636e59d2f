import { CALL_KEY, tablesThatRefer } from '../calls-in-tables.ts'
import { childrenOf, storeTable, type TableName } from '../schema.ts'
import type { Store, StoreChange } from '../store.ts'
import type { StoreRow } from '../tables/table.ts'
import { isPurgedByAge, purgedBeforeMs } from './purged-before.ts'

/**
 * A copy that takes no rows about calls that are excluded, wherever they come from: a folder of the library, a scorecard. Nor
 * figures about people of so long ago that they were purged.
 */
export function withoutExcluded(store: Store): Store {
  return { ...store, commit: async (change) => await store.commit(await admitted(store, change)) }
}

async function admitted(store: Store, change: StoreChange): Promise<StoreChange> {
  const writing = [...(change.upsert ?? []), ...(change.replace ?? [])].filter(({ table }) => isJudged(table))
  if (writing.every(({ rows }) => rows.length === 0)) return change
  const beforeMs = await purgedBeforeMs(store)
  const excluded = await excludedIn(store, writing)
  const purged = new Set(
    writing.flatMap(({ table, rows }) =>
      childrenOf(table).length === 0
        ? []
        : rows.filter((row) => isPurgedByAge(table, row, beforeMs)).map(firstKeyOf(table)),
    ),
  )
  const stays = (table: TableName, row: StoreRow) =>
    !(refers(table) && excluded.has(String(row[CALL_KEY]))) &&
    !isPurgedByAge(table, row, beforeMs) &&
    !(storeTable(table).parent !== undefined && purged.has(firstKeyOf(table)(row)))
  const filtered = <W extends { readonly table: TableName; readonly rows: readonly StoreRow[] }>(one: W): W =>
    isJudged(one.table) ? { ...one, rows: one.rows.filter((row) => stays(one.table, row)) } : one
  return {
    ...change,
    ...(change.upsert && { upsert: change.upsert.map(filtered) }),
    ...(change.replace && { replace: change.replace.map(filtered) }),
  }
}

/** What rows that belong to another one have in common with it. */
function firstKeyOf(table: TableName): (row: StoreRow) => StoreRow[string] | undefined {
  const column = String(storeTable(table).key[0])
  return (row) => row[column]
}

type Written = { readonly table: TableName; readonly rows: readonly StoreRow[] }

async function excludedIn({ ledger }: Store, writing: readonly Written[]): Promise<ReadonlySet<string>> {
  const referring = writing.filter(({ table }) => refers(table))
  const ids = referring.flatMap(({ rows }) => rows.map((row) => String(row[CALL_KEY])))
  const known = await ledger.get([...new Set(ids)])
  return new Set(known.filter(({ state }) => state === 'excluded').map(({ callId }) => callId))
}

function isJudged(table: TableName): boolean {
  return refers(table) || storeTable(table).dated !== undefined
}

function refers(table: TableName): boolean {
  return tablesThatRefer.includes(table)
}
