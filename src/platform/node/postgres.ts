import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg, { type QueryArrayConfig } from 'pg'
import { parse, toClientConfig } from 'pg-connection-string'
import { from as copyFrom } from 'pg-copy-streams'
import type { PostgresConnection } from '../postgres.ts'

/** A server that does not answer is given up then. */
const CONNECT_TIMEOUT_MS = 15_000

/** Values stay as the server writes them: no digit is lost. */
const AS_TEXT = { getTypeParser: () => String }

interface ExtendedQuery extends QueryArrayConfig {
  /** With it, a text is one statement. */
  readonly queryMode: 'extended'
}

/** A connection of `pg`, which reads the environment of libpq and `.pgpass` by itself. */
export async function connectPostgres(url: string, env: NodeJS.ProcessEnv): Promise<PostgresConnection> {
  const timeoutMs = Number(env.PGCONNECT_TIMEOUT) * 1000
  const client = new pg.Client({
    ...toClientConfig(parse(withTls(url, env), { useLibpqCompat: true })),
    types: AS_TEXT,
    application_name: env.PGAPPNAME ?? 'gong',
    connectionTimeoutMillis: timeoutMs || CONNECT_TIMEOUT_MS,
    keepAlive: true,
  })
  let isOpen = true
  const lost = () => {
    isOpen = false
  }
  // What runs meanwhile fails with it, and what comes next looks at `isOpen`.
  client.on('error', lost).on('end', lost)
  await client.connect()
  return {
    about: { host: client.host, port: client.port, database: client.database ?? '', user: client.user ?? '' },
    get isOpen() {
      return isOpen
    },
    async query(text, values = []) {
      const query: ExtendedQuery = { text, values: [...values], rowMode: 'array', queryMode: 'extended' }
      const { fields, rows } = await client.query<(string | null)[]>(query)
      return { columns: fields.map(({ name, dataTypeID }) => ({ name, typeId: dataTypeID })), rows }
    },
    async copyIn(sql, chunks) {
      await pipeline(Readable.from(chunks, { objectMode: true }), client.query(copyFrom(sql)))
    },
    async close() {
      if (isOpen) await client.end()
    },
  }
}

/** The variables about TLS as parts of the address, where it has none: `pg` would take them otherwise than libpq does. */
function withTls(url: string, { PGSSLMODE, PGSSLROOTCERT, PGSSLCERT, PGSSLKEY }: NodeJS.ProcessEnv): string {
  const given = { sslmode: PGSSLMODE, sslrootcert: PGSSLROOTCERT, sslcert: PGSSLCERT, sslkey: PGSSLKEY }
  const missing = Object.entries(given).flatMap(([name, value]) =>
    value === undefined || url.includes(`${name}=`) ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return missing.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${missing.join('&')}`
}
