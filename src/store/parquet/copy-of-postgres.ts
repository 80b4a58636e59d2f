import type { Files } from '../../platform/files.ts'
import type { ConnectPostgres } from '../../platform/postgres.ts'
import { schemaSql } from '../duckdb/ddl.ts'
import { type DuckDbCopy, openFile } from '../duckdb/open-file.ts'
import { RowWriter } from '../duckdb/write-rows.ts'
import { readTables } from '../postgres/read-tables.ts'
import { publishedTables } from './publish-parquet.ts'

/** A copy in PostgreSQL, and a DuckDB file that is made of it for a while. */
interface Transfer {
  readonly from: { readonly connect: ConnectPostgres; readonly url: string }
  /** What is there is a run's that was ended. */
  readonly to: DuckDbCopy
  readonly files: Pick<Files, 'remove'>
}

/** What is published of one moment of a copy in PostgreSQL, as a DuckDB file: DuckDB writes Parquet, and PostgreSQL does not. */
export async function withCopyOfPostgres<T>({ from, to, files }: Transfer, use: () => Promise<T>): Promise<T> {
  const remove = async () => {
    await files.remove(to.path)
    await files.remove(`${to.path}.wal`)
  }
  await remove()
  try {
    const { connection, close } = await openFile(to, { threads: '2', memory_limit: '300MB' })
    try {
      for (const sql of schemaSql()) await connection.run(sql)
      const writer = new RowWriter(connection, to.duckDb.library)
      await readTables(from, publishedTables, (table, rows) => writer.add(table, rows))
      await connection.run('CHECKPOINT')
    } finally {
      close()
    }
    return await use()
  } finally {
    await remove()
  }
}
