import { Failure } from '../../lib/errors.ts'
import { nearest } from '../../lib/spelling.ts'
import type { Table } from '../table/table.ts'
import { fold } from './column-names.ts'
import type { Columns, TableFields } from './table-fields.ts'

/** @throws Failure `usage` for a column that more than one field could have */
export function checkOneField(
  { name, header }: Pick<Table, 'name' | 'header'>,
  step: ReadonlyMap<string, readonly number[]>,
): void {
  const owners = new Map<number, string>()
  for (const [field, columns] of step)
    for (const at of columns) {
      const other = owners.get(at)
      if (other !== undefined)
        throw new Failure('usage', `${name}: column "${header[at]}" could be ${other} or ${field}`, {
          hint: `--map "${other}=${header[at]}" or --map "${field}=${header[at]}"`,
        })
      owners.set(at, field)
    }
}

/** @throws Failure `usage` for a field of one value that has more than one column */
export function checkOneColumn(
  { name, header }: Pick<Table, 'name' | 'header'>,
  fields: TableFields,
  found: Columns,
): void {
  for (const [field, columns] of found) {
    const [first, second] = columns
    if (first === undefined || second === undefined || fields[field]?.many) continue
    const isSame = header[first] === header[second]
    const both = columns.map((at) => `"${header[at]}" (#${at + 1})`).join(' and ')
    throw new Failure('usage', `${name}: ${field} could be the columns ${both}`, {
      hint: `--map "${field}=${isSame ? `#${first + 1}` : header[first]}"`,
    })
  }
}

/** The failure for fields without a column, which names those that are there. */
export function missingColumns(
  table: Pick<Table, 'name' | 'header' | 'otherSheets'>,
  fields: TableFields,
  missing: readonly string[],
): Failure {
  const { name, header, otherSheets = [] } = table
  const maps = missing.map((field) => {
    const near = nearest(field, header) ?? header.find((heading) => fold(heading).includes(fold(field)))
    return `--map "${field}=${near ?? '<heading>'}"`
  })
  const isHeadless = Object.keys(fields).length === missing.length
  const [sheet] = otherSheets
  const elsewhere = sheet === undefined ? '' : `; other sheets: ${listedHeadings(otherSheets)}`
  const what = `${name} has no column for ${missing.join(', ')}; it has ${listedHeadings(header)}${elsewhere}`
  return new Failure('usage', what, {
    hint: `${sheet === undefined ? '' : `--sheet "${sheet}", or `}${maps.join(' ')}${isHeadless ? ', or give the first line headings' : ''}`,
  })
}

/** Of a very wide table the first ones. */
const MOST_LISTED = 40

/** The headings, for a message. */
export function listedHeadings(header: readonly string[]): string {
  const names = header.slice(0, MOST_LISTED).map((heading) => (heading === '' ? '(no heading)' : `"${heading}"`))
  const more = header.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
