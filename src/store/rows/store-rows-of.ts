import { Failure } from '../../lib/errors.ts'
import { once } from '../../lib/once.ts'
import type { Row } from '../../lib/rows.ts'
import { storeTable, type TableName, tableNames } from '../schema.ts'
import type { StoreRow, StoreTable, StoreValue } from '../tables/table.ts'
import { toCell } from './cell.ts'
import { type Place, placesIn } from './places.ts'
import { readPath } from './read-path.ts'
import { transcriptCells } from './transcript-cells.ts'

type Cells = readonly (readonly [column: string, read: (place: Place) => StoreValue])[]

const compiled = once(() => new Map(tableNames.map((name) => [name, compile(storeTable(name))])))

function compile({ columns }: StoreTable): Cells {
  return Object.entries(columns).flatMap(([column, { from, type, as }]) => {
    if (from === undefined) return []
    const read = readPath(from)
    return [[column, (place: Place) => toCell(read(place), type, as)] as const]
  })
}

/**
 * The rows that records of Gong are in a table, as its columns say (`StoreColumn.from`).
 *
 * @param made what the record does not say: columns without `from`, the same for all rows or by the place of each
 * @throws Failure `unreachable` when a record has nothing where a row cannot do without
 */
export function storeRowsOf(
  name: TableName,
  records: readonly Row[],
  made: StoreRow | ((place: Place) => StoreRow) = {},
): readonly StoreRow[] {
  const { source, columns } = storeTable(name)
  const cells = compiled().get(name) ?? []
  const needed = Object.keys(columns).filter((column) => columns[column]?.required)
  const more = transcriptCells[name]
  const each = source?.each ?? [undefined]
  return records.flatMap((record) =>
    each.flatMap((list) =>
      placesIn(record, list).map((place) => {
        const row: Record<string, StoreValue> = {
          ...(typeof made === 'function' ? made(place) : made),
          ...more?.(place),
        }
        for (const [column, read] of cells) row[column] = read(place)
        return whole(row, needed, name)
      }),
    ),
  )
}

function whole(row: StoreRow, needed: readonly string[], name: TableName): StoreRow {
  const missing = needed.find((column) => row[column] === null || row[column] === undefined)
  if (missing === undefined) return row
  const { source, columns } = storeTable(name)
  const at = columns[missing]?.from ?? missing
  throw new Failure('unreachable', `${source?.operation ?? name} answered with a record that has no ${at}`, {
    hint: 'this is not the answer that Gong documents; what came before it is kept',
  })
}
