import type { DuckDBConnection } from '@duckdb/node-api'

/** Stands for a database that is on no disk. */
export const IN_MEMORY = ':memory:'

/** DuckDB, a library that is installed apart from this tool. */
export interface DuckDb {
  readonly library: typeof import('@duckdb/node-api')
  /** What DuckDB calls the database in a file, also behind a link: `gong` for `/data/gong.duckdb`. */
  nameOf(path: string): Promise<string>
  /**
   * Opens a database file, which is made when it is missing, with its folder. What is made meanwhile is for its owner alone.
   *
   * @param path of the file, or `IN_MEMORY`
   * @param options as DuckDB names them, such as `access_mode`
   */
  open(path: string, options: Readonly<Record<string, string>>): Promise<DuckDbFile>
}

/** A database file that is open: nobody else can write it, and where this one can, nobody can read it, in this process either. */
export interface DuckDbFile {
  readonly connection: DuckDBConnection
  close(): void
}

/** @returns undefined when it is not installed @throws Failure `local` when it is, and does not work */
export type LoadDuckDb = () => Promise<DuckDb | undefined>
