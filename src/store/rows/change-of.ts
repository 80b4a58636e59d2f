import type { Row } from '../../lib/rows.ts'
import { storeTable, type TableName, tableNames } from '../schema.ts'
import type { StoreChange } from '../store.ts'
import type { StoreRow, StoreValue } from '../tables/table.ts'
import { toCell } from './cell.ts'
import { readPath } from './read-path.ts'
import { storeRowsOf } from './store-rows-of.ts'

/**
 * What records of Gong change in a copy: rows of all tables that are made from them, those that belong to another row in place
 * of all that it had.
 *
 * @param operation the id of the operation that answered
 * @param made what the records do not say, such as the user whose history they are
 * @throws Failure `unreachable` when a record has nothing where a row cannot do without; a bug for an operation without tables
 */
export function changeOf(operation: string, records: readonly Row[], made: StoreRow = {}): StoreChange {
  const tables = tableNames.filter((name) => storeTable(name).source?.operation === operation)
  if (tables.length === 0) throw new Error(`no table is made from ${operation}`)
  const own = tables.filter((name) => storeTable(name).parent === undefined)
  return {
    upsert: own.map((table) => ({ table, rows: storeRowsOf(table, records, made) })),
    replace: tables.filter((name) => !own.includes(name)).map((table) => replacing(table, records, made)),
  }
}

type Replacing = NonNullable<StoreChange['replace']>[number]

/** The rows below a record, by the first column of the key; of records that came twice, those of the last one. */
function replacing(table: TableName, records: readonly Row[], made: StoreRow): Replacing {
  const { key, columns } = storeTable(table)
  const of = String(key[0])
  const from = columns[of]?.from
  const read = from === undefined ? () => made[of] ?? null : readId(from)
  // Several records are about one thing where they do not say about which: the history of a user.
  const last = from === undefined ? records : [...new Map(records.map((record) => [read(record), record])).values()]
  const rows = storeRowsOf(table, last, made)
  const ids = from === undefined ? [read({})] : last.map(read)
  return { table, of, ids: ids.filter((id) => id !== null).map(String), rows }
}

function readId(from: string): (record: Row) => StoreValue {
  const read = readPath(from)
  return (record) => toCell(read({ path: '', index: 0, value: record }), 'text')
}
