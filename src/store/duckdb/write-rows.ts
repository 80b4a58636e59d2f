import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { charsIn } from '../../lib/fold-text.ts'
import type { DuckDb } from '../../platform/duckdb.ts'
import { withLastOf } from '../last-rows.ts'
import { storeTable, type TableName } from '../schema.ts'
import type { ColumnType, StoreRow } from '../tables/table.ts'
import { duckDbTypes, fileColumns, quoted } from './ddl.ts'
import { wordCoderOf } from './word-coder.ts'

/** Rows that the appender takes at once; DuckDB's own chunks have as many. */
const CHUNK_ROWS = 2048

/** What is appended as is; texts of instants, days and JSON are cast by DuckDB, which is faster than this process. */
const STAGED: Readonly<Record<ColumnType, 'VARCHAR' | 'DOUBLE' | 'BOOLEAN'>> = {
  text: 'VARCHAR',
  instant: 'VARCHAR',
  day: 'VARCHAR',
  json: 'VARCHAR',
  // Exact: a cell is a safe integer.
  integer: 'DOUBLE',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
}

/** A column as the text that `Store.find` gives of it. */
function textOf(table: TableName, column: string): string {
  const isText = storeTable(table).columns[column]?.type === 'text'
  return isText ? quoted(column) : `CAST(${quoted(column)} AS VARCHAR)`
}

/** Writes rows of tables within a transaction, through a temporary table for each. */
export class RowWriter {
  private readonly connection: DuckDBConnection
  private readonly library: DuckDb['library']

  constructor(connection: DuckDBConnection, library: DuckDb['library']) {
    this.connection = connection
    this.library = library
  }

  async remove(table: TableName, of: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const { LIST, VARCHAR, listValue } = this.library
    await this.connection.run(
      `DELETE FROM ${quoted(table)} WHERE ${textOf(table, of)} IN (SELECT unnest($ids))`,
      { ids: listValue([...ids]) },
      { ids: LIST(VARCHAR) },
    )
  }

  /** By the primary key; of rows with the same key, the last one. */
  async upsert(table: TableName, rows: readonly StoreRow[]): Promise<void> {
    if (rows.length === 0) return
    const same = storeTable(table)
      .key.map((column) => `${quoted(table)}.${quoted(column)} = ${this.cast(table, column, 'staged')}`)
      .join(' AND ')
    await this.staged(table, withLastOf(rows, storeTable(table).key), async () => {
      await this.connection.run(`DELETE FROM ${quoted(table)} USING temp.staged WHERE ${same}`)
      await this.insert(table)
    })
  }

  /** Where no row of the same key can be. */
  async add(table: TableName, rows: readonly StoreRow[]): Promise<void> {
    if (rows.length > 0) await this.staged(table, rows, () => this.insert(table))
  }

  private async staged(table: TableName, rows: readonly StoreRow[], use: () => Promise<void>): Promise<void> {
    const columns = Object.entries(fileColumns(table))
    const lines = columns.map(([column, { type }]) => `${quoted(column)} ${STAGED[type]}`)
    await this.connection.run(`CREATE TEMP TABLE staged (${lines.join(', ')})`)
    await this.append(
      columns.map(([name, { type }]) => ({ name, type: this.library[STAGED[type]] })),
      table === 'turns' ? await this.coded(rows) : rows,
    )
    await use()
    await this.connection.run('DROP TABLE temp.staged')
  }

  /** With what `gong search` looks through. */
  private async coded(turns: readonly StoreRow[]): Promise<readonly StoreRow[]> {
    const coder = await wordCoderOf(this.connection)
    const rows = turns.map((turn) => {
      const folded = String(turn.folded ?? '')
      return { ...turn, word_codes: coder.code(folded), chars: charsIn(folded) }
    })
    await coder.save(this.connection, this.library)
    return rows
  }

  private async append(
    columns: readonly { readonly name: string; readonly type: DuckDBType }[],
    rows: readonly StoreRow[],
  ): Promise<void> {
    const appender = await this.connection.createAppender('staged', null, 'temp')
    const types = columns.map(({ type }) => type)
    for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
      const part = rows.slice(at, at + CHUNK_ROWS)
      const chunk = this.library.DuckDBDataChunk.create(types, part.length)
      columns.forEach(({ name }, column) => {
        chunk.setColumnValues(
          column,
          part.map((row): DuckDBValue => row[name] ?? null),
        )
      })
      appender.appendDataChunk(chunk)
    }
    appender.closeSync()
  }

  private async insert(table: TableName): Promise<void> {
    const columns = Object.keys(fileColumns(table))
    const casts = columns.map((column) => this.cast(table, column, 'staged'))
    await this.connection.run(
      `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) SELECT ${casts.join(', ')} FROM temp.staged`,
    )
  }

  private cast(table: TableName, column: string, from: string): string {
    const type = fileColumns(table)[column]?.type ?? 'text'
    const name = `${from}.${quoted(column)}`
    return duckDbTypes[type] === STAGED[type] ? name : `CAST(${name} AS ${duckDbTypes[type]})`
  }
}
