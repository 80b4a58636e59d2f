import { isRow, type Json, type Row, rowsIn } from '../../lib/rows.ts'
import { childrenOf, storeTable, type TableName } from '../schema.ts'
import type { StoreChange } from '../store.ts'
import type { ColumnType, StoreRow, StoreValue } from '../tables/table.ts'
import { toCell } from './cell.ts'
import type { Place } from './places.ts'
import { rowsOf } from './rows-of.ts'

const ofTranscripts: readonly TableName[] = ['turns', 'sentences']
const ofDetails = childrenOf('calls').filter((name) => !ofTranscripts.includes(name))

/**
 * Calls with their details, and all that hangs on them.
 *
 * @param records of listCallsExtensive
 * @throws Failure `unreachable` for a record without an id
 */
export function detailsChange(records: readonly Row[]): StoreChange {
  const calls = rowsOf('calls', records)
  const ids = calls.map(({ call_id }) => String(call_id))
  return {
    upsert: [{ table: 'calls', rows: calls }],
    replace: ofDetails.map((table) => ({ table, of: 'call_id', ids, rows: rowsOf(table, records) })),
  }
}

/** The rows of calls that are only listed yet. @param records of listCalls */
export function listedCallRows(records: readonly Row[]): readonly StoreRow[] {
  return rowsOf(
    'calls',
    records.map((metaData) => ({ metaData })),
  ).map((row, at) => ({ ...row, raw: JSON.stringify(records[at]) }))
}

/**
 * What was said.
 *
 * @param records of getCallTranscripts
 * @throws Failure `unreachable` for a record without an id
 */
export function transcriptsChange(records: readonly Row[]): StoreChange {
  const ids = records.map(({ callId }) => String(callId))
  return {
    replace: [
      { table: 'turns', of: 'call_id', ids, rows: rowsOf('turns', records, turn) },
      { table: 'sentences', of: 'call_id', ids, rows: rowsOf('sentences', records, sentence) },
    ],
  }
}

/** Removes calls, and all that hangs on them. */
export function removeCalls(ids: readonly string[]): StoreChange {
  return { remove: [...childrenOf('calls'), 'calls' as const].map((table) => ({ table, of: 'call_id', ids })) }
}

function turn({ value }: Place): StoreRow {
  const said = isRow(value) ? rowsIn(value.sentences) : []
  return {
    start_ms: milliseconds(said[0]?.start),
    end_ms: milliseconds(said.at(-1)?.end),
    sentences: said.length,
    text: said.map(({ text }) => String(text ?? '')).join(' '),
    raw: unheld('turns', value, ['sentences']),
  }
}

const sentence = ({ value }: Place): StoreRow => ({ raw: unheld('sentences', value, []) })

function milliseconds(value: Json | undefined): StoreValue {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

/** The fields of a record that its row does not hold exactly: unknown ones (quirk 76), and those of another type. */
function unheld(table: TableName, value: Json, elsewhere: readonly string[]): StoreValue {
  if (!isRow(value)) return value === null ? null : JSON.stringify(value)
  const rest = Object.entries(value).filter(([name, one]) => {
    if (one === null || (elsewhere.includes(name) && Array.isArray(one))) return false
    const type = typeOf(table, name)
    return type === undefined || toCell(one, type) !== one
  })
  return rest.length === 0 ? null : JSON.stringify(Object.fromEntries(rest))
}

/** Of the column that holds a field of the innermost record. */
function typeOf(table: TableName, field: string): ColumnType | undefined {
  return Object.values(storeTable(table).columns).find(({ from }) => from === `./${field}`)?.type
}
