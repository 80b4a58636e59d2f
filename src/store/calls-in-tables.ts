import { childrenOf, storeTable, type TableName, tableNames } from './schema.ts'
import type { StoreChange } from './store.ts'

/** The column by which a row belongs to a call: the key of the table of calls. */
export const CALL_KEY = String(storeTable('calls').key[0])

/** Calls, and what belongs to them. */
const ownTables: readonly TableName[] = ['calls', ...childrenOf('calls')]

/** The tables that come from elsewhere than the records of calls, and refer to them. */
export const tablesThatRefer: readonly TableName[] = tableNames.filter((name) => {
  const { source, columns } = storeTable(name)
  return source !== undefined && CALL_KEY in columns && !ownTables.includes(name)
})

/** All tables that say something about calls. */
export const tablesOfCalls: readonly TableName[] = [...ownTables, ...tablesThatRefer]

/** The rows of calls, and of what belongs to them. */
export function removalOf(ids: readonly string[]): NonNullable<StoreChange['remove']> {
  return ownTables.map((table) => ({ table, of: CALL_KEY, ids }))
}

/** The same, with all else that is about them. */
export function wholeRemovalOf(ids: readonly string[]): NonNullable<StoreChange['remove']> {
  return tablesOfCalls.map((table) => ({ table, of: CALL_KEY, ids }))
}

/**
 * A change that looks for no rows of calls that the copy has none of, since looking takes time: what the ledger does not know
 * was never written, as both are in one commit.
 */
export function withoutRowsOf(unknown: ReadonlySet<string>, change: StoreChange): StoreChange {
  const { replace = [] } = change
  return { ...change, replace: replace.map((one) => ({ ...one, ids: one.ids.filter((id) => !unknown.has(id)) })) }
}
