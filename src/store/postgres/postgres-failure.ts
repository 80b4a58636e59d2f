import { Failure } from '../../lib/errors.ts'
import type { PostgresAddress } from '../../platform/postgres.ts'
import { quoted } from '../duckdb/ddl.ts'
import { POSTGRES_SCHEMA } from './ddl.ts'

/** A database as messages name it: never with a password. */
export function databaseName({ host, port, database }: PostgresAddress): string {
  return host.startsWith('/') ? `database ${database} on ${host}` : `database ${database} on ${host}:${port}`
}

/** The address as it was typed, without a password. */
function urlWithoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^/@?]*?):[^@/?]*@/, '$1@').replace(/([?&]password=)[^&]*/g, '$1…')
}

/** What PostgreSQL or the way to it says, as a failure with what to do; what is neither is given back as it is. */
export function postgresFailure(error: unknown, about: PostgresAddress, may: 'read' | 'write'): unknown {
  if (error instanceof Failure) return error
  const { code, message } = stated(error)
  const where = databaseName(about)
  const fail = (kind: 'local' | 'usage' | 'declined', text: string, hint?: string) =>
    new Failure(kind, text, { cause: error, ...(hint !== undefined && { hint }) })
  if (code === '42501') return fail('usage', `${where}: ${message}`, grants(message, about, may))
  if (code === '53100') return fail('local', `the disk of ${where} is full; what was committed is whole`)
  if (code === '55P03' || code === '57014')
    return fail('declined', `${where} is being changed by another run, and did not become free in time`, 'run it again')
  if (code === '25006') return fail('usage', `${where} takes no changes: ${message}`, 'name the primary, no standby')
  if (/^(08|57P|25P03|53)/.test(code) || /^E[A-Z]+$/.test(code) || /Connection terminated|not queryable/.test(message))
    return fail('local', `the connection to ${where} was lost: ${message}; what was committed is whole`, 'run it again')
  return error
}

/** Why a connection cannot be had. @param url as it was typed */
export function connectFailure(error: unknown, url: string): Failure {
  const { code, message } = stated(error)
  const where = urlWithoutPassword(url)
  const fail = (kind: 'local' | 'usage', hint?: string) =>
    new Failure(kind, `${where}: ${message}`, { cause: error, ...(hint !== undefined && { hint }) })
  if (/^28/.test(code) || /password must be a string/.test(message))
    return new Failure('usage', `${where} does not let this user in: ${passwordless(message)}`, {
      hint: 'put host:port:database:user:password into ~/.pgpass (chmod 600), or set PGPASSWORD',
      cause: error,
    })
  if (code === '3D000') return fail('usage', 'create it: createdb -E UTF8')
  if (/^(E[A-Z_]+|57P|53|08)/.test(code) || /timeout|terminated/i.test(message))
    return fail(
      'local',
      'is the server up, and are host and port right? PGHOST and PGPORT say what the address leaves out',
    )
  return fail('usage')
}

/** What `pg` says where it has no password at all. */
function passwordless(message: string): string {
  return /password must be a string/.test(message) ? 'it wants a password, and there is none' : message
}

function stated(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const inner = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : ''
  return { code, message: (inner.message.split('\n')[0] ?? '').trim() }
}

/** What the owner of a database has to type, so that this user may. */
function grants(message: string, { database, user }: PostgresAddress, may: 'read' | 'write'): string {
  const to = `TO ${quoted(user)}`
  const onDatabase = `GRANT ${/temporary/.test(message) ? 'TEMPORARY' : 'CREATE'} ON DATABASE ${quoted(database)} ${to}`
  const onSchema = `GRANT USAGE${may === 'write' ? ', CREATE' : ''} ON SCHEMA ${POSTGRES_SCHEMA} ${to}`
  const rights = may === 'write' ? 'SELECT, INSERT, UPDATE, DELETE' : 'SELECT'
  const onTables = `GRANT ${rights} ON ALL TABLES IN SCHEMA ${POSTGRES_SCHEMA} ${to}`
  if (/\bdatabase\b/.test(message)) return onDatabase
  if (/\bschema\b/.test(message)) return `${onSchema}; ${onTables}`
  if (/\bowner\b/.test(message)) return 'let the user that owns the tables run gong sync once'
  return onTables
}
