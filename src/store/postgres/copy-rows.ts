import type { PostgresConnection } from '../../platform/postgres.ts'
import { quoted } from '../duckdb/ddl.ts'
import { withLastOf } from '../last-rows.ts'
import { storeTable, type TableName } from '../schema.ts'
import type { StoreRow, StoreValue } from '../tables/table.ts'
import { postgresTable } from './ddl.ts'

/** Characters that are sent at once. */
const CHUNK_CHARACTERS = 65_536

/** Writes rows of tables within a transaction, with COPY. */
export class RowCopier {
  private readonly connection: PostgresConnection

  constructor(connection: PostgresConnection) {
    this.connection = connection
  }

  async remove(table: TableName, of: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.connection.query(`DELETE FROM ${postgresTable(table)} WHERE ${quoted(of)} = ANY($1)`, [ids])
  }

  /** Where no row of the same key can be. */
  async add(table: TableName, rows: readonly StoreRow[]): Promise<void> {
    if (rows.length > 0) await this.copy(table, postgresTable(table), rows)
  }

  /** By the primary key, through a temporary table; of rows with the same key, the last one. */
  async upsert(table: TableName, rows: readonly StoreRow[]): Promise<void> {
    if (rows.length === 0) return
    const staged = `pg_temp.${quoted(`staged_${table}`)}`
    await this.connection.query(
      `CREATE TEMP TABLE IF NOT EXISTS ${quoted(`staged_${table}`)} (LIKE ${postgresTable(table)}) ON COMMIT DELETE ROWS`,
    )
    await this.connection.query(`TRUNCATE ${staged}`)
    await this.copy(table, staged, rows)
    const { key } = storeTable(table)
    const others = columnsOf(table).filter((column) => !key.includes(column))
    const set = others.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ')
    await this.connection.query(
      `INSERT INTO ${postgresTable(table)} (${listOf(table)}) SELECT ${listOf(table)} FROM ${staged}
       ON CONFLICT (${key.map(quoted).join(', ')}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`,
    )
  }

  private async copy(table: TableName, into: string, rows: readonly StoreRow[]): Promise<void> {
    const columns = columnsOf(table)
    const distinct = withLastOf(rows, storeTable(table).key)
    await this.connection.copyIn(`COPY ${into} (${listOf(table)}) FROM STDIN`, chunksOf(columns, distinct))
  }
}

function columnsOf(table: TableName): readonly string[] {
  return Object.keys(storeTable(table).columns)
}

function listOf(table: TableName): string {
  return columnsOf(table).map(quoted).join(', ')
}

function* chunksOf(columns: readonly string[], rows: readonly StoreRow[]): Iterable<string> {
  let chunk = ''
  for (const row of rows) {
    chunk += `${columns.map((column) => cellText(row[column] ?? null)).join('\t')}\n`
    if (chunk.length < CHUNK_CHARACTERS) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  // No text of PostgreSQL can hold it, and no reader is shown it.
  '\u0000': '',
}

/** A cell in the text format of COPY. */
function cellText(value: StoreValue): string {
  if (value === null) return '\\N'
  return String(value).replace(/[\\\n\r\t\u0000]/g, (found) => ESCAPES[found] ?? found)
}
