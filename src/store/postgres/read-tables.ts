import type { ConnectPostgres, PostgresConnection } from '../../platform/postgres.ts'
import { quoted } from '../duckdb/ddl.ts'
import { storeTable, type TableName } from '../schema.ts'
import type { ColumnType, StoreRow, StoreValue } from '../tables/table.ts'
import { POSTGRES_SCHEMA } from './ddl.ts'
import { postgresFailure } from './postgres-failure.ts'
import { assertCopyIn, connectPostgresAt, setUp } from './postgres-session.ts'

/** Rows of one fetch. */
const FETCHED = 5000

/** Reads whole tables of one moment of a copy, a part at a time. @throws Failure `usage` where there is no copy */
export async function readTables(
  { connect, url }: { readonly connect: ConnectPostgres; readonly url: string },
  tables: readonly TableName[],
  take: (table: TableName, rows: readonly StoreRow[]) => Promise<void>,
): Promise<void> {
  const connection = await connectPostgresAt(connect, url)
  try {
    await setUp(connection, { timezone: 'UTC', search_path: `${POSTGRES_SCHEMA}, pg_temp` })
    await assertCopyIn(connection)
    await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    for (const table of tables) await readTable(connection, table, (rows) => take(table, rows))
    await connection.query('COMMIT')
  } catch (error) {
    throw postgresFailure(error, connection.about, 'read')
  } finally {
    await connection.close()
  }
}

async function readTable(
  connection: PostgresConnection,
  table: TableName,
  take: (rows: readonly StoreRow[]) => Promise<void>,
): Promise<void> {
  const columns = Object.entries(storeTable(table).columns)
  const cells = columns.map(([name]) => `${quoted(name)}::text`).join(', ')
  await connection.query(`DECLARE part NO SCROLL CURSOR FOR SELECT ${cells} FROM ${quoted(table)}`)
  for (;;) {
    const { rows } = await connection.query(`FETCH ${FETCHED} FROM part`)
    if (rows.length === 0) break
    await take(
      rows.map((row) =>
        Object.fromEntries(columns.map(([name, { type }], at) => [name, toValue(row[at] ?? null, type)])),
      ),
    )
  }
  await connection.query('CLOSE part')
}

function toValue(text: string | null, type: ColumnType): StoreValue {
  if (text === null) return null
  switch (type) {
    case 'integer':
    case 'number':
      return Number(text)
    case 'boolean':
      return text === 'true' || text === 't'
    default:
      return text
  }
}
