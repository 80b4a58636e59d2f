import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow, type Json } from '../../lib/rows.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import type { Files } from '../../platform/files.ts'
import { type TableName, tableNames } from '../schema.ts'

/** The manifest of a folder of Parquet files. */
export const PARQUET_MANIFEST = '_manifest.json'

/** The folder beside it whose files it names. */
export const IN_FOLDER = '_files'

/** The rows of a table, or of one month of it. */
export interface PublishedPart {
  readonly table: TableName
  /** `2026-05`, of the start of the calls in UTC; absent for a table that is one file. */
  readonly month?: string
  readonly rows: number
  /** Of all its rows: another one when one of them changes. */
  readonly fingerprint: string
  /** The file, from the folder; a file under this name never changes. */
  readonly file: string
}

/** What the files of a folder are, which are one moment of a copy. */
export interface ParquetManifest {
  readonly schemaVersion: number
  readonly parts: readonly PublishedPart[]
}

/** The name of a part: `calls/2026-05`, `users`. */
export function partName({ table, month }: Pick<PublishedPart, 'table' | 'month'>): string {
  return month === undefined ? table : `${table}/${month}`
}

/** Where whoever looks for files without the manifest finds those of a part. */
export function hivePath({ table, month }: Pick<PublishedPart, 'table' | 'month'>): string {
  return month === undefined ? `${table}/data.parquet` : `${table}/month=${month}/data.parquet`
}

/** @returns undefined for what is no manifest */
export function parseParquetManifest(bytes: Uint8Array | undefined): ParquetManifest | undefined {
  const json = parsedJson(new TextDecoder().decode(bytes))
  if (!isRow(json) || typeof json.schemaVersion !== 'number' || !Array.isArray(json.parts)) return undefined
  return { schemaVersion: json.schemaVersion, parts: json.parts.flatMap((part) => partOf(part) ?? []) }
}

function partOf(json: Json): PublishedPart | undefined {
  if (!isRow(json)) return undefined
  const { month, rows, fingerprint, file } = json
  const table = tableNames.find((name) => name === json.table)
  // A file is one of the folder itself.
  if (table === undefined || typeof file !== 'string' || !/^_files\/[\w.-]+$/.test(file)) return undefined
  return {
    table,
    ...(typeof month === 'string' && { month }),
    rows: Number(rows),
    fingerprint: String(fingerprint),
    file,
  }
}

/** @param typed where a copy or a folder of texts was meant @throws Failure `usage` for a folder that a copy was published to */
export async function checkNotPublished(typed: string, files: Pick<Files, 'open' | 'read'>): Promise<void> {
  const manifest = `${typed}/${PARQUET_MANIFEST}`
  const isThere = (await files.open(manifest).catch(() => undefined)) !== undefined
  if (!isThere || parseParquetManifest(await files.read(manifest)) === undefined) return
  throw new Failure('usage', `${typed} is a copy that was published as Parquet`, {
    hint: shellQuote(['--in', `parquet:${typed}`]),
  })
}
