import type { InputOf, Typed } from '../app/model/inputs.ts'
import type { Job } from '../app/model/job.ts'
import { defined } from '../lib/defined.ts'
import type { BulkSource } from './bulk-change.ts'
import type { TableInput } from './inputs.ts'
import { type CheckOptions, checkLines } from './lines/check-lines.ts'
import type { TableFields } from './lines/table-fields.ts'
import { openTable } from './table/open-table.ts'
import { type BulkLine, columnNames } from './table/table.ts'

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
  rules: Pick<CheckOptions, 'oneOf' | 'check'> = {},
): Promise<BulkSource<BulkLine<InputOf<F>>>> {
  const table = await openTable(path, { sheet }, job)
  const options = { common, ...rules, ...defined({ map, country, dateFormat, tz }) }
  const lines = await checkLines(table, fields, options, job)
  return { name: table.name, header: columnNames(table.header), lines, only: (some) => table.only(some) }
}
