import type { InputOf, Typed } from '../app/model/inputs.ts'
import type { Job } from '../app/model/job.ts'
import { defined } from '../lib/defined.ts'
import type { BulkSource, SourceLine } from './bulk-change.ts'
import type { TableInput } from './inputs.ts'
import { type CheckOptions, checkLines } from './lines/check-lines.ts'
import { columnsOf } from './lines/columns.ts'
import type { TableFields } from './lines/table-fields.ts'
import { openTable } from './table/open-table.ts'
import { type BulkLine, columnNames, type Table } from './table/table.ts'

/** A table as the source of a bulk change, and what it takes to say where a fault is. */
interface CheckedSource<L extends SourceLine> extends BulkSource<L>, Pick<Table, 'name' | 'unit'> {
  readonly name: string
  /** The heading of the column of a field, if it has one. */
  headingOf(field: string): string | undefined
}

/**
 * The lines of `--from-file`, all checked, as the source of a bulk change.
 *
 * @param common values for lines that have none of their own @param rules of a line, besides those of its fields
 * @throws Failure `usage` that names every fault with its line and column
 */
export async function tableSource<const F extends TableFields>(
  path: string,
  fields: F,
  { map, country, dateFormat, sheet, tz }: TableInput,
  job: Pick<Job, 'context' | 'globals' | 'read' | 'chosen' | 'moment' | 'warn'>,
  common: Typed = {},
  rules: Pick<CheckOptions, 'oneOf' | 'check' | 'look'> = {},
): Promise<CheckedSource<BulkLine<InputOf<F>>>> {
  const table = await openTable(path, { sheet }, job)
  const options = { common, ...rules, ...defined({ map, country, dateFormat, tz }) }
  const lines = await checkLines(table, fields, options, job)
  const { name, unit, header } = table
  const columns = columnsOf(table, fields, { map, given: Object.keys(common), oneOf: rules.oneOf })
  return {
    ...{ name, unit, lines, header: columnNames(header), only: (some) => table.only(some) },
    headingOf: (field) => header[columns.get(field)?.[0] ?? -1],
  }
}
