import { Failure } from '../../lib/errors.ts'
import { nearest } from '../../lib/spelling.ts'
import type { Table } from '../table/table.ts'
import { listedHeadings } from './column-faults.ts'
import { fold } from './column-names.ts'
import type { TableFields } from './table-fields.ts'

/**
 * The columns that `--map` names; none for a field that is to have none.
 *
 * @throws Failure `usage` for a field or a heading that is not there, and for a second column of one value
 */
export function mappedColumns(
  table: Pick<Table, 'name' | 'header'>,
  fields: TableFields,
  map: readonly string[],
): Map<string, number[]> {
  const mapped = new Map<string, number[]>()
  for (const text of map) {
    const [, typed = '', heading = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? []
    if (typed === '')
      throw new Failure('usage', `--map: "${text}" is not field=Heading`, { hint: mapHint(table, fields) })
    const name = Object.keys(fields).find((one) => fold(one) === fold(typed))
    if (name === undefined) throw unknownField(typed, fields)
    const columns = mapped.get(name) ?? []
    if (columns.length > 0 && fields[name]?.many !== true && heading !== '')
      throw new Failure('usage', `--map: ${name} has a column already`)
    if (heading !== '') columns.push(columnOf(table, heading))
    mapped.set(name, columns)
  }
  return mapped
}

/** By its heading, else by what is left of it when case and signs do not count, else by its number. */
function columnOf({ name, header }: Pick<Table, 'name' | 'header'>, heading: string): number {
  const number = Number(/^#(\d+)$/.exec(heading)?.[1] ?? 0)
  if (number > 0 && number <= Math.max(header.length, 1)) return number - 1
  for (const same of [(one: string) => one === heading.trim(), (one: string) => fold(one) === fold(heading)]) {
    const [at, another] = header.flatMap((one, place) => (same(one) ? [place] : []))
    if (at !== undefined && another !== undefined)
      throw new Failure('usage', `--map: ${name} has more than one column "${heading}"`, {
        hint: `by its number: #${at + 1} or #${another + 1}`,
      })
    if (at !== undefined) return at
  }
  const near = nearest(heading, header)
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  throw new Failure('usage', `--map: ${name} has no column "${heading}"${guess}`, {
    hint: `its columns: ${listedHeadings(header)}`,
  })
}

function unknownField(typed: string, fields: TableFields): Failure {
  const names = Object.keys(fields)
  const near = nearest(typed, names)
  return new Failure(
    'usage',
    `--map: "${typed}" is no field of a line${near === undefined ? '' : `; did you mean ${near}?`}`,
    {
      hint: `the fields are ${names.join(', ')}`,
    },
  )
}

function mapHint({ header }: Pick<Table, 'header'>, fields: TableFields): string {
  return `--map "${Object.keys(fields)[0] ?? 'field'}=${header[0] ?? 'Heading'}"`
}
