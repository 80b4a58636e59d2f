import { comparableText } from '../../lib/fold-text.ts'
import { CALL_KEY, tablesOfCalls } from '../calls-in-tables.ts'
import { storeTable, type TableName, tableNames } from '../schema.ts'
import type { LedgerEntry, Store, TextRow } from '../store.ts'
import type { StoreRow, StoreValue } from '../tables/table.ts'
import { type AgedRows, agedRows } from './aged-rows.ts'
import { callsOfRule, type ExclusionRule } from './rules.ts'
import { redactJson, type Sought } from './sought.ts'

/** What is to leave a copy. */
export interface PurgeCriteria {
  /** Calls that began before, ms since 1970. */
  readonly beforeMs?: number
  readonly callIds?: readonly string[]
  /** Calls that they took part in, and their addresses and numbers everywhere else. */
  readonly people?: readonly Sought[]
  readonly rules?: readonly ExclusionRule[]
}

/** What leaves a copy, and how much of it that is. */
export interface PurgePlan {
  readonly calls: readonly string[]
  /** Rows that stay, without what was looked for. */
  readonly redacted: readonly { readonly table: TableName; readonly rows: readonly StoreRow[] }[]
  /** Rows that are of too long ago, by the values of a column. */
  readonly aged: readonly AgedRows[]
  /** Rows that are known by what was looked for, and go. */
  readonly removed: readonly { readonly table: TableName; readonly of: string; readonly ids: readonly string[] }[]
  /** By table, those with none left out. */
  readonly counts: readonly { readonly table: TableName; readonly removed: number; readonly redacted: number }[]
}

const BATCH = 5000

/** Looks what is to leave a copy; nothing is changed. */
export async function planPurge(store: Store, criteria: PurgeCriteria): Promise<PurgePlan> {
  const { people = [] } = criteria
  const calls = await callsToPurge(store, criteria)
  const gone = new Set(calls)
  const { redacted, removed } = people.length === 0 ? NOTHING : await mentionsOf(store, people, gone)
  const aged = criteria.beforeMs === undefined ? [] : await agedRows(store, criteria.beforeMs, gone)
  const counts: PurgePlan['counts'][number][] = []
  for (const table of tableNames) {
    const stay = redacted.find((one) => one.table === table)?.rows.length ?? 0
    const keyed = removed.filter((one) => one.table === table).reduce((sum, { ids }) => sum + ids.length, 0)
    const old = aged.filter((one) => one.table === table).reduce((sum, { rows }) => sum + rows, 0)
    const rows = keyed + old + (tablesOfCalls.includes(table) ? await countRows(store, table, calls) : 0)
    if (rows + stay > 0) counts.push({ table, removed: rows, redacted: stay })
  }
  return { calls, redacted, aged, removed, counts }
}

export function isNothingToPurge({ calls, redacted, aged, removed }: PurgePlan): boolean {
  return calls.length + redacted.length + aged.length + removed.length === 0
}

async function countRows(store: Store, table: TableName, calls: readonly string[]): Promise<number> {
  let count = 0
  for (let at = 0; at < calls.length; at += BATCH)
    count += await store.count(table, CALL_KEY, calls.slice(at, at + BATCH))
  return count
}

/** In the order of the ids, those alone that the copy has. */
async function callsToPurge(
  store: Store,
  { beforeMs, callIds = [], people = [], rules = [] }: PurgeCriteria,
): Promise<readonly string[]> {
  const found = new Set(callIds)
  if (beforeMs !== undefined) for await (const { callId } of store.ledger.between(0, beforeMs)) found.add(callId)
  for (const rule of rules) for (const id of await callsOfRule(store, rule)) found.add(id)
  for (const person of people) for (const id of await callsOfPerson(store, person)) found.add(id)
  const ids = [...found].sort()
  const kept: LedgerEntry[] = []
  for (let at = 0; at < ids.length; at += BATCH)
    kept.push(...(await store.ledger.get(ids.slice(at, at + BATCH))).filter(isKept))
  return kept.map(({ callId }) => callId).sort()
}

function isKept({ state }: LedgerEntry): boolean {
  return state === 'open' || state === 'settled'
}

/** As Gong does it: calls that they took part in go whole. */
async function callsOfPerson(store: Store, person: Sought): Promise<readonly string[]> {
  const rows = await store.find('parties', ['email', 'phone_number'], person.pattern, [
    CALL_KEY,
    'email',
    'phone_number',
  ])
  return rows.flatMap(({ [CALL_KEY]: id, email, phone_number: phone }) =>
    typeof id === 'string' && [email, phone].some((text) => typeof text === 'string' && person.isValue(text))
      ? [id]
      : [],
  )
}

type Mentions = Pick<PurgePlan, 'redacted' | 'removed'>
const NOTHING: Mentions = { redacted: [], removed: [] }

/** Where else their values stand, in whatever table has texts. */
async function mentionsOf(store: Store, people: readonly Sought[], gone: ReadonlySet<string>): Promise<Mentions> {
  const redacted: Mentions['redacted'][number][] = []
  const removed: Mentions['removed'][number][] = []
  for (const table of tableNames.filter((name) => storeTable(name).source !== undefined)) {
    const rows: StoreRow[] = []
    for (const found of await rowsWithTexts(store, table, people)) {
      if (gone.has(found[CALL_KEY] ?? '')) continue
      const row = redactRow(table, found, people)
      if (row === undefined) continue
      const of = storeTable(table).key.find((column) => row[column] !== cellOf(table, column, found))
      if (of === undefined) rows.push(row)
      else removed.push({ table, of, ids: [String(found[of])] })
    }
    if (rows.length > 0) redacted.push({ table, rows })
  }
  return { redacted, removed }
}

async function rowsWithTexts(store: Store, table: TableName, people: readonly Sought[]): Promise<readonly TextRow[]> {
  const columns = Object.entries(storeTable(table).columns)
  const texts = columns.filter(([, { type }]) => type === 'text' || type === 'json').map(([name]) => name)
  const pattern = people.map((person) => `(${person.pattern})`).join('|')
  return await store.find(
    table,
    texts,
    pattern,
    columns.map(([name]) => name),
  )
}

/** @returns `undefined` for a row that only looks as if it had them */
function redactRow(table: TableName, found: TextRow, people: readonly Sought[]): StoreRow | undefined {
  let isChanged = false
  const cells = Object.entries(storeTable(table).columns).map(([column, { type }]): [string, StoreValue] => {
    const text = found[column] ?? null
    if (text === null || (type !== 'text' && type !== 'json')) return [column, cellOf(table, column, found)]
    const redacted =
      type === 'json'
        ? JSON.stringify(redactJson(JSON.parse(text), people))
        : people.reduce((rest, { redact }) => redact(rest), text)
    if (type === 'json' ? redacted !== JSON.stringify(JSON.parse(text)) : redacted !== text) isChanged = true
    return [column, redacted]
  })
  if (!isChanged) return undefined
  const row = Object.fromEntries(cells)
  return typeof row.folded === 'string' ? { ...row, folded: comparableText(String(row.text ?? '')) } : row
}

/** A cell from its text. */
function cellOf(table: TableName, column: string, row: TextRow): StoreValue {
  const text = row[column] ?? null
  const type = storeTable(table).columns[column]?.type
  if (text === null) return null
  if (type === 'integer' || type === 'number') return Number(text)
  return type === 'boolean' ? text === 'true' || text === 't' : text
}
