import { parseExact } from '../../lib/exact-json.ts'
import type { Json } from '../../lib/rows.ts'
import { toCell } from '../rows/cell.ts'
import { storeTable, type TableName } from '../schema.ts'
import type { LedgerStep, Store, StoreChange, TextRow } from '../store.ts'
import type { ColumnType, StoreRow, StoreValue } from '../tables/table.ts'
import { differingPaths } from './compare.ts'

/** What a copy has otherwise than Gong, or has not. */
export interface RowDifference {
  readonly callId: string
  /** What is to be fetched again. */
  readonly steps: readonly LedgerStep[]
  /** Such as `calls.title`, or `sentences: 0 of 95 rows`. */
  readonly what: string
}

/** Compares the rows that a copy has of calls with those that Gong's answers give, field by field. */
export async function differingRows(
  store: Pick<Store, 'texts'>,
  step: LedgerStep,
  { upsert = [], replace = [] }: Pick<StoreChange, 'upsert' | 'replace'>,
  callIds: readonly string[],
): Promise<readonly RowDifference[]> {
  const differs: RowDifference[] = []
  for (const { table, rows } of [...upsert, ...replace]) {
    const kept = byCall(await store.texts(table, Object.keys(storeTable(table).columns), callIds))
    const told = byCall(rows)
    for (const callId of callIds)
      for (const what of differencesIn(table, kept.get(callId) ?? [], told.get(callId) ?? []))
        differs.push({ callId, steps: [step], what })
  }
  return differs
}

function byCall<T extends StoreRow>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const calls = new Map<string, T[]>()
  for (const row of rows) {
    const id = String(row.call_id)
    const before = calls.get(id)
    if (before === undefined) calls.set(id, [row])
    else before.push(row)
  }
  return calls
}

function differencesIn(table: TableName, kept: readonly TextRow[], told: readonly StoreRow[]): Iterable<string> {
  const { key, columns } = storeTable(table)
  const keyOf = (row: StoreRow) => key.map((name) => String(row[name])).join('\n')
  const ours = new Map(kept.map((row) => [keyOf(row), row]))
  const theirs = new Map(told.map((row) => [keyOf(row), row]))
  const found = new Set<string>()
  if (ours.size !== theirs.size || [...theirs.keys()].some((one) => !ours.has(one)))
    found.add(`${table}: ${ours.size} of ${theirs.size} rows`)
  for (const [place, row] of theirs) {
    const mine = ours.get(place)
    if (mine === undefined) continue
    for (const [column, { type }] of Object.entries(columns))
      for (const path of differingCell(mine[column] ?? null, row[column] ?? null, type))
        found.add(`${table}.${column}${path === '' ? '' : `.${path}`}`)
  }
  return found
}

/** Where a cell differs: paths within JSON, `''` for the whole cell; none when both say the same. */
function differingCell(kept: string | null, told: StoreValue, type: ColumnType): readonly string[] {
  if (kept === null || told === null) return kept === told ? [] : ['']
  if (kept === String(told)) return []
  if (type === 'json') return differingPaths(exactJsonOrNothing(kept), exactJsonOrNothing(String(told)))
  return comparable(kept, type) === comparable(String(told), type) ? [] : ['']
}

/** A cell that databases write in several ways, in one of them. */
export function comparable(text: string, type: ColumnType): StoreValue {
  if (type === 'boolean') return text === 't' || text === 'true'
  if (type === 'integer' || type === 'number') return Number(text)
  // PostgreSQL and DuckDB write whole hours of an offset alone.
  if (type === 'instant') return toCell(text.replace(/([+-]\d\d)$/, '$1:00'), 'instant')
  // What is no text in UTF-8 is replaced when it is written; the character that PostgreSQL does not take is left out.
  return Buffer.from(text).toString('utf8').replaceAll('\u0000', '')
}

/** @returns `undefined` for what is no JSON */
export function exactJsonOrNothing(text: string): Json | undefined {
  try {
    return parseExact(text)
  } catch {
    return undefined
  }
}
