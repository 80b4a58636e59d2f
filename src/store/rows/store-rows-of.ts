import { Failure } from '../../lib/errors.ts'
import { once } from '../../lib/once.ts'
import type { Row } from '../../lib/rows.ts'
import { storeTable, type TableName, tableNames } from '../schema.ts'
import type { StoreRow, StoreTable, StoreValue } from '../tables/table.ts'
import { toCell } from './cell.ts'
import { type Place, type Places, placesOf } from './places.ts'
import { readPath } from './read-path.ts'
import { transcriptCells } from './transcript-cells.ts'

/** How the rows of a table are made. */
interface RowPlan {
  readonly lists: readonly Places[]
  readonly cells: readonly (readonly [column: string, read: (place: Place) => StoreValue])[]
  /** Columns that are never null. */
  readonly needed: readonly string[]
}

const compiled = once(() => new Map(tableNames.map((name) => [name, compile(storeTable(name))])))

function compile({ source, columns }: StoreTable): RowPlan {
  const cells = Object.entries(columns).flatMap(([column, { from, type, as }]) => {
    if (from === undefined) return []
    const read = readPath(from)
    return [[column, (place: Place) => toCell(read(place), type, as)] as const]
  })
  const needed = Object.keys(columns).filter((column) => columns[column]?.required)
  return { lists: (source?.each ?? [undefined]).map(placesOf), cells, needed }
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
  const { lists, cells, needed } = compiled().get(name) ?? compile(storeTable(name))
  const more = transcriptCells[name]
  return records.flatMap((record) =>
    lists.flatMap((placesIn) =>
      placesIn(record).map((place) => {
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
