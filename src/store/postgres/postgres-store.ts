import { Failure } from '../../lib/errors.ts'
import type { PostgresConnection } from '../../platform/postgres.ts'
import { quoted } from '../duckdb/ddl.ts'
import { type TableName, tableNames } from '../schema.ts'
import type { Store, StoreChange, TextRow } from '../store.ts'
import { writeChange } from '../write-change.ts'
import { RowCopier } from './copy-rows.ts'
import { postgresTable } from './ddl.ts'
import { inTransaction } from './migrate-postgres.ts'
import { postgresLedger } from './postgres-ledger.ts'
import { type PostgresCopy, postgresSession } from './postgres-session.ts'

/**
 * The copy in the schema `gong` of a PostgreSQL database, which any number of machines share: one of them at a time has the
 * lease, by the clock of the database.
 *
 * @throws Failure `usage` where the schema is somebody else's or of a newer version, or rights are missing; `local` where the
 * database cannot be reached
 */
export async function openPostgresStore(copy: PostgresCopy): Promise<Store> {
  const session = postgresSession(copy)
  await session(async () => undefined)
  let owner: string | undefined
  return {
    commit: (change) => session((connection) => inTransaction(connection, () => commit(connection, change, owner))),
    ledger: postgresLedger(session),
    texts: (table, columns, callIds) => session((connection) => textsOf(connection, table, columns, callIds)),
    find: (table, columns, pattern, wanted) =>
      session((connection) => findRows(connection, table, columns, pattern, wanted)),
    count: (table, of, ids) => session((connection) => countRows(connection, table, of, ids)),
    compact: () => session(compact),
    mark: (name) => session((connection) => markOf(connection, name)),
    async lease(name, nowMs, untilMs) {
      const run = untilMs > nowMs ? session : session.always
      const has = await run((connection) => takeLease(connection, name, untilMs - nowMs))
      owner = has && untilMs > nowMs ? name : undefined
      return has
    },
    // Others read and write meanwhile.
    rest: async () => undefined,
    release: async () => undefined,
    close: () => session.close(),
  }
}

async function commit(connection: PostgresConnection, change: StoreChange, owner: string | undefined): Promise<void> {
  if (owner !== undefined) await assertLease(connection, owner)
  await writeChange(new RowCopier(connection), change)
}

/** A machine that was suspended may find that another one goes on. */
async function assertLease(connection: PostgresConnection, owner: string): Promise<void> {
  const { rows } = await connection.query(`SELECT owner FROM ${postgresTable('lease')}`)
  if (rows.length === 0 || rows[0]?.[0] === owner) return
  throw new Failure('declined', 'another machine has taken this sync over meanwhile', { hint: 'gong sync status' })
}

async function textsOf(
  connection: PostgresConnection,
  table: TableName,
  columns: readonly string[],
  callIds: readonly string[],
): Promise<readonly TextRow[]> {
  if (callIds.length === 0) return []
  const { rows } = await connection.query(
    `SELECT ${columns.map(quoted).join(', ')} FROM ${postgresTable(table)} WHERE call_id = ANY($1)`,
    [callIds],
  )
  return rows.map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? null])))
}

async function findRows(
  connection: PostgresConnection,
  table: TableName,
  columns: readonly string[],
  pattern: string,
  wanted: readonly string[],
): Promise<readonly TextRow[]> {
  const tests = columns.map((column) => `${quoted(column)}::text ~* $1`).join(' OR ')
  const { rows } = await connection.query(
    `SELECT ${wanted.map(quoted).join(', ')} FROM ${postgresTable(table)} WHERE ${tests}`,
    [pattern],
  )
  return rows.map((cells) => Object.fromEntries(wanted.map((column, at) => [column, cells[at] ?? null])))
}

async function countRows(
  connection: PostgresConnection,
  table: TableName,
  of: string,
  ids: readonly string[],
): Promise<number> {
  const { rows } = await connection.query(
    `SELECT count(*) FROM ${postgresTable(table)} WHERE ${quoted(of)} = ANY($1)`,
    [ids],
  )
  return Number(rows[0]?.[0] ?? 0)
}

/** Rows that are deleted stay in the files of the database until it writes its tables anew. */
async function compact(connection: PostgresConnection): Promise<void> {
  for (const table of tableNames) await connection.query(`VACUUM (FULL) ${postgresTable(table)}`)
}

async function markOf(connection: PostgresConnection, name: string): Promise<string | undefined> {
  const { rows } = await connection.query(`SELECT value FROM ${postgresTable('sync_marks')} WHERE name = $1`, [name])
  return rows[0]?.[0] ?? undefined
}

const LEASE = postgresTable('lease')

/** The clocks of machines differ: what counts is how long, by that of the database. */
async function takeLease(connection: PostgresConnection, owner: string, forMs: number): Promise<boolean> {
  if (forMs <= 0) {
    await connection.query(`DELETE FROM ${LEASE} WHERE owner = $1`, [owner])
    const { rows } = await connection.query(`SELECT 1 FROM ${LEASE} WHERE until > clock_timestamp()`)
    return rows.length === 0
  }
  const { rows } = await connection.query(
    `INSERT INTO ${LEASE} AS held (name, owner, until)
     VALUES ('sync', $1, clock_timestamp() + $2::float8 * interval '1 millisecond')
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
     WHERE held.owner = excluded.owner OR held.until <= clock_timestamp()
     RETURNING owner`,
    [owner, forMs],
  )
  return rows.length > 0
}
