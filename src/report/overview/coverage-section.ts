import type { ReportSection } from '../document.ts'
import { linesPart } from './lines-part.ts'
import type { OverviewData, OverviewFacts } from './overview-data.ts'

const COVERED = [
  ['calls', 'Given by Gong'],
  ['transcribed', 'Transcribed'],
  ['analysed', 'Analysed'],
  ['missing', 'Missing'],
  ['counted', 'Counted by Gong'],
  ['withMedia', 'With media'],
  ['private', 'Private'],
] as const
/** Of these the first are drawn: the others would hide them. */
const COVERAGE_LINES = 4

/** Days are what coverage is about, whatever the periods of the rest are. */
export function coverageSection({ coverage }: OverviewData, { downloads }: OverviewFacts): ReportSection {
  const days = coverage.map(({ day }) => ({ from: String(day), to: String(day) }))
  const rows = COVERED.map(([field, name]) => ({
    name,
    ...Object.fromEntries(coverage.map((row, at) => [`p${at}`, row[field] ?? null])),
  }))
  return {
    heading: 'Coverage',
    explanation:
      'What of the calls is there, day by day. Calls of the last day may still be on their way: up to a day for what Gong makes of them.',
    parts: [
      linesPart({
        caption: 'Calls, a day',
        name: 'What of them',
        periods: days,
        rows,
        emptyText: 'There are no days.',
        unit: 'calls',
        digits: 0,
        most: COVERAGE_LINES,
        download: downloads.coverage,
      }),
    ],
  }
}
