import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import { nearest } from '../../lib/spelling.ts'
import { storeTable, type TableName, tableNames } from '../schema.ts'
import { views } from '../views/views.ts'

/**
 * What a copy holds, one row a column.
 *
 * @param name of one table or view; all of them when left out
 * @throws Failure `usage` for one that is not there, with the nearest
 */
export function schemaRows(name?: string): readonly Row[] {
  const names = [...tableNames, ...Object.keys(views)]
  if (name === undefined) return names.flatMap(columnsOf)
  if (names.includes(name)) return columnsOf(name)
  const meant = nearest(name, names)
  throw new Failure('usage', `a copy has no table ${name}`, {
    hint: meant === undefined ? 'gong query --schema lists all' : `gong query --schema ${meant}`,
  })
}

function columnsOf(name: string): readonly Row[] {
  const table = tableNames.find((one): one is TableName => one === name)
  if (table !== undefined) return tableColumns(table)
  return Object.entries(views[name]?.columns ?? {}).map(([column, { type, means }]) => ({
    ...{ table: name, column, type, key: false, null: true, means, operation: null, path: null },
  }))
}

function tableColumns(table: TableName): readonly Row[] {
  const { columns, key, source } = storeTable(table)
  return Object.entries(columns).map(([column, { type, required, means, from = null }]) => ({
    ...{ table, column, type, key: key.includes(column), null: required !== true, means },
    ...{ operation: source?.operation ?? null, path: from },
  }))
}
