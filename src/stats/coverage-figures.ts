import { calls } from '../catalogue/calls.ts'
import { stats } from '../catalogue/stats.ts'
import { transcripts } from '../catalogue/transcripts.ts'
import type { Period } from '../lib/calendar-period.ts'
import type { Row } from '../lib/rows.ts'
import type { ColumnRule } from './column-rules.ts'
import type { DetailedCall } from './detailed-call.ts'

const from = [calls.details]

/** Each column of `gong report coverage`. */
export const COVERAGE_RULES: readonly ColumnRule[] = [
  { column: 'day', rule: 'by the start of the call', from },
  {
    column: 'counted',
    rule: "what Gong counts: the sum of everybody's callsAsHost; null with --workspace or --tz, since Gong counts for the company, by its days",
    from: [stats.periods],
  },
  { column: 'calls', rule: 'how many calls Gong gave', from },
  {
    column: 'withMedia',
    rule: 'of these, how many have a link to audio or video; null where the key may not ask for links',
    from,
  },
  { column: 'transcribed', rule: 'of these, how many have a transcript', from: [transcripts.get] },
  { column: 'analysed', rule: 'of these, how many have content such as topics', from },
  { column: 'private', rule: 'of these, how many are private', from },
  {
    column: 'missing',
    rule: 'counted less calls, 0 at least: what Gong counts and did not give',
    from: [stats.periods, calls.details],
  },
]

interface CoverageCell {
  counted: number
  calls: number
  withMedia: number
  transcribed: number
  analysed: number
  private: number
}

export interface CoverageTable {
  addCall(call: DetailedCall, day: number, isTranscribed: boolean): void
  /** @param hosted calls that Gong counts for one user */
  addCounted(day: number, hosted: number): void
  rows(shown: CoverageShown): readonly Row[]
}

/** What can be told. */
interface CoverageShown {
  /** Whether what Gong counts for the company can be compared. */
  readonly withCounted: boolean
  /** Whether links to media were asked for. */
  readonly withMedia: boolean
}

/** Adds up, day by day, what came of the calls. */
export function coverageTable(days: readonly Period[]): CoverageTable {
  const cells = days.map(() => ({ counted: 0, calls: 0, withMedia: 0, transcribed: 0, analysed: 0, private: 0 }))
  return {
    addCall(call, day, isTranscribed) {
      const cell: CoverageCell | undefined = cells[day]
      if (cell === undefined) return
      cell.calls += 1
      cell.withMedia += Number(call.hasMedia)
      cell.transcribed += Number(isTranscribed)
      cell.analysed += Number(call.hasContent)
      cell.private += Number(call.isPrivate)
    },
    addCounted(day, hosted) {
      const cell: CoverageCell | undefined = cells[day]
      if (cell !== undefined) cell.counted += hosted
    },
    rows: ({ withCounted, withMedia }) =>
      cells.map(({ counted, ...cell }, at) => ({
        day: days[at]?.from ?? null,
        counted: withCounted ? counted : null,
        ...cell,
        withMedia: withMedia ? cell.withMedia : null,
        missing: withCounted ? Math.max(0, counted - cell.calls) : null,
      })),
  }
}
