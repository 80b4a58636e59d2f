import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'

/** What a query may take; as much as there is when left out. */
export interface QueryBytes {
  /** Of memory, for what is read of the copy and what is made of it. */
  readonly memory?: number
  /** Of the disk, for what memory has no room for. */
  readonly disk?: number
}

/** What to do about a query that takes too much. */
export const TAKE_LESS = 'add conditions, join less, or make shorter texts'

/** A query took more memory than it may. */
export class OutOfMemory extends Failure {}

/** One query. */
export interface SqlQuery {
  readonly sql: string
  /** Values of its parameters, by their names. */
  readonly given: ReadonlyMap<string, string>
  /** Whether columns of JSON are nested in the rows; else they are text. */
  readonly nested: boolean
  /** Whether this tool wrote it, so that nobody has to look what it does. */
  readonly isOwn?: boolean
  /** Told, before the first row, the dotted paths of the columns that hold times: instants, local times and days. */
  readonly onTimes?: (paths: readonly string[]) => void
}

/** A copy that can be asked, and not changed. */
export interface SqlReader {
  /** Whose SQL it takes. */
  readonly dialect: 'duckdb' | 'postgres'
  /** Of a DuckDB file, which has tables. */
  readonly schemaVersion?: number
  /** Rows as they come, some thousand at once. @throws Failure `usage` with the place of what is wrong */
  query(query: SqlQuery): AsyncIterable<readonly Row[]>
  close(): Promise<void>
}
