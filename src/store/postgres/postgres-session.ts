import { Failure } from '../../lib/errors.ts'
import { onAbort } from '../../lib/on-abort.ts'
import type { ConnectPostgres, PostgresConnection } from '../../platform/postgres.ts'
import { type Notifier, sayIfSlow } from '../../platform/say-if-slow.ts'
import { SCHEMA_VERSION } from '../schema.ts'
import { POSTGRES_SCHEMA } from './ddl.ts'
import { migratePostgres, postgresVersion } from './migrate-postgres.ts'
import { connectFailure, databaseName, postgresFailure } from './postgres-failure.ts'

/** A copy in a PostgreSQL database, and how it is reached. */
export interface PostgresCopy extends Notifier {
  readonly connect: ConnectPostgres
  /** `postgres://…`; what it leaves out comes from the environment of libpq. */
  readonly url: string
  /** How long to wait for another run that changes it. */
  readonly waitMs: number
  /** Whether it is made where there is none; else that is a failure. */
  readonly create: boolean
  readonly signal?: AbortSignal
}

/** Runs with a connection, one after the other. What runs when the signal of the copy is aborted fails, and so does all that comes later. */
export interface PostgresSession {
  <T>(run: (connection: PostgresConnection) => Promise<T>): Promise<T>
  /** The same, whatever was aborted. */
  always<T>(run: (connection: PostgresConnection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A machine that was suspended within a transaction does not keep the others waiting for longer. */
const IDLE_IN_TRANSACTION = '60s'

/** A session that connects when it is first needed, and again where the connection was lost since. */
export function postgresSession(copy: PostgresCopy): PostgresSession {
  let connection: PostgresConnection | undefined
  let last: Promise<unknown> = Promise.resolve()
  // What is asked for later has a connection of its own, which keeps no process alive.
  let isClosed = false
  const sessionUntil = <T>(
    signal: AbortSignal | undefined,
    run: (connection: PostgresConnection) => Promise<T>,
  ): Promise<T> => {
    const next = last
      .catch(() => undefined)
      .then(async () => {
        signal?.throwIfAborted()
        const opened = connection?.isOpen ? connection : await openCopy(copy)
        connection = opened
        // The server takes back what was begun.
        const ignoreAbort = signal && onAbort(signal, () => void opened.close().catch(() => undefined))
        try {
          return await run(opened)
        } catch (error) {
          signal?.throwIfAborted()
          throw postgresFailure(error, opened.about, 'write')
        } finally {
          ignoreAbort?.()
          if (isClosed) await opened.close()
        }
      })
    last = next
    return next
  }
  const session = <T>(run: (connection: PostgresConnection) => Promise<T>) => sessionUntil(copy.signal, run)
  return Object.assign(session, {
    always: <T>(run: (connection: PostgresConnection) => Promise<T>) => sessionUntil(undefined, run),
    async close() {
      isClosed = true
      await last.catch(() => undefined)
      await connection?.close()
    },
  })
}

async function openCopy(copy: PostgresCopy): Promise<PostgresConnection> {
  const { connect, url, waitMs, create } = copy
  const connection = await connectPostgresAt(connect, url)
  try {
    await setUp(connection, {
      search_path: `${POSTGRES_SCHEMA}, pg_temp`,
      lock_timeout: `${Math.max(waitMs, 1)}ms`,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION,
    })
    if (!create) await assertCopyIn(connection)
    const upgrading = () => `upgrading ${databaseName(connection.about)} to schema version ${SCHEMA_VERSION}`
    await sayIfSlow(() => migratePostgres(connection), upgrading, copy)
    return connection
  } catch (error) {
    await connection.close()
    throw postgresFailure(error, connection.about, 'write')
  }
}

/** @throws Failure `usage` where there is no copy */
export async function assertCopyIn(connection: PostgresConnection): Promise<void> {
  if ((await postgresVersion(connection)) !== undefined) return
  throw new Failure('usage', `there is no copy in ${databaseName(connection.about)} yet`, {
    hint: 'gong sync --into postgres://…',
  })
}

/** Whether a database has a copy. @throws Failure as `connectPostgresAt` */
export async function hasPostgresCopy(connect: ConnectPostgres, url: string): Promise<boolean> {
  const connection = await connectPostgresAt(connect, url)
  try {
    return (await postgresVersion(connection)) !== undefined
  } finally {
    await connection.close()
  }
}

/** @throws Failure `usage` or `local` that says why it cannot be had */
export async function connectPostgresAt(connect: ConnectPostgres, url: string): Promise<PostgresConnection> {
  return await connect(url).catch((error: unknown) => {
    throw connectFailure(error, url)
  })
}

/** Settings of this session alone. @throws Failure `usage` where the database cannot hold every text */
export async function setUp(connection: PostgresConnection, settings: Readonly<Record<string, string>>): Promise<void> {
  const all = Object.entries({ timezone: 'UTC', datestyle: 'ISO, YMD', client_encoding: 'UTF8', ...settings })
  const calls = all.map((_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, false)`)
  const { rows } = await connection.query(`SELECT current_setting('server_encoding'), ${calls.join(', ')}`, all.flat())
  const [encoding] = rows[0] ?? []
  if (encoding === 'UTF8') return
  throw new Failure('usage', `${databaseName(connection.about)} is in ${encoding}, which has no room for every name`, {
    hint: 'createdb -E UTF8 -T template0',
  })
}
