import type { ReportPart } from '../document.ts'
import type { OverviewData } from './overview-data.ts'
import { periodColumns } from './pivot.ts'

/** Lines that can be told apart in one picture. */
const MOST_LINES = 6

interface Lines extends Pick<ReportPart, 'caption' | 'rows' | 'emptyText'> {
  /** What a line stands for. */
  readonly name: string
  readonly periods: OverviewData['periods']
  readonly unit: string
  readonly digits: number
  /** Rows that are drawn. */
  readonly most?: number
  readonly download: NonNullable<ReportPart['download']>
}

/** A table of periods that is drawn, a line for each row. */
export function linesPart({ name, periods, unit, digits, most = MOST_LINES, ...part }: Lines): ReportPart {
  return {
    ...part,
    columns: [{ heading: name, field: 'name' }, ...periodColumns(periods, { digits })],
    lines: { unit, most },
    isFolded: true,
  }
}
