import type { Typed } from '../../app/model/inputs.ts'
import { Failure } from '../../lib/errors.ts'
import type { LineFaults } from '../../lib/line-faults.ts'
import type { Json } from '../../lib/rows.ts'
import type { Table, TableLine } from '../table/table.ts'
import { type CellContext, columnReader } from './cells.ts'
import type { Columns, TableFields } from './table-fields.ts'

interface LineContext {
  readonly fields: TableFields
  readonly columns: Columns
  readonly context: CellContext
  readonly faults: LineFaults
  readonly common: Typed
}

/** Reads the lines of a table. */
interface LineReader {
  /** The values of a line; where it has faults, which are noted, those that could be read. */
  read(line: TableLine): { readonly values: Typed; readonly isRight: boolean }
  /** The names of values that hold for all lines, and of which each line that was read has one of its own. */
  overruled(): readonly string[]
}

export function readerOfLines(table: Table, { fields, columns, context, faults, common }: LineContext): LineReader {
  const { length } = table.header
  // A flag that was not typed is false.
  const overruled = new Set(Object.keys(common).filter((name) => columns.has(name) && common[name] !== false))
  const readers = Object.entries(fields).map(([name, field]) => {
    const places = columns.get(name) ?? []
    const heading = table.header[places[0] ?? -1] ?? ''
    const absent = common[name] ?? (field.kind === 'flag' ? false : undefined)
    return {
      name,
      heading,
      absent,
      required: field.required,
      read: columnReader(name, field, places, heading, context),
    }
  })
  return {
    overruled: () => [...overruled],
    read({ line, cells }) {
      const before = faults.count
      if (cells.length > length && length > 0)
        faults.add(line, undefined, `has ${cells.length} cells under ${length} headings`)
      const values: { [name: string]: Json } = {}
      for (const { name, heading, absent, required, read } of readers) {
        try {
          const own = read(cells)
          if (own === undefined) overruled.delete(name)
          const value = own ?? absent
          if (value !== undefined) values[name] = value
          else if (required) faults.add(line, heading, 'is empty')
        } catch (error) {
          if (!(error instanceof Failure) || error.kind !== 'usage') throw error
          faults.add(line, heading, error.message, error.hint)
        }
      }
      return { values, isRight: faults.count === before }
    },
  }
}
