import { ledgerRow } from './ledger-rows.ts'
import type { TableName } from './schema.ts'
import type { StoreChange } from './store.ts'
import type { StoreRow } from './tables/table.ts'

/** Writes rows of tables within a transaction. */
export interface TableWriter {
  /** Rows whose column `of` has one of these ids. */
  remove(table: TableName, of: string, ids: readonly string[]): Promise<void>
  /** Where no row of the same key can be. */
  add(table: TableName, rows: readonly StoreRow[]): Promise<void>
  /** By the primary key. */
  upsert(table: TableName, rows: readonly StoreRow[]): Promise<void>
}

/** Writes a change in the order that `StoreChange` promises. */
export async function writeChange(writer: TableWriter, change: StoreChange): Promise<void> {
  const { upsert = [], replace = [], remove = [], ledger = [], marks = {} } = change
  for (const { table, of, ids } of remove) await writer.remove(table, of, ids)
  for (const { table, of, ids, rows } of replace) {
    await writer.remove(table, of, ids)
    await writer.add(table, rows)
  }
  for (const { table, rows } of upsert) await writer.upsert(table, rows)
  await writer.upsert('sync_ledger', ledger.map(ledgerRow))
  await writer.upsert(
    'sync_marks',
    Object.entries(marks).map(([name, value]) => ({ name, value })),
  )
}
