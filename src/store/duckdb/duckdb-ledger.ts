import type { DuckDBValue } from '@duckdb/node-api'
import {
  type Ledger,
  type LedgerCounts,
  type LedgerEntry,
  type LedgerStep,
  type StepProgress,
  steps,
} from '../store.ts'
import type { WithCopy } from './with-copy.ts'

/** Entries of one reading; the copy is closed between two. */
const PAGE = 5000

const INSTANTS = ['started', 'first_seen', 'last_seen', ...steps.flatMap((step) => [`${step}_due`, `${step}_done`])]
const SELECT = `SELECT * REPLACE (${INSTANTS.map((name) => `epoch_ms(${name}) AS ${name}`).join(', ')}) FROM sync_ledger`

/** The ledger in a DuckDB file. */
export function duckDbLedger(opened: WithCopy): Ledger {
  const entries = (sql: string, values: Record<string, DuckDBValue>) =>
    opened(async (connection) => (await (await connection.run(sql, values)).getRowObjects()).map(toEntry))
  return {
    due: (nowMs, step, limit) =>
      entries(
        `${SELECT} WHERE state = 'open' AND sync_ledger.${step}_due <= make_timestamptz($now::BIGINT) ORDER BY sync_ledger.${step}_due, call_id LIMIT $limit::BIGINT`,
        { now: micros(nowMs), limit: BigInt(limit) },
      ),
    get: (callIds) =>
      callIds.length === 0
        ? Promise.resolve([])
        : entries(`${SELECT} WHERE call_id IN (SELECT unnest(from_json($ids, '["VARCHAR"]')))`, {
            ids: JSON.stringify(callIds),
          }),
    between: (fromMs, toMs) => between(entries, fromMs, toMs),
    counts: () => opened(async (connection) => (await (await connection.run(COUNTS)).getRowObjects()).map(toCounts)),
  }
}

type Entries = (sql: string, values: Record<string, DuckDBValue>) => Promise<readonly LedgerEntry[]>

async function* between(entries: Entries, fromMs: number, toMs: number): AsyncIterable<LedgerEntry> {
  const sql = `${SELECT} WHERE (sync_ledger.started, call_id) > (make_timestamptz($from::BIGINT), $after)
    AND sync_ledger.started < make_timestamptz($to::BIGINT) ORDER BY sync_ledger.started, call_id LIMIT ${PAGE}`
  // Every id comes after the empty text.
  let [from, after] = [fromMs, '']
  for (;;) {
    const page = await entries(sql, { from: micros(from), after, to: micros(toMs) })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    ;[from, after] = [last.startedMs, last.callId]
  }
}

const micros = (ms: number): bigint => BigInt(Math.round(ms)) * 1000n

const COUNTS = `SELECT strftime(started AT TIME ZONE 'UTC', '%Y-%m') AS month, count(*) AS seen,
  ${steps.map((step) => `count(*) FILTER (state = 'open' AND ${step}_state = 'waiting') AS ${step}`).join(', ')},
  ${['settled', 'gone', 'excluded'].map((state) => `count(*) FILTER (state = '${state}') AS ${state}`).join(', ')}
  FROM sync_ledger GROUP BY 1 ORDER BY 1 DESC`

type Values = Readonly<Record<string, DuckDBValue>>

function toCounts(row: Values): LedgerCounts {
  const count = (name: string) => Number(row[name])
  return {
    month: String(row.month),
    seen: count('seen'),
    awaiting: { details: count('details'), transcript: count('transcript'), summary: count('summary') },
    settled: count('settled'),
    gone: count('gone'),
    excluded: count('excluded'),
  }
}

function toEntry(row: Values): LedgerEntry {
  const step = (name: LedgerStep) => toProgress(row, name)
  return {
    callId: String(row.call_id),
    ...(typeof row.workspace_id === 'string' && { workspaceId: row.workspace_id }),
    startedMs: Number(row.started),
    state: oneOf(['open', 'settled', 'gone', 'excluded'], row.state),
    isPrivate: row.is_private === true,
    firstSeenMs: Number(row.first_seen),
    lastSeenMs: Number(row.last_seen),
    steps: { details: step('details'), transcript: step('transcript'), summary: step('summary') },
    ...(typeof row.fingerprint === 'string' && { fingerprint: row.fingerprint }),
  }
}

function toProgress(row: Values, step: LedgerStep): StepProgress {
  const [due, done] = [row[`${step}_due`] ?? null, row[`${step}_done`] ?? null]
  return {
    state: oneOf(['none', 'waiting', 'done', 'given-up'], row[`${step}_state`]),
    attempts: Number(row[`${step}_attempts`]),
    ...(due !== null && { dueMs: Number(due) }),
    ...(done !== null && { doneMs: Number(done) }),
  }
}

function oneOf<T extends string>(words: readonly T[], value: DuckDBValue | undefined): T {
  const word = words.find((one) => one === value)
  if (word === undefined) throw new Error(`the ledger says ${String(value)}, and that is none of ${words.join(', ')}`)
  return word
}
