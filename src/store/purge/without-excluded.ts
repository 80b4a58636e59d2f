import { CALL_KEY, tablesThatRefer } from '../calls-in-tables.ts'
import type { TableName } from '../schema.ts'
import type { Store, StoreChange } from '../store.ts'
import type { StoreRow } from '../tables/table.ts'

/** A copy that takes no rows about calls that are excluded, wherever they come from: a folder of the library, a scorecard. */
export function withoutExcluded(store: Store): Store {
  return { ...store, commit: async (change) => await store.commit(await admitted(store, change)) }
}

async function admitted(store: Store, change: StoreChange): Promise<StoreChange> {
  const writing = [...(change.upsert ?? []), ...(change.replace ?? [])].filter(({ table }) => refers(table))
  const ids = writing.flatMap(({ rows }) => rows.map((row) => String(row[CALL_KEY])))
  if (ids.length === 0) return change
  const known = await store.ledger.get([...new Set(ids)])
  const excluded = new Set(known.filter(({ state }) => state === 'excluded').map(({ callId }) => callId))
  const stays = (row: StoreRow) => !excluded.has(String(row[CALL_KEY]))
  const filtered = <W extends { readonly table: TableName; readonly rows: readonly StoreRow[] }>(one: W): W =>
    refers(one.table) ? { ...one, rows: one.rows.filter(stays) } : one
  return {
    ...change,
    ...(change.upsert && { upsert: change.upsert.map(filtered) }),
    ...(change.replace && { replace: change.replace.map(filtered) }),
  }
}

function refers(table: TableName): boolean {
  return tablesThatRefer.includes(table)
}
