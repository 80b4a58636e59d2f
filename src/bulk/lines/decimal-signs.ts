import type { LineFaults } from '../../lib/line-faults.ts'
import type { Table } from '../table/table.ts'
import { type DecimalSign, decimalSignOf, TYPED } from './cell-numbers.ts'
import { bareText } from './cell-text.ts'
import type { Columns, TableFields } from './table-fields.ts'

/** By field: how the numbers of its column are written, where one of them says it. */
export type DecimalSigns = ReadonlyMap<string, DecimalSign | typeof TYPED>

/** The first lines with a number of each notation. */
type Seen = { [sign in DecimalSign]?: number }

/**
 * Finds how the numbers of each column are written, for those that could be read in two ways: `1.234` is 1234 in a column that
 * has `12,5`, too. The table is read for it once more, where it has such a column. Numbers of JSON and workbooks have a point.
 *
 * @param faults gets those columns that have both
 */
export async function decimalSigns(
  table: Table,
  fields: TableFields,
  columns: Columns,
  faults: LineFaults,
): Promise<DecimalSigns> {
  const numeric = [...columns].filter(([name]) => fields[name]?.kind === 'number' || fields[name]?.kind === 'count')
  if (numeric.length === 0) return new Map()
  if (table.form !== 'csv') return new Map(numeric.map(([name]) => [name, TYPED]))
  const seen = new Map<string, Seen>(numeric.map(([name]) => [name, {}]))
  for await (const block of table.blocks())
    for (const { line, cells } of block)
      for (const [name, places] of numeric) for (const at of places) note(seen.get(name), cells[at], line)
  const signs = new Map<string, DecimalSign>()
  for (const [name, { '.': point, ',': comma }] of seen) {
    if (point !== undefined && comma !== undefined) {
      const heading = table.header[columns.get(name)?.[0] ?? -1]
      const before = `${table.unit} ${Math.min(point, comma)}`
      faults.add(Math.max(point, comma), heading, `has another decimal sign than ${before}: write both alike`)
    } else if (point !== undefined) signs.set(name, '.')
    else if (comma !== undefined) signs.set(name, ',')
  }
  return signs
}

function note(seen: Seen | undefined, cell: string | undefined, line: number): void {
  if (seen === undefined || cell === undefined) return
  const sign = decimalSignOf(bareText(cell))
  if (sign === '.' || sign === ',') seen[sign] ??= line
}
