import { quoted } from '../duckdb/ddl.ts'
import { storeTable, type TableName, tableNames } from '../schema.ts'
import type { ColumnType } from '../tables/table.ts'
import { views } from '../views/views.ts'

/** The schema of a database that is this tool's; nothing else of it is touched. */
export const POSTGRES_SCHEMA = 'gong'

/** `json` keeps what Gong sent digit for digit, and takes `\u0000`; `jsonb` does neither. */
const postgresTypes: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  instant: 'timestamptz',
  day: 'date',
  json: 'json',
}

/** A table, whatever schemas a session looks in. */
export function postgresTable(name: TableName): string {
  return `${POSTGRES_SCHEMA}.${quoted(name)}`
}

/** The statements that bring a database up to the schema: tables and columns that it lacks. */
export function postgresTableSql(): readonly string[] {
  return tableNames.flatMap((name) => [createTable(name), addMissingColumns(name)])
}

/** How each view is made: replaced, or where it has other columns than before, made anew. */
export function postgresViewSql(): readonly { readonly replace: string; readonly anew: readonly string[] }[] {
  return Object.entries(views).map(([name, { sql }]) => {
    const whole = viewIn(name)
    const replace = `CREATE OR REPLACE VIEW ${whole} AS ${asPostgres(sql)}`
    return { replace, anew: [`DROP VIEW IF EXISTS ${whole}`, replace] }
  })
}

/** The schemas besides `gong` that views are in, such as `data_cloud`. */
export function viewSchemas(): readonly string[] {
  return [...new Set(Object.keys(views).flatMap((name) => (name.includes('.') ? [name.split('.')[0] ?? ''] : [])))]
}

/** PostgreSQL before 16 has no `json_array`, and `json_object` means something else. */
function asPostgres(sql: string): string {
  return sql.replaceAll('$main.', `${POSTGRES_SCHEMA}.`).replace(/\bjson_(array|object)\(/g, 'json_build_$1(')
}

function viewIn(name: string): string {
  return (name.includes('.') ? name.split('.') : [POSTGRES_SCHEMA, name]).map(quoted).join('.')
}

function createTable(name: TableName): string {
  const { columns, key } = storeTable(name)
  const lines = Object.entries(columns).map(
    ([column, { type, required }]) => `${quoted(column)} ${postgresTypes[type]}${required ? ' NOT NULL' : ''}`,
  )
  const primary = `PRIMARY KEY (${key.map(quoted).join(', ')})`
  return `CREATE TABLE IF NOT EXISTS ${postgresTable(name)} (${[...lines, primary].join(', ')})`
}

function addMissingColumns(name: TableName): string {
  const added = Object.entries(storeTable(name).columns).map(
    ([column, { type }]) => `ADD COLUMN IF NOT EXISTS ${quoted(column)} ${postgresTypes[type]}`,
  )
  return `ALTER TABLE ${postgresTable(name)} ${added.join(', ')}`
}
