import { quoted } from '../duckdb/ddl.ts'
import { toCounts, toEntry } from '../ledger-rows.ts'
import { storeTable } from '../schema.ts'
import { type Ledger, type LedgerEntry, steps } from '../store.ts'
import { postgresTable } from './ddl.ts'
import type { PostgresSession } from './postgres-session.ts'

/** Entries of one reading. */
const PAGE = 5000

const LEDGER = postgresTable('sync_ledger')

const COLUMNS = Object.entries(storeTable('sync_ledger').columns).map(([name, { type }]) =>
  type === 'instant' ? `(extract(epoch FROM ${quoted(name)}) * 1000)::bigint AS ${quoted(name)}` : quoted(name),
)
const SELECT = `SELECT ${COLUMNS.join(', ')} FROM ${LEDGER} AS entry`

const COUNTS = `SELECT to_char(started AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(*) AS seen,
  ${steps.map((step) => `count(*) FILTER (WHERE state = 'open' AND ${step}_state = 'waiting') AS ${step}`).join(', ')},
  ${['settled', 'gone', 'excluded'].map((state) => `count(*) FILTER (WHERE state = '${state}') AS ${state}`).join(', ')}
  FROM ${LEDGER} GROUP BY 1 ORDER BY 1 DESC`

type Entries = (
  sql: string,
  values: readonly (string | number | readonly string[])[],
) => Promise<readonly LedgerEntry[]>

/** The ledger in a PostgreSQL database. */
export function postgresLedger(session: PostgresSession): Ledger {
  const rows: (...query: Parameters<Entries>) => Promise<readonly Readonly<Record<string, unknown>>[]> = (
    sql,
    values,
  ) =>
    session(async (connection) => {
      const { columns, rows } = await connection.query(sql, values)
      return rows.map((cells) =>
        Object.fromEntries(
          columns.map(({ name }, at) => [name, name === 'is_private' ? cells[at] === 't' : cells[at]]),
        ),
      )
    })
  const entries: Entries = async (sql, values) => (await rows(sql, values)).map(toEntry)
  return {
    due: (nowMs, step, limit) =>
      entries(
        `${SELECT} WHERE state = 'open' AND entry.${step}_due <= $1::timestamptz ORDER BY entry.${step}_due, call_id LIMIT $2`,
        [utcText(nowMs), limit],
      ),
    get: async (callIds) => (callIds.length === 0 ? [] : await entries(`${SELECT} WHERE call_id = ANY($1)`, [callIds])),
    between: (fromMs, toMs) => entriesBetween(entries, fromMs, toMs),
    counts: async () => (await rows(COUNTS, [])).map(toCounts),
  }
}

async function* entriesBetween(entries: Entries, fromMs: number, toMs: number): AsyncIterable<LedgerEntry> {
  const sql = `${SELECT} WHERE (entry.started, call_id) > ($1::timestamptz, $2) AND entry.started < $3::timestamptz
    ORDER BY entry.started, call_id LIMIT ${PAGE}`
  // Every id comes after the empty text.
  let [from, after] = [fromMs, '']
  for (;;) {
    const page = await entries(sql, [utcText(from), after, utcText(toMs)])
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    ;[from, after] = [last.startedMs, last.callId]
  }
}

function utcText(ms: number): string {
  return new Date(Math.round(ms)).toISOString()
}
