import { Failure } from '../../lib/errors.ts'
import { onAbort } from '../../lib/on-abort.ts'
import { once } from '../../lib/once.ts'
import type { Row } from '../../lib/rows.ts'
import type { ConnectPostgres, PostgresConnection, PostgresResult } from '../../platform/postgres.ts'
import { POSTGRES_SCHEMA } from '../postgres/ddl.ts'
import { isFromNewer, postgresVersion } from '../postgres/migrate-postgres.ts'
import { postgresFailure } from '../postgres/postgres-failure.ts'
import { assertCopyIn, connectPostgresAt, setUp } from '../postgres/postgres-session.ts'
import { SCHEMA_VERSION } from '../schema.ts'
import { checkPostgres, faultAt, type PostgresQuery } from './check-postgres.ts'
import { isPostgresTime, postgresJson } from './postgres-value.ts'
import { sqlFailure } from './sql-fault.ts'
import type { SqlQuery, SqlReader } from './sql-reader.ts'

/** Rows of one fetch. */
const FETCHED = 2000

/** Functions that give another value each time, and do nothing besides. */
const HARMLESS = ['random', 'clock_timestamp', 'timeofday', 'gen_random_uuid']

export interface ReadPostgres {
  readonly connect: ConnectPostgres
  readonly url: string
  readonly signal: AbortSignal
}

/**
 * A copy in PostgreSQL, for reading alone: in a transaction that is read-only, through a cursor, which takes nothing but a
 * SELECT, and with no function that does more than compute.
 *
 * @param zone in which days begin
 * @throws Failure `usage` when there is none, or one of a newer version
 */
export async function openPostgresReader({ connect, url, signal }: ReadPostgres, zone: string): Promise<SqlReader> {
  const connection = await connectPostgresAt(connect, url)
  const ignoreAbort = onAbort(signal, () => void connection.close())
  const end = once(async () => {
    ignoreAbort()
    await connection.close()
  })
  try {
    await setUp(connection, {
      ...{ timezone: zone, search_path: `${POSTGRES_SCHEMA}, pg_temp`, standard_conforming_strings: 'on' },
      default_transaction_read_only: 'on',
    })
    // Since version 14: the server ends what it runs for a connection that is gone.
    await connection.query(
      `SELECT set_config(name, '1s', false) FROM pg_settings WHERE name = 'client_connection_check_interval'`,
    )
    await assertReadable(connection)
  } catch (error) {
    await end()
    throw postgresFailure(error, connection.about, 'read')
  }
  return { dialect: 'postgres', query: (query) => rowsOf(connection, query, signal), close: end }
}

async function assertReadable(connection: PostgresConnection): Promise<void> {
  await assertCopyIn(connection)
  const found = await postgresVersion(connection)
  if (found !== undefined && found > SCHEMA_VERSION) throw isFromNewer(connection, found, SCHEMA_VERSION)
}

async function* rowsOf(
  connection: PostgresConnection,
  { sql, given, nested, onTimes }: SqlQuery,
  signal: AbortSignal,
): AsyncIterable<readonly Row[]> {
  const query = checkPostgres(sql, given)
  const prefix = 'DECLARE answer NO SCROLL CURSOR FOR '
  try {
    signal.throwIfAborted()
    await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await assertComputing(connection, sql, query)
    await connection.query(`${prefix}${query.text}`, query.values)
    for (;;) {
      const page = await connection.query(`FETCH ${FETCHED} FROM answer`)
      onTimes?.(timesIn(page))
      if (page.rows.length > 0) yield rowsIn(page, nested)
      if (page.rows.length < FETCHED) break
    }
    await connection.query('ROLLBACK')
  } catch (error) {
    signal.throwIfAborted()
    throw queryFailure(error, connection, sql, (at) => query.placeOf(at - prefix.length))
  }
}

/** @throws Failure `usage` for a function that does more than compute */
async function assertComputing(connection: PostgresConnection, sql: string, { calls }: PostgresQuery): Promise<void> {
  const { rows } = await connection.query(
    `SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE proname = ANY($1) AND proname <> ALL($2) AND (nspname = $3 OR nspname = 'pg_catalog' AND provolatile = 'v')`,
    [calls, HARMLESS, POSTGRES_SCHEMA],
  )
  const name = rows[0]?.[0]
  if (name === undefined || name === null) return
  const at = sql.toLowerCase().indexOf(name)
  throw sqlFailure(sql, faultAt(sql, `${name}(): a query calls only functions that compute`, Math.max(0, at)))
}

function timesIn({ columns }: PostgresResult): readonly string[] {
  const names = distinct(columns.map(({ name }) => name))
  return names.filter((_, at) => isPostgresTime(columns[at]?.typeId ?? 0))
}

function rowsIn({ columns, rows }: PostgresResult, nested: boolean): readonly Row[] {
  const names = distinct(columns.map(({ name }) => name))
  const converters = columns.map(({ typeId }) => postgresJson(typeId, nested))
  return rows.map((cells) =>
    Object.fromEntries(names.map((name, at) => [name, converters[at]?.(cells[at] ?? null) ?? null])),
  )
}

/** Columns of the same name are numbered, so that none is lost. */
function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  for (const name of names) {
    let own = name
    for (let at = 1; taken.has(own); at++) own = `${name}_${at}`
    taken.add(own)
  }
  return [...taken]
}

function queryFailure(
  error: unknown,
  connection: PostgresConnection,
  sql: string,
  placeOf: (at: number) => number,
): unknown {
  if (error instanceof Failure || !(error instanceof Error) || !('code' in error)) return error
  const { code, message } = error
  // Faults of the query: its words, its values, and what a reader must not do.
  if (typeof code !== 'string' || !/^(42(?!501)|22|21|0A|25006|2F)/.test(code))
    return postgresFailure(error, connection.about, 'read')
  const position = 'position' in error ? Number(error.position) : Number.NaN
  const meant = 'hint' in error ? /column "(?:\w+\.)?(\w+)"/.exec(String(error.hint))?.[1] : undefined
  return sqlFailure(sql, {
    message,
    ...(Number.isFinite(position) && { position: placeOf(position - 1) }),
    ...(meant !== undefined && { candidates: [meant] }),
  })
}
