import { Failure } from '../../lib/errors.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import { type DuckDb, IN_MEMORY } from '../../platform/duckdb.ts'
import type { Files } from '../../platform/files.ts'
import { duckDbTypes, quoted, schemaSql } from '../duckdb/ddl.ts'
import { damaged } from '../duckdb/open-file.ts'
import { IN_FOLDER, PARQUET_MANIFEST, type PublishedPart, parseParquetManifest } from '../parquet/manifest.ts'
import { SCHEMA_VERSION, storeTable, type TableName } from '../schema.ts'
import { type Asked, lockedReader } from './duckdb-reader.ts'
import type { SqlReader } from './sql-reader.ts'

interface ReadParquet extends Asked {
  readonly duckDb: DuckDb
  /** The folder. */
  readonly path: string
  readonly files: Pick<Files, 'read'>
}

/**
 * A copy that was published as Parquet: the files that its manifest names, as the tables and views of a copy.
 *
 * @param zone in which days begin
 * @throws Failure `usage` when there is none, or one of a newer version; `local` when files of it are missing or damaged
 */
export async function openParquetReader(folder: ReadParquet, zone: string): Promise<SqlReader> {
  const manifest = parseParquetManifest(await folder.files.read(`${folder.path}/${PARQUET_MANIFEST}`))
  if (manifest === undefined)
    throw new Failure('usage', `there is no published copy in ${folder.path}`, {
      hint: 'gong sync --into parquet:lake',
    })
  if (manifest.schemaVersion > SCHEMA_VERSION)
    throw new Failure('usage', `${folder.path} was written by a newer gong`, { hint: 'npm install -g gong-cli@latest' })
  const { connection, close } = await folder.duckDb.open(IN_MEMORY, { errors_as_json: 'true' })
  try {
    for (const sql of schemaSql()) await connection.run(sql)
    for (const [table, parts] of byTable(manifest.parts)) {
      await connection.run(`DROP TABLE ${quoted(table)}`)
      await connection.run(`CREATE VIEW ${quoted(table)} AS ${rowsSql(table, parts, folder.path)}`)
    }
    const paths = manifest.parts.map(({ file }) => literal(`${folder.path}/${file}`))
    // The files of the manifest alone: a folder may hold others, and the manifest itself.
    await connection.run(`SET allowed_paths = [${paths.join(', ')}]`)
    await connection.run('SET enable_external_access = false')
    return await lockedReader({ connection, close }, folder, zone)
  } catch (error) {
    close()
    if (error instanceof Failure || !(error instanceof Error)) throw error
    const publish = `gong sync --into ${shellQuote([`parquet:${folder.path}`])}`
    throw damaged(error, folder.path, `remove ${IN_FOLDER} in it, and ${publish} writes all of it again`)
  }
}

function byTable(parts: readonly PublishedPart[]): ReadonlyMap<TableName, readonly PublishedPart[]> {
  const tables = new Map<TableName, readonly PublishedPart[]>()
  for (const part of parts) tables.set(part.table, [...(tables.get(part.table) ?? []), part])
  return tables
}

/** Columns that a file of an older version lacks are null. */
function rowsSql(table: TableName, parts: readonly PublishedPart[], folder: string): string {
  const { columns } = storeTable(table)
  const casts = Object.entries(columns).map(
    ([name, { type }]) => `CAST(${quoted(name)} AS ${duckDbTypes[type]}) AS ${quoted(name)}`,
  )
  const empty = Object.entries(columns).map(
    ([name, { type }]) => `CAST(NULL AS ${duckDbTypes[type]}) AS ${quoted(name)}`,
  )
  const files = parts.map(({ file }) => literal(`${folder}/${file}`)).join(', ')
  return `SELECT ${casts.join(', ')} FROM (SELECT ${empty.join(', ')} WHERE false
    UNION ALL BY NAME SELECT * FROM read_parquet([${files}], union_by_name = true, hive_partitioning = false))`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
