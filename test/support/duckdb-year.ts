import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts'
import { storeTable, type TableName } from '../../src/store/schema.ts'
import type { LedgerEntry, TextRow } from '../../src/store/store.ts'
import { comparable } from '../../src/store/sync/compare-rows.ts'
import type { StoreRow } from '../../src/store/tables/table.ts'
import { copyIn } from './duckdb-copy.ts'
import { CALL_TABLES, type OpenSimulated } from './simulated-year.ts'
import { emptyFolder } from './temporary-folder.ts'

/** The copy of a year in a DuckDB file. What dies, dies with all of a change written and nothing of it committed. */
export const openInDuckDb: OpenSimulated = async (crash) => {
  const plain = await copyIn(emptyFolder())
  let commits = 0
  const open: typeof plain.duckDb.open = async (...given) => {
    const file = await plain.duckDb.open(...given)
    const run = file.connection.run.bind(file.connection)
    file.connection.run = async (sql, ...values) => {
      if (sql === 'COMMIT') crash(commits++)
      return await run(sql, ...values)
    }
    return file
  }
  const store = await openDuckDbStore({ ...plain, duckDb: { ...plain.duckDb, open } })
  return {
    store,
    commits: () => commits,
    async contents() {
      const rows = new Map<string, readonly StoreRow[]>()
      for (const table of CALL_TABLES)
        rows.set(
          table,
          cellsOf(table, await store.find(table, ['call_id'], '.', Object.keys(storeTable(table).columns))),
        )
      const entries: LedgerEntry[] = []
      for await (const entry of store.ledger.between(0, Date.parse('2100-01-01'))) entries.push(entry)
      return { rows: (table) => rows.get(table) ?? [], entries: () => entries }
    },
  }
}

/** Rows as they were written, of their cells as DuckDB tells them. */
function cellsOf(table: TableName, rows: readonly TextRow[]): readonly StoreRow[] {
  const columns = Object.entries(storeTable(table).columns)
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(([name, { type }]) => {
        const text = row[name] ?? null
        return [name, text === null ? null : comparable(text, type)]
      }),
    ),
  )
}
