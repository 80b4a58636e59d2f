import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { storeTable, type TableName } from '../schema.ts'
import { MAX_LEASE_MS, type Store, type StoreChange, type TextRow } from '../store.ts'
import { writeChange } from '../write-change.ts'
import { compactFile, keepLeaseWhile, type WritableCopy } from './compact-file.ts'
import { quoted } from './ddl.ts'
import { duckDbLedger } from './duckdb-ledger.ts'
import { isDuckDbFile } from './open-file.ts'
import { openingFor } from './with-copy.ts'
import { forgetWords } from './word-coder.ts'
import { RowWriter } from './write-rows.ts'

/**
 * The copy in a DuckDB file, which is made when it is missing. The file is open until the store rests, so that readers
 * get a turn while a sync waits for Gong.
 *
 * @throws Failure `usage` when the file is something else, or of a newer version; it is not touched then
 */
export async function openDuckDbStore(copy: WritableCopy): Promise<Store> {
  await isDuckDbFile(copy)
  const opened = openingFor(copy)
  await opened(async () => undefined)
  await opened.rest()
  return {
    commit: (change) => opened((connection) => commit(connection, change, copy)),
    ledger: duckDbLedger(opened),
    texts: (table, columns, callIds) => opened((connection) => textsOf(connection, table, columns, callIds)),
    find: (table, columns, pattern, wanted) =>
      opened((connection) => findRows(connection, table, columns, pattern, wanted)),
    count: (table, of, ids) => opened((connection) => countRows(connection, table, of, ids)),
    async compact() {
      await opened(forgetWords)
      await opened((connection) => keepLeaseWhile(connection, copy))
      await opened((connection) => connection.run('CHECKPOINT'))
      await opened.closed(() => compactFile(copy))
    },
    mark: (name) => opened((connection) => markOf(connection, name)),
    lease: (owner, nowMs, untilMs) =>
      (untilMs > nowMs ? opened : opened.always)((connection) => takeLease(connection, owner, nowMs, untilMs)),
    rest: () => opened.rest(),
    release: () => opened.release(),
    close: () => opened.end(),
  }
}

async function commit(connection: DuckDBConnection, change: StoreChange, { duckDb }: WritableCopy): Promise<void> {
  await connection.run('BEGIN')
  await writeChange(new RowWriter(connection, duckDb.library), change)
  await connection.run('COMMIT')
}

async function markOf(connection: DuckDBConnection, name: string): Promise<string | undefined> {
  const [row] = await rowsOfQuery(connection, 'SELECT value FROM sync_marks WHERE name = $name', { name })
  return row === undefined ? undefined : String(row.value)
}

async function textsOf(
  connection: DuckDBConnection,
  table: TableName,
  columns: readonly string[],
  callIds: readonly string[],
): Promise<readonly TextRow[]> {
  if (callIds.length === 0) return []
  const cells = columns.map((column) => `CAST(${quoted(column)} AS VARCHAR) AS ${quoted(column)}`).join(', ')
  const ids = Object.fromEntries(callIds.map((id, index) => [`id${index}`, id]))
  const places = Object.keys(ids).map((name) => `$${name}`)
  const rows = await rowsOfQuery(connection, `SELECT ${cells} FROM ${quoted(table)} WHERE call_id IN (${places})`, ids)
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, textOf(row[column])])))
}

async function findRows(
  connection: DuckDBConnection,
  table: TableName,
  columns: readonly string[],
  pattern: string,
  wanted: readonly string[],
): Promise<readonly TextRow[]> {
  const cells = wanted.map((column) => `CAST(${quoted(column)} AS VARCHAR) AS ${quoted(column)}`).join(', ')
  const tests = columns.map((column) => `regexp_matches(CAST(${quoted(column)} AS VARCHAR), $pattern, 'i')`)
  const sql = `SELECT ${cells} FROM ${quoted(table)} WHERE ${tests.join(' OR ')}`
  const rows = await rowsOfQuery(connection, sql, { pattern })
  return rows.map((row) => Object.fromEntries(wanted.map((column) => [column, textOf(row[column])])))
}

async function countRows(
  connection: DuckDBConnection,
  table: TableName,
  of: string,
  ids: readonly string[],
): Promise<number> {
  const sql = `SELECT count(*) AS n FROM ${quoted(table)}
    WHERE ${quoted(of)} IN (SELECT unnest(from_json($ids, '["VARCHAR"]')))`
  const [row] = await rowsOfQuery(connection, sql, { ids: JSON.stringify(ids) })
  return Number(row?.n ?? 0)
}

function textOf(value: DuckDBValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

/** Rows of a query of this store, by the names of columns. */
async function rowsOfQuery(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, DuckDBValue> = {},
): Promise<readonly Record<string, DuckDBValue>[]> {
  return await (await connection.run(sql, values)).getRowObjects()
}

const LEASE = 'sync'

function isHeld(untilMs: number, nowMs: number): boolean {
  return untilMs > nowMs && untilMs < nowMs + MAX_LEASE_MS
}

async function takeLease(
  connection: DuckDBConnection,
  owner: string,
  nowMs: number,
  untilMs: number,
): Promise<boolean> {
  const [held] = await rowsOfQuery(
    connection,
    `SELECT owner, epoch_ms(until) AS until_ms FROM lease WHERE name = '${LEASE}'`,
  )
  if (held !== undefined && held.owner !== owner && isHeld(Number(held.until_ms), nowMs)) return false
  await connection.run('BEGIN')
  await connection.run(`DELETE FROM lease WHERE name = '${LEASE}'`)
  const { columns } = storeTable('lease')
  if (untilMs > nowMs)
    await connection.run(
      `INSERT INTO lease (${Object.keys(columns).join(', ')}) VALUES ('${LEASE}', $owner, CAST($until AS TIMESTAMPTZ))`,
      { owner, until: new Date(untilMs).toISOString() },
    )
  await connection.run('COMMIT')
  return true
}
