/** The types of columns, which every target of a copy has: DuckDB, PostgreSQL, Parquet. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'instant' | 'day' | 'json'

/**
 * A cell: instants as UTC text with up to six digits of a second (`2026-05-19T12:00:00.123456Z`), days as `2026-05-19`, JSON as
 * its text.
 */
export type StoreValue = string | number | boolean | null

/** A row by the names of its columns; what is absent is null. */
export type StoreRow = Readonly<Record<string, StoreValue>>

/** What a value is made into besides its type: the offset of an instant as Gong wrote it, or the part of an address behind the @. */
export type Derived = 'zone' | 'domain'

export interface StoreColumn {
  readonly type: ColumnType
  /** Never null. */
  readonly required?: true
  /**
   * Where the fact stands in the record of Gong: a path from its root (`metaData.title`), or from the innermost list that a row is
   * made for (`./name`). `parties[#]` is the place in a list, from 0. Absent where this tool makes the fact.
   */
  readonly from?: string
  readonly as?: Derived
  readonly means: string
}

/** Where the rows of a table come from. */
interface StoreSource {
  /** The id of the operation of Gong. */
  readonly operation: string
  /** The records in its answer. */
  readonly record: string
  /**
   * The lists within a record that a row is made for each element of, such as `parties[].context[].objects[]`; the record itself
   * when left out. A list that ends in `[]?` and has no elements still gives one row, without them.
   */
  readonly each?: readonly string[]
}

/** One table of a copy, as plain data. */
export interface StoreTable {
  readonly means: string
  /** The columns of the primary key. */
  readonly key: readonly string[]
  /** The table that its rows belong to, and are replaced and removed with; by the first column of its key. */
  readonly parent?: string
  /** The column that says of when a row is, in a table of figures about people: what is too old leaves by it. */
  readonly dated?: string
  /** Absent for what this tool keeps for itself. */
  readonly source?: StoreSource
  readonly columns: Readonly<Record<string, StoreColumn>>
}

/** A query that has a name, in SQL that DuckDB and PostgreSQL both take. */
export interface StoreView {
  readonly means: string
  readonly columns: Readonly<Record<string, Pick<StoreColumn, 'type' | 'means'>>>
  /** `$main` stands for the schema of the tables, where a view has another one. */
  readonly sql: string
}

type Maker = (from: string | undefined, means: string) => StoreColumn

const made =
  (type: ColumnType): Maker =>
  (from, means) => ({ type, means, ...(from !== undefined && { from }) })

export const text = made('text')
export const integer = made('integer')
export const number = made('number')
export const boolean = made('boolean')
export const instant = made('instant')
export const day = made('day')
export const json = made('json')

/** A column that is never null. */
export function required(column: StoreColumn): StoreColumn {
  return { ...column, required: true }
}

/** The offset of an instant, as Gong wrote it. */
export function zone(from: string, means: string): StoreColumn {
  return { ...text(from, means), as: 'zone' }
}

/** The whole record, as Gong sent it, every digit kept. */
export const raw = json('.', 'the record as Gong sent it, digit for digit')
