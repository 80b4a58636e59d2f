import { basename, dirname } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow } from '../../lib/rows.ts'
import type { Files } from '../../platform/files.ts'
import { quoted } from '../duckdb/ddl.ts'
import { type DuckDbCopy, diskFailure, isDamage, openFile } from '../duckdb/open-file.ts'
import { SCHEMA_VERSION, storeTable, type TableName, tableNames } from '../schema.ts'
import type { Store } from '../store.ts'
import {
  hivePath,
  IN_FOLDER,
  PARQUET_MANIFEST,
  type ParquetManifest,
  type PublishedPart,
  parseParquetManifest,
  partName,
} from './manifest.ts'

/** A folder of Parquet files that a copy is published to. */
export interface ParquetFolder {
  readonly folder: string
  readonly files: Pick<
    Files,
    'list' | 'read' | 'write' | 'makeFolder' | 'remove' | 'removeTemporaryFiles' | 'link' | 'rename'
  >
}

/** What became of the parts of a copy. */
export interface Published {
  readonly written: number
  readonly unchanged: number
  readonly rows: number
}

/** What a copy keeps for itself alone. */
const OWN: ReadonlySet<TableName> = new Set(['sync_marks', 'lease'])

export const publishedTables: readonly TableName[] = tableNames.filter((name) => !OWN.has(name))

/**
 * Publishes a copy: the parts that have changed since the last time are written anew. All become visible at once with the
 * manifest; each file appears whole. What the last manifest named stays until the next run, for those who still read it.
 *
 * @throws Failure `usage` for a folder of something else, `local` when the disk is full; what was published stays then
 */
export async function publishParquet(store: Store, copy: DuckDbCopy, target: ParquetFolder): Promise<Published> {
  const { folder, files } = target
  const before = await manifestIn(target)
  const mark = `published parquet:${folder}`
  const known = fingerprintsOf(await store.mark(mark))
  // It is read as anybody else reads it.
  await store.release()
  const parts = await withOpen(copy, folder, async (connection) => {
    await files.makeFolder(`${folder}/${IN_FOLDER}`)
    const names = new Set(await files.list(`${folder}/${IN_FOLDER}`))
    const found = await partsOf(connection)
    const isThere = (part: PublishedPart) =>
      known.get(partName(part)) === part.fingerprint &&
      names.has(basename(part.file)) &&
      before.parts.some(({ file }) => file === part.file)
    const changed = found.filter((part) => !isThere(part))
    for (const part of changed) await writePart(connection, part, target)
    return { found, changed }
  })
  const { found, changed } = parts
  const manifest: ParquetManifest = { schemaVersion: SCHEMA_VERSION, parts: found }
  await files.write(`${folder}/${PARQUET_MANIFEST}`, `${JSON.stringify(manifest, null, 1)}\n`, 0o600)
  await showByName(before, parts, target)
  await removeOld([...before.parts, ...found], target)
  await store.commit({
    marks: { [mark]: JSON.stringify(Object.fromEntries(found.map((part) => [partName(part), part.fingerprint]))) },
  })
  const rows = changed.reduce((sum, part) => sum + part.rows, 0)
  return { written: changed.length, unchanged: found.length - changed.length, rows }
}

/** @throws Failure `usage` for a folder that has something else in it */
async function manifestIn({ folder, files }: ParquetFolder): Promise<ParquetManifest> {
  const names = (await files.list(folder)) ?? []
  const manifest = parseParquetManifest(await files.read(`${folder}/${PARQUET_MANIFEST}`))
  if (manifest !== undefined) return manifest
  // A first run that was ended has begun with these.
  if (names.every((name) => name === IN_FOLDER || name.startsWith('.')))
    return { schemaVersion: SCHEMA_VERSION, parts: [] }
  throw new Failure('usage', `${folder} has files in it that are no published copy, and is left as it is`, {
    hint: '--into parquet:<a new folder>',
  })
}

function fingerprintsOf(mark: string | undefined): ReadonlyMap<string, unknown> {
  const json = parsedJson(mark ?? '{}')
  return new Map(isRow(json) ? Object.entries(json) : [])
}

/** The copy, for reading, by a DuckDB that can write into this one folder. */
async function withOpen<T>(
  copy: DuckDbCopy,
  folder: string,
  run: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const file = await openFile(copy, {
    access_mode: 'READ_ONLY',
    errors_as_json: 'true',
    memory_limit: '400MB',
    threads: '2',
  })
  try {
    await file.connection.run(`SET allowed_directories = [${textLiteral(folder)}]`)
    await file.connection.run('SET enable_external_access = false')
    return await run(file.connection)
  } catch (error) {
    throw diskFailure(error, isDamage(error) ? copy.path : folder)
  } finally {
    file.close()
  }
}

async function partsOf(connection: DuckDBConnection): Promise<readonly PublishedPart[]> {
  const parts: PublishedPart[] = []
  for (const table of publishedTables) {
    const sql = `SELECT month, count(*), CAST(bit_xor(hash(part)) AS VARCHAR) FROM (${monthsSql(table)}) part GROUP BY month ORDER BY month`
    for (const [month, rows, hash] of await (await connection.run(sql)).getRows()) {
      const fingerprint = `${String(rows)}-${String(hash)}`
      const of = { table, ...(month !== null && { month: String(month) }) }
      const file = `${IN_FOLDER}/${partName(of).replace('/', '-')}-${fingerprint}.parquet`
      parts.push({ ...of, rows: Number(rows), fingerprint, file })
    }
  }
  return parts
}

/** The rows of a table with the month of the call that they belong to; null where there is none. */
function monthsSql(table: TableName): string {
  const month = (started: string) => `coalesce(strftime(${started} AT TIME ZONE 'UTC', '%Y-%m'), 'unknown') AS month`
  if (table === 'calls' || table === 'sync_ledger') return `SELECT t.*, ${month('t.started')} FROM ${quoted(table)} t`
  if (storeTable(table).parent !== 'calls') return `SELECT t.*, CAST(NULL AS VARCHAR) AS month FROM ${quoted(table)} t`
  return `SELECT t.*, ${month('c.started')} FROM ${quoted(table)} t LEFT JOIN calls c ON c.call_id = t.call_id`
}

async function writePart(
  connection: DuckDBConnection,
  part: PublishedPart,
  { folder, files }: ParquetFolder,
): Promise<void> {
  const { table, month } = part
  const temporary = `${folder}/${IN_FOLDER}/.writing`
  const which = month === undefined ? '' : `WHERE month = ${textLiteral(month)}`
  const columns = Object.keys(storeTable(table).columns).map(quoted).join(', ')
  await connection.run(
    `COPY (SELECT ${columns} FROM (${monthsSql(table)}) ${which} ORDER BY ${storeTable(table).key.map(quoted).join(', ')})
     TO ${textLiteral(temporary)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  await files.rename(temporary, `${folder}/${part.file}`)
}

/** Gives each part the name by which files are found without the manifest, and takes away those of parts that are gone. */
async function showByName(
  before: ParquetManifest,
  { found, changed }: { readonly found: readonly PublishedPart[]; readonly changed: readonly PublishedPart[] },
  { folder, files }: ParquetFolder,
): Promise<void> {
  for (const part of found) {
    const path = `${folder}/${hivePath(part)}`
    await files.makeFolder(dirname(path))
    await files.removeTemporaryFiles(path)
    if (changed.includes(part) || !(await files.list(dirname(path)))?.includes(basename(path)))
      await files.link(`${folder}/${part.file}`, path)
  }
  const names = new Set(found.map(partName))
  for (const part of before.parts) if (!names.has(partName(part))) await files.remove(`${folder}/${hivePath(part)}`)
}

async function removeOld(kept: readonly PublishedPart[], { folder, files }: ParquetFolder): Promise<void> {
  const names = new Set(kept.map(({ file }) => file))
  for (const name of (await files.list(`${folder}/${IN_FOLDER}`)) ?? [])
    if (!names.has(`${IN_FOLDER}/${name}`)) await files.remove(`${folder}/${IN_FOLDER}/${name}`)
}

function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
