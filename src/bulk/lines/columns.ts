import { startOfResults } from '../earlier-results.ts'
import type { Table } from '../table/table.ts'
import { checkOneColumn, checkOneField, missingColumns } from './column-faults.ts'
import { mappedColumns } from './column-map.ts'
import { fold, officeNames, otherNames, ownNames } from './column-names.ts'
import type { Columns, TableFields } from './table-fields.ts'

interface ColumnOptions {
  /** What `--map` says, as `field=Heading`. */
  readonly map?: readonly string[] | undefined
  /** Fields that every line has, whatever the table says: no column has to. */
  readonly given?: readonly string[]
  /** Fields of which there has to be one. */
  readonly oneOf?: readonly string[] | undefined
}

/**
 * Finds the column of each field: by `--map`; else by the name of the field; else by what such columns are called, also in
 * other languages. A word that could be one of several fields is refused. Other columns are nobody's.
 *
 * @throws Failure `usage` for a field that is required and has no column, or that more than one column could be
 */
export function columnsOf(
  table: Pick<Table, 'name' | 'header' | 'otherSheets'>,
  fields: TableFields,
  options: ColumnOptions,
): Columns {
  const mapped = mappedColumns(table, fields, options.map ?? [])
  const taken = new Set([...mapped.values()].flat())
  const found = new Map(mapped)
  for (const namesOf of [ownNames, otherNames, officeNames]) {
    const isSettled = (name: string) => (fields[name]?.perColumn ? mapped : found).has(name)
    const step = matches(table, fields, isSettled, taken, namesOf)
    preferInput(step, startOfResults(table.header))
    checkOneField(table, step)
    for (const [field, columns] of step) {
      found.set(
        field,
        [...(found.get(field) ?? []), ...columns].sort((one, other) => one - other),
      )
      for (const at of columns) taken.add(at)
    }
  }
  checkOneColumn(table, fields, found)
  const missing = Object.keys(fields).filter(
    (name) => fields[name]?.required && !options.given?.includes(name) && !found.get(name)?.length,
  )
  if (missing.length > 0) throw missingColumns(table, fields, missing)
  const { oneOf } = options
  if (oneOf?.every((name) => !found.get(name)?.length)) throw missingColumns(table, fields, oneOf)
  return new Map([...found].filter(([, columns]) => columns.length > 0))
}

/** Fields that are not settled yet, with the columns that are headed so. */
function matches(
  { header }: Pick<Table, 'header'>,
  fields: TableFields,
  isSettled: (name: string) => boolean,
  taken: ReadonlySet<number>,
  namesOf: (name: string, fields: TableFields) => readonly string[],
): Map<string, number[]> {
  const headings = header.map(fold)
  const step = new Map<string, number[]>()
  for (const name of Object.keys(fields)) {
    if (isSettled(name)) continue
    const names = new Set(namesOf(name, fields).map(fold))
    const isOne = (heading: string) =>
      names.has(heading) || (fields[name]?.perColumn === true && names.has(heading.replace(/\d+$/, '')))
    const columns = headings.flatMap((heading, at) => (!taken.has(at) && isOne(heading) ? [at] : []))
    if (columns.length > 0) step.set(name, columns)
  }
  return step
}

/** What an earlier run has added may be called like a field, such as `userName`: a column of the person's own comes first. */
function preferInput(step: Map<string, number[]>, start: number): void {
  for (const [name, columns] of step) {
    const own = columns.filter((at) => at < start)
    if (own.length > 0) step.set(name, own)
  }
}
