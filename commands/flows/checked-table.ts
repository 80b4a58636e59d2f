import type { InputOf, Typed } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import type { BulkSource } from '../../src/bulk/bulk-change.ts'
import type { TableInput } from '../../src/bulk/inputs.ts'
import type { TableFields } from '../../src/bulk/lines/columns.ts'
import type { BulkLine } from '../../src/bulk/table/table.ts'
import { tableSource } from '../../src/bulk/table-source.ts'
import { Failure } from '../../src/lib/errors.ts'

/** Values of a line, whatever its fields. */
export type Values = InputOf<TableFields>

export type TableOfTexts = BulkSource<BulkLine<Values>>

/**
 * Checks a table before a name of the command line is looked up: names in it count as texts.
 *
 * @throws Failure `usage` that names every fault with its line and column
 */
export async function checkedTable(
  path: string,
  fields: TableFields,
  input: TableInput,
  job: Job,
  common: Typed,
): Promise<TableOfTexts> {
  const asTexts: TableFields = Object.fromEntries(
    Object.entries(fields).map(([name, { lookup, ...field }]) => [
      name,
      lookup === undefined ? field : { ...field, kind: 'text' },
    ]),
  )
  return await tableSource(path, asTexts, input, job, common)
}

/** So many lines are named; the rest is counted. */
const MAX_TOLD = 20

/** @param field whose column may be missing, for the hint @throws Failure `usage` that names the lines which are not so */
export function checkLinesHave(
  { name = 'the table', header, lines }: TableOfTexts,
  needs: string,
  field: string,
  isSo: (values: Values) => boolean,
): void {
  const wrong = lines.filter(({ values }) => !isSo(values)).map(({ line }) => `line ${line}`)
  if (wrong.length === 0) return
  const more = wrong.length > MAX_TOLD ? ` and ${wrong.length - MAX_TOLD} more` : ''
  throw new Failure('usage', `${name}: ${wrong.slice(0, MAX_TOLD).join(', ')}${more}: ${needs}`, {
    hint: `--map "${field}=${header[0] ?? 'Heading'}"; it has ${header.map((one) => `"${one}"`).join(', ')}`,
  })
}
