import type { Period } from '../../lib/calendar-period.ts'
import type { Json, Row } from '../../lib/rows.ts'
import { type NumberColumn, REFERENCE } from '../document.ts'

/** How rows with a period become one row a name, with a column for each period. */
interface Pivot {
  readonly rows: readonly Row[]
  readonly periods: readonly Period[]
  /** What a row is about, and its name. */
  readonly keyOf: (row: Row) => string
  readonly nameOf: (row: Row) => string
  readonly figureOf: (row: Row) => Json
}

/** One row for each key in the order of the first of its rows: `name`, and `p0`, `p1` … for the periods. */
export function pivotRows({ rows, periods, keyOf, nameOf, figureOf }: Pivot): readonly Row[] {
  const at = new Map(periods.map(({ from }, index) => [from, index]))
  const found = new Map<string, { [field: string]: Json }>()
  for (const row of rows) {
    const key = keyOf(row)
    const line = found.get(key) ?? { name: nameOf(row) }
    found.set(key, line)
    const index = at.get(String(row.from))
    if (index !== undefined) line[periodField(index)] = figureOf(row)
  }
  return [...found.values()]
}

/** A row that others are measured by, made of what they have in each period. */
export function referenceRow(
  name: string,
  rows: readonly Row[],
  periods: readonly Period[],
  of: (values: readonly number[]) => number | null,
): Row {
  const values = periods.map((_, index): [string, Json] => [
    periodField(index),
    of(numbersIn(rows, periodField(index))),
  ])
  return { name, ...Object.fromEntries(values), [REFERENCE]: true }
}

export function periodColumns(
  periods: readonly Period[],
  more: Pick<NumberColumn, 'digits' | 'deepest'>,
): readonly NumberColumn[] {
  const years = new Set(periods.map(({ from }) => from.slice(0, 4)))
  return periods.map(({ from }, index) => ({
    heading: years.size > 1 ? from : shortDay(from),
    field: periodField(index),
    isPeriod: true,
    ...more,
  }))
}

function periodField(index: number): string {
  return `p${index}`
}

/** `2026-05-04` as `4 May`. */
function shortDay(day: string): string {
  return dayWords(day, { day: 'numeric', month: 'short' })
}

/** `2026-05-04` as `4 May 2026`. */
export function longDay(day: string): string {
  return dayWords(day, { day: 'numeric', month: 'long', year: 'numeric' })
}

function dayWords(day: string, words: Intl.DateTimeFormatOptions): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { ...words, timeZone: 'UTC' })
}

export function numbersIn(rows: readonly Row[], field: string): readonly number[] {
  return rows.flatMap((row) => {
    const value = row[field]
    return typeof value === 'number' ? value : []
  })
}

/** The greatest number in some fields of rows; 0 where there is none. */
export function mostIn(rows: readonly Row[], fields: readonly string[]): number {
  return fields.reduce((most, field) => numbersIn(rows, field).reduce((a, b) => Math.max(a, b), most), 0)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0)
}

/** The value in the middle; between two, their mean. Null for no values. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 1000) / 1000
}
