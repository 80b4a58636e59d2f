import { callTables } from './tables/calls.ts'
import { crmTables } from './tables/crm.ts'
import { peopleTables } from './tables/people.ts'
import { scorecardTables } from './tables/scorecards.ts'
import { settingTables } from './tables/settings.ts'
import { syncTables } from './tables/sync.ts'
import type { StoreTable } from './tables/table.ts'
import { transcriptTables } from './tables/transcripts.ts'

/** Raised whenever a table changes; `duckdb/migrate.ts` knows the way from each one to the next. */
export const SCHEMA_VERSION = 7

/** The version since which the turns of a DuckDB file have the codes of their words. */
export const WORD_CODES_SINCE = 7

/** What a copy holds: one record a table. Targets, `query --schema`, the rows and the page about the schema are made from it. */
const tables = {
  ...callTables,
  ...transcriptTables,
  ...peopleTables,
  ...scorecardTables,
  ...settingTables,
  ...crmTables,
  ...syncTables,
} as const satisfies Readonly<Record<string, StoreTable>>

export type TableName = keyof typeof tables

export const tableNames = Object.keys(tables).filter((name): name is TableName => name in tables)

/** The tables whose rows belong to one of another table: replaced and removed with it. */
export function childrenOf(parent: TableName): readonly TableName[] {
  return tableNames.filter((name) => storeTable(name).parent === parent)
}

/** The record of a table, with all that one can have. */
export function storeTable(name: TableName): StoreTable {
  return tables[name]
}
