import type { DuckDBValue } from '@duckdb/node-api'
import { toCounts, toEntry } from '../ledger-rows.ts'
import { type Ledger, type LedgerEntry, steps } from '../store.ts'
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
