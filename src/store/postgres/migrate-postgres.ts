import { Failure } from '../../lib/errors.ts'
import type { PostgresConnection } from '../../platform/postgres.ts'
import { quoted } from '../duckdb/ddl.ts'
import { SCHEMA_VERSION } from '../schema.ts'
import { TRANSCRIPTS_CAME } from '../transcripts-came.ts'
import { POSTGRES_SCHEMA, postgresTable, postgresTableSql, postgresViewSql, viewSchemas } from './ddl.ts'
import { paceTableSql } from './pace-table.ts'
import { databaseName } from './postgres-failure.ts'

/** What a version needs besides tables, columns and views, by the version that it leads away from. */
const MIGRATIONS: Readonly<Record<number, readonly string[]>> = { 5: [TRANSCRIPTS_CAME] }

/** One number for all that changes a copy: whoever has it in a transaction is alone. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('${POSTGRES_SCHEMA} copy', 0))`

/** Runs a transaction that nothing else of this tool changes the copy meanwhile. All of it, or nothing. */
export async function inTransaction<T>(connection: PostgresConnection, run: () => Promise<T>): Promise<T> {
  await connection.query('BEGIN')
  try {
    await connection.query(LOCK)
    const result = await run()
    await connection.query('COMMIT')
    return result
  } catch (error) {
    if (connection.isOpen) await connection.query('ROLLBACK').catch(() => connection.close())
    throw error
  }
}

/**
 * Brings the schema `gong` of a database up to this version, in one transaction.
 *
 * @throws Failure `usage` for a schema that is not ours, or of a newer version; neither is touched
 */
export async function migratePostgres(
  connection: PostgresConnection,
  { version = SCHEMA_VERSION, migrations = MIGRATIONS } = {},
): Promise<void> {
  if ((await postgresVersion(connection)) === version) return
  await inTransaction(connection, async () => {
    await connection.query(`SET LOCAL search_path TO ${POSTGRES_SCHEMA}, pg_temp`)
    await connection.query('SET LOCAL client_min_messages TO warning')
    // Another process may have been first.
    const found = await postgresVersion(connection)
    if (found === version) return
    if (found !== undefined && found > version) throw isFromNewer(connection, found, version)
    if (found === undefined) for (const schema of viewSchemas()) await assertEmpty(connection, schema)
    for (const schema of [POSTGRES_SCHEMA, ...viewSchemas()]) await createSchema(connection, schema)
    for (let from = found ?? version; from < version; from++)
      for (const sql of migrations[from] ?? []) await connection.query(sql)
    await connection.query(`DO $tables$ BEGIN ${[...postgresTableSql(), paceTableSql].join('; ')}; END $tables$`)
    for (const { replace, anew } of postgresViewSql()) await makeView(connection, replace, anew)
    await connection.query(
      `INSERT INTO ${postgresTable('sync_marks')} (name, value) VALUES ('schema_version', $1)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [String(version)],
    )
  })
}

/**
 * The version of the schema; undefined where there is none, or nothing in it.
 *
 * @throws Failure `usage` for one that is not ours
 */
export async function postgresVersion(connection: PostgresConnection): Promise<number | undefined> {
  const names = await relationsIn(connection, POSTGRES_SCHEMA)
  if (names.length === 0) return undefined
  const isOurs = names.includes('sync_marks')
  const marks = isOurs
    ? await connection.query(`SELECT value FROM ${postgresTable('sync_marks')} WHERE name = 'schema_version'`)
    : { rows: [] }
  const found = Number(marks.rows[0]?.[0])
  if (Number.isInteger(found) && found > 0) return found
  throw isForeign(connection, POSTGRES_SCHEMA)
}

async function relationsIn(connection: PostgresConnection, schema: string): Promise<readonly string[]> {
  const { rows } = await connection.query(
    `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind <> 'i'`,
    [schema],
  )
  return rows.map(([name]) => String(name))
}

async function assertEmpty(connection: PostgresConnection, schema: string): Promise<void> {
  if ((await relationsIn(connection, schema)).length > 0) throw isForeign(connection, schema)
}

function isForeign({ about }: PostgresConnection, schema: string): Failure {
  return new Failure(
    'usage',
    `${databaseName(about)} has a schema ${schema} that is no copy of Gong, and is left as it is`,
    { hint: `name another database, or rename it: ALTER SCHEMA ${schema} RENAME TO ${schema}_old` },
  )
}

export function isFromNewer({ about }: PostgresConnection, found: number, known: number): Failure {
  return new Failure(
    'usage',
    `${databaseName(about)} was written by a newer gong: its schema is version ${found}, and this gong knows ${known}`,
    { hint: 'upgrade this one: npm install -g gong-cli@latest' },
  )
}

/** Where it is there already, no right to make one is needed. */
async function createSchema(connection: PostgresConnection, name: string): Promise<void> {
  const { rows } = await connection.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [name])
  if (rows.length === 0) await connection.query(`CREATE SCHEMA ${quoted(name)}`)
}

async function makeView(connection: PostgresConnection, replace: string, anew: readonly string[]): Promise<void> {
  await connection.query('SAVEPOINT before_view')
  try {
    await connection.query(replace)
  } catch {
    await connection.query('ROLLBACK TO SAVEPOINT before_view')
    for (const sql of anew) await connection.query(sql)
  }
  await connection.query('RELEASE SAVEPOINT before_view')
}
