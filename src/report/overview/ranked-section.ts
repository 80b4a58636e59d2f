import type { Row } from '../../lib/rows.ts'
import type { ReportPart, ReportSection } from '../document.ts'
import { linesPart } from './lines-part.ts'
import type { OverviewData } from './overview-data.ts'
import { pivotRows } from './pivot.ts'

/** Things of one kind, such as trackers, by a figure. */
interface Ranked extends Pick<ReportSection, 'heading' | 'explanation'> {
  /** Fields of the rows. */
  readonly id: string
  readonly name: string
  /** One of the things, as it is called in a heading. */
  readonly thing: string
  /** One row a thing: those with most in the field `most` come first. */
  readonly whole: readonly Row[]
  readonly most: string
  /** Such rows with a period each, of which one field is drawn. */
  readonly byPeriod: readonly Row[]
  readonly drawn: Pick<Parameters<typeof linesPart>[0], 'caption' | 'unit' | 'digits' | 'download'> & {
    readonly field: string
  }
  readonly emptyText: string
  /** The tables below the lines; none where there is no such thing. */
  readonly tables: (ranked: readonly Row[]) => readonly Omit<ReportPart, 'emptyText'>[]
}

/** A section about things of one kind: a figure of each as a line over the periods, and tables of the whole. */
export function rankedSection(things: Ranked, periods: OverviewData['periods']): ReportSection {
  const { heading, explanation, id, name, thing, emptyText } = things
  const { field, ...drawn } = things.drawn
  const ranked = byMost(things.whole, things.most)
  const lines = pivotRows({
    rows: inOrder(things.byPeriod, ranked, id),
    periods,
    keyOf: (row) => String(row[id]),
    nameOf: (row) => String(row[name] ?? row[id]),
    figureOf: (row) => row[field] ?? null,
  })
  const tables = ranked.length === 0 ? [] : things.tables(ranked)
  return {
    heading,
    ...(explanation !== undefined && { explanation }),
    parts: [
      linesPart({ ...drawn, name: thing, periods, rows: lines, emptyText }),
      ...tables.map((table) => ({ ...table, emptyText })),
    ],
  }
}

/** Rows with most of something first; among equals as they came. */
export function byMost(rows: readonly Row[], field: string): readonly Row[] {
  return rows.toSorted((a, b) => Number(b[field] ?? 0) - Number(a[field] ?? 0))
}

/** The rows of periods in the order of the rows of the whole. */
function inOrder(periods: readonly Row[], whole: readonly Row[], id: string): readonly Row[] {
  const place = new Map(whole.map((row, at) => [String(row[id]), at]))
  return periods.toSorted((a, b) => (place.get(String(a[id])) ?? 0) - (place.get(String(b[id])) ?? 0))
}
