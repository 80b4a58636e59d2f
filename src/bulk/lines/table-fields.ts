import type { Input } from '../../app/model/inputs.ts'

/** A field of a line: an input of a command, that is read from a column. */
export interface TableField extends Input {
  /** What its column may be headed besides its name; letters and digits count. */
  readonly headings?: readonly string[]
  /** Of a list: one value a column, of each column that may be its, also of `Email 2`. */
  readonly perColumn?: true
  /** Of a duration: a bare number is one of seconds, where the heading has no unit. */
  readonly inSeconds?: true
}

export type TableFields = { readonly [name: string]: TableField }

/** The columns of each field, by their places from 0 on; a field that has none is absent. */
export type Columns = ReadonlyMap<string, readonly number[]>
