import type { StoreRow, StoreValue } from './tables/table.ts'

/** The rows without those that a later one of the same key replaces. */
export function withLastOf(rows: readonly StoreRow[], key: readonly string[]): readonly StoreRow[] {
  const last = new Map<StoreValue | undefined, StoreRow>()
  const keyOf = (row: StoreRow) =>
    key.length === 1 ? row[String(key[0])] : JSON.stringify(key.map((name) => row[name]))
  for (const row of rows) last.set(keyOf(row), row)
  return last.size === rows.length ? rows : [...last.values()]
}
