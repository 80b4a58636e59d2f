import { WORD_CODES } from '../../lib/word-codes.ts'
import { storeTable, type TableName, tableNames } from '../schema.ts'
import type { ColumnType } from '../tables/table.ts'
import { views } from '../views/views.ts'

/** The types of columns as DuckDB names them. */
export const duckDbTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMP WITH TIME ZONE',
  day: 'DATE',
  json: 'JSON',
}

/** A column as this file has it. */
interface FileColumn {
  readonly type: ColumnType
  readonly required?: true
  /** Where unpacking it would take as long as looking through it. */
  readonly uncompressed?: true
}

/** What a DuckDB file has besides: `gong search` looks through the codes of the words, and ranks by the length of `folded`. */
const SEARCH_COLUMNS: { readonly [T in TableName]?: Readonly<Record<string, FileColumn>> } = {
  turns: { word_codes: { type: 'text', uncompressed: true }, chars: { type: 'integer' } },
}

/** All columns of a table in a DuckDB file, by their names. */
export function fileColumns(table: TableName): Readonly<Record<string, FileColumn>> {
  return { ...storeTable(table).columns, ...SEARCH_COLUMNS[table] }
}

/** A name in SQL, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * The statements that make the schema in an empty database.
 *
 * Keys are no constraints: DuckDB would keep an index in memory for each. A commit deletes what it replaces.
 */
export function schemaSql(): readonly string[] {
  return [...tableNames.map(createTable), ...codesTable(), ...viewsSql()]
}

/** The statements that bring an older database up to the schema: tables and columns that it lacks, and all views anew. */
export function upgradeSql(): readonly string[] {
  return [...tableNames.flatMap((name) => [createTable(name), ...addColumns(name)]), ...codesTable(), ...viewsSql()]
}

/** The statements that add to an older database what holds the codes of words. */
export function wordCodesSql(): readonly string[] {
  return [...codesTable(), ...addColumns('turns')]
}

function codesTable(): readonly string[] {
  return [
    'CREATE SCHEMA IF NOT EXISTS search',
    `CREATE TABLE IF NOT EXISTS ${WORD_CODES} (word VARCHAR, code VARCHAR NOT NULL)`,
  ]
}

function viewsSql(): readonly string[] {
  return [
    'CREATE SCHEMA IF NOT EXISTS data_cloud',
    ...Object.entries(views).map(
      ([name, { sql }]) => `CREATE OR REPLACE VIEW ${viewName(name)} AS ${sql.replaceAll('$main', 'main')}`,
    ),
  ]
}

/** Views can be in a schema of their own: `data_cloud.calls`. */
function viewName(name: string): string {
  return name.split('.').map(quoted).join('.')
}

function createTable(name: TableName): string {
  const lines = Object.entries(fileColumns(name)).map(
    ([column, one]) => `${columnSql(column, one)}${one.required ? ' NOT NULL' : ''}`,
  )
  return `CREATE TABLE IF NOT EXISTS ${quoted(name)} (${lines.join(', ')})`
}

function addColumns(name: TableName): readonly string[] {
  return Object.entries(fileColumns(name)).map(
    ([column, one]) => `ALTER TABLE ${quoted(name)} ADD COLUMN IF NOT EXISTS ${columnSql(column, one)}`,
  )
}

function columnSql(column: string, { type, uncompressed }: FileColumn): string {
  return `${quoted(column)} ${duckDbTypes[type]}${uncompressed ? ' USING COMPRESSION uncompressed' : ''}`
}
