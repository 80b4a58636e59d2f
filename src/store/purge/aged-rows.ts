import { CALL_KEY } from '../calls-in-tables.ts'
import { childrenOf, storeTable, type TableName, tableNames } from '../schema.ts'
import type { Store, TextRow } from '../store.ts'

/** Rows of one table that are of too long ago. */
export interface AgedRows {
  readonly table: TableName
  /** The column by which they are found, and its values. */
  readonly of: string
  readonly ids: readonly string[]
  /** How many rows have them. */
  readonly rows: number
}

/** What every text matches. */
const ANY = '^'

/** The figures about people that are older, apart from what leaves with its call. */
export async function agedRows(
  store: Pick<Store, 'find' | 'count'>,
  beforeMs: number,
  goneCalls: ReadonlySet<string>,
): Promise<readonly AgedRows[]> {
  const found: AgedRows[] = []
  for (const table of tableNames) {
    const { dated, key, columns } = storeTable(table)
    if (dated === undefined) continue
    const wanted = [String(key[0]), dated, ...(CALL_KEY in columns ? [CALL_KEY] : [])]
    const old = (await store.find(table, [dated], ANY, wanted)).filter(
      (row) => Date.parse(row[dated] ?? '') < beforeMs && !goneCalls.has(row[CALL_KEY] ?? ''),
    )
    if (old.length === 0) continue
    found.push({ table, of: dated, ids: valuesOf(old, dated), rows: old.length })
    for (const child of childrenOf(table)) found.push(await childRows(store, child, valuesOf(old, String(key[0]))))
  }
  return found.filter(({ rows }) => rows > 0)
}

async function childRows(store: Pick<Store, 'count'>, table: TableName, ids: readonly string[]): Promise<AgedRows> {
  const of = String(storeTable(table).key[0])
  return { table, of, ids, rows: await store.count(table, of, ids) }
}

function valuesOf(rows: readonly TextRow[], column: string): readonly string[] {
  return [...new Set(rows.map((row) => row[column] ?? ''))]
}
