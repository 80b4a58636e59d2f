/** A connection to PostgreSQL. What the server refuses is thrown as an error with its `code` (SQLSTATE) and `position`. */
export interface PostgresConnection {
  /** Host, port, database and user, without a password: for messages. */
  readonly about: PostgresAddress
  /** False once the connection is gone. */
  readonly isOpen: boolean
  /** One statement: a second one behind a semicolon is refused by the server. Its values are `$1`, `$2` … */
  query(sql: string, values?: readonly PostgresParameter[]): Promise<PostgresResult>
  /** `COPY … FROM STDIN`, with what it reads. */
  copyIn(sql: string, chunks: Iterable<string>): Promise<void>
  close(): Promise<void>
}

export interface PostgresAddress {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

type PostgresParameter = string | number | boolean | null | readonly string[]

export interface PostgresResult {
  readonly columns: readonly { readonly name: string; readonly typeId: number }[]
  /** Values as PostgreSQL writes them. */
  readonly rows: readonly (readonly (string | null)[])[]
}

/**
 * Opens a connection; what its address does not say comes from the environment of libpq and from `.pgpass`.
 *
 * @param url `postgres://…`
 */
export type ConnectPostgres = (url: string) => Promise<PostgresConnection>
