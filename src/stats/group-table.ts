import type { Period } from '../lib/calendar-period.ts'
import type { Row } from '../lib/rows.ts'

/** Figures by group and period. */
export interface GroupTable<Cell> {
  /** The figures of a group in a period, made when first asked for. @param columns that say which group it is */
  cell(columns: Row, period: number): Cell
  /** One row for each group and period: a group that is there keeps each period, also without data. */
  rows(show: (cell: Cell) => Row, compare: (a: Row, b: Row) => number): readonly Row[]
}

interface GroupTableOptions<Cell> {
  /** The columns that tell groups apart; none for one group of everything, which is there without data too. */
  readonly by: readonly string[]
  readonly periods: readonly Period[]
  /** Whether rows say which period they are about. */
  readonly withPeriods: boolean
  /** Makes the figures of a group in a period without data. */
  readonly empty: () => Cell
}

/** Opens a table. */
export function groupTable<Cell>({ by, periods, withPeriods, empty }: GroupTableOptions<Cell>): GroupTable<Cell> {
  const groups = new Map<string, { readonly columns: Row; readonly cells: Map<number, Cell> }>()
  const keyOf = (columns: Row) => JSON.stringify(by.map((name) => columns[name] ?? null))
  if (by.length === 0) groups.set(keyOf({}), { columns: {}, cells: new Map() })
  return {
    cell(columns, period) {
      const key = keyOf(columns)
      const group = groups.get(key) ?? { columns, cells: new Map<number, Cell>() }
      groups.set(key, group)
      const cell = group.cells.get(period) ?? empty()
      group.cells.set(period, cell)
      return cell
    },
    rows: (show, compare) =>
      [...groups.values()]
        .sort((a, b) => compare(a.columns, b.columns))
        .flatMap(({ columns, cells }) =>
          periods.map(({ from, to }, at) => ({
            ...columns,
            ...(withPeriods && { from, to }),
            ...show(cells.get(at) ?? empty()),
          })),
        ),
  }
}

/** Compares rows by the text of columns, the first that differs. */
export function byText(...names: readonly string[]): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const name of names) {
      const order = compareTexts(String(a[name] ?? ''), String(b[name] ?? ''))
      if (order !== 0) return order
    }
    return 0
  }
}

/** By code units, so that the order is the same on every machine. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
