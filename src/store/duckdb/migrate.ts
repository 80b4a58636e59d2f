import type { DuckDBConnection } from '@duckdb/node-api'
import { Failure } from '../../lib/errors.ts'
import { SCHEMA_VERSION, WORD_CODES_SINCE } from '../schema.ts'
import { TRANSCRIPTS_CAME } from '../transcripts-came.ts'
import { schemaSql, upgradeSql, wordCodesSql } from './ddl.ts'
import type { DuckDbCopy } from './open-file.ts'
import { codeOldTurns } from './word-coder.ts'

/** The mark that holds the version of the schema. */
const VERSION_MARK = 'schema_version'

/**
 * What a version needs besides the tables, columns and views that are added by themselves: statements that rename, retype or
 * fill in, by the version that they lead away from.
 */
const MIGRATIONS: Readonly<Record<number, readonly string[]>> = {
  4: ['DROP SCHEMA IF EXISTS search_index CASCADE'],
  5: [TRANSCRIPTS_CAME],
}

/**
 * Brings a database up to this version of the schema, in one transaction. Does nothing where it is there already. Turns get
 * their codes before, some at once, since that takes more than the memory of a sync; what was ended goes on the next time.
 *
 * @throws Failure `usage` for a database that is not ours, or of a newer version; neither is touched
 */
export async function migrate(
  connection: DuckDBConnection,
  { path, duckDb, signal }: Pick<DuckDbCopy, 'path' | 'duckDb' | 'signal'>,
  { version = SCHEMA_VERSION, migrations = MIGRATIONS } = {},
): Promise<void> {
  const found = await versionOf(connection, path)
  if (found === version) return
  if (found !== undefined && found > version) throw isNewer(path, found, version)
  if (found !== undefined && found < WORD_CODES_SINCE) {
    for (const sql of wordCodesSql()) await connection.run(sql)
    await codeOldTurns(connection, duckDb.library, signal)
  }
  await connection.run('BEGIN')
  for (let from = found ?? version; from < version; from++)
    for (const sql of migrations[from] ?? []) await connection.run(sql)
  for (const sql of found === undefined ? schemaSql() : upgradeSql()) await connection.run(sql)
  await connection.run(`DELETE FROM sync_marks WHERE name = '${VERSION_MARK}'`)
  await connection.run(`INSERT INTO sync_marks (name, value) VALUES ('${VERSION_MARK}', '${version}')`)
  await connection.run('COMMIT')
}

/**
 * The version of the schema that a database has; `undefined` for one that is empty.
 *
 * @throws Failure `usage` for one that is not ours
 */
async function versionOf(connection: DuckDBConnection, path: string): Promise<number | undefined> {
  const marks = await versionMarks(connection)
  if (marks === undefined) return undefined
  const found = Number(marks[0])
  if (Number.isInteger(found) && found > 0) return found
  throw new Failure('usage', `${path} is a database of DuckDB, but no copy of Gong, and is left as it is`, {
    hint: 'name a file that is not there yet, or one that gong sync made',
  })
}

/** What is marked as the version; `undefined` in a database that has no table. */
async function versionMarks(connection: DuckDBConnection): Promise<readonly string[] | undefined> {
  try {
    return await columnOf(connection, `SELECT value FROM sync_marks WHERE name = '${VERSION_MARK}'`)
  } catch (error) {
    // To list the tables takes longer than all the rest of it, and most databases have the row.
    const sql = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
    const names = await columnOf(connection, sql)
    if (names.includes('sync_marks')) throw error
    return names.length === 0 ? undefined : []
  }
}

async function columnOf(connection: DuckDBConnection, sql: string): Promise<readonly string[]> {
  return (await (await connection.run(sql)).getRows()).map(([value]) => String(value))
}

function isNewer(path: string, found: number, known: number): Failure {
  return new Failure(
    'usage',
    `${path} was written by a newer gong: its schema is version ${found}, and this gong knows ${known}`,
    { hint: 'upgrade this one: npm install -g gong-cli@latest' },
  )
}
/**
 * @returns the version of its schema
 * @throws Failure `usage` unless a copy of this version or an older one is there, to be read
 */
export async function checkReadable(connection: DuckDBConnection, path: string): Promise<number> {
  const found = await versionOf(connection, path)
  if (found === undefined) throw new Failure('usage', `${path} is empty`, { hint: 'gong sync fills it' })
  if (found > SCHEMA_VERSION) throw isNewer(path, found, SCHEMA_VERSION)
  return found
}
