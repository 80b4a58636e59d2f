import type { Typed } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import type { TableInput } from '../../src/bulk/inputs.ts'
import { type CheckOptions, checkTable } from '../../src/bulk/lines/check-lines.ts'
import type { TableFields } from '../../src/bulk/lines/table-fields.ts'
import { openTable } from '../../src/bulk/table/open-table.ts'
import { defined } from '../../src/lib/defined.ts'

/** What else a line needs, and of which fields a column has to be there. */
export type LineRules = Pick<CheckOptions, 'oneOf' | 'check'>

/** @param isSo whether a line has what it needs */
export function lineNeeds(needs: string, oneOf: readonly string[], isSo: (values: Typed) => boolean): LineRules {
  return { oneOf, check: (values) => (isSo(values) ? [] : [{ reason: `needs ${needs}` }]) }
}

/**
 * Checks a table before a name of the command line is looked up: names in it count as texts.
 *
 * @throws Failure `usage` that names every fault with its line and column
 */
export async function checkTableFirst(
  path: string,
  fields: TableFields,
  { input, common, rules }: { readonly input: TableInput; readonly common: Typed; readonly rules: LineRules },
  job: Job,
): Promise<void> {
  const asTexts: TableFields = Object.fromEntries(
    Object.entries(fields).map(([name, { lookup, ...field }]) => [
      name,
      lookup === undefined ? field : { ...field, kind: 'text' },
    ]),
  )
  const { map, country, dateFormat, sheet, tz } = input
  const table = await openTable(path, { sheet }, job)
  await checkTable(table, asTexts, { common, ...rules, ...defined({ map, country, dateFormat, tz }) }, job)
}
