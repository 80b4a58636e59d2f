import type { Row } from '../../lib/rows.ts'
import type { SpokenFilter } from '../spoken-filter.ts'

/** A copy, asked in a few words. */
export interface SearchedCopy {
  readonly dialect: 'duckdb' | 'postgres'
  /** Whether DuckDB has it in tables, where looking for one call after the other is fast; Parquet files are read as a whole. */
  readonly isTables?: boolean
  /** Whether its turns have the codes of their words, too. */
  readonly hasWordCodes?: boolean
  /** All rows of a query. @param given its parameters, by their names */
  rows(sql: string, given?: Readonly<Record<string, string>>): Promise<readonly Row[]>
  /** The same as they come, some thousand at once. */
  pages(sql: string, given?: Readonly<Record<string, string>>): AsyncIterable<readonly Row[]>
}

/** Which calls of a copy are looked through. */
export interface CopyWindow {
  /** Instants, from inclusive and to exclusive. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly workspace?: string | undefined
}

export type CopyFilter = CopyWindow & SpokenFilter

/** A condition, and the values of its parameters. */
export interface SqlPart {
  readonly sql: string
  readonly given: Readonly<Record<string, string>>
}

/** All of some conditions; true where there is none. */
export function allOf(parts: readonly SqlPart[]): SqlPart {
  return {
    sql: parts.map(({ sql }) => sql).join(' AND ') || 'true',
    given: Object.assign({}, ...parts.map(({ given }) => given)),
  }
}

/** Any of some conditions; false where there is none. */
export function anyOf(parts: readonly SqlPart[]): SqlPart {
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ') || 'false'})`,
    given: Object.assign({}, ...parts.map(({ given }) => given)),
  }
}

/** The condition of a window, of `calls c`; `undefined` where it takes all. */
export function windowSql({ from, to, workspace }: CopyWindow): SqlPart | undefined {
  const parts = [
    ...(from === undefined ? [] : ['c.started >= $from::TIMESTAMPTZ']),
    ...(to === undefined ? [] : ['c.started < $to::TIMESTAMPTZ']),
    ...(workspace === undefined ? [] : ['c.workspace_id = $workspace']),
  ]
  const given = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(workspace !== undefined && { workspace }),
  }
  return parts.length === 0 ? undefined : { sql: parts.join(' AND '), given }
}
