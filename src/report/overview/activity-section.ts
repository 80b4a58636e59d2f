import type { Json, Row } from '../../lib/rows.ts'
import type { ReportSection } from '../document.ts'
import type { OverviewData, OverviewFacts } from './overview-data.ts'
import { personNames, userId } from './person-names.ts'
import { mostIn, numbersIn, periodColumns, pivotRows, referenceRow, sum } from './pivot.ts'

/** How many calls each person hosted, period by period. */
export function activitySection(
  { repsByPeriod, reps, periods }: OverviewData,
  { per, downloads }: OverviewFacts,
): ReportSection {
  const personName = personNames(repsByPeriod)
  const hosted = (row: Row): Json => row.callsHosted ?? null
  const people = pivotRows({ rows: repsByPeriod, periods, keyOf: userId, nameOf: personName, figureOf: hosted })
  const totals = new Map(reps.map((row) => [userId(row), hosted(row)]))
  const ids = [...new Set(repsByPeriod.map(userId))]
  const withTotal = people.map((row, at) => ({ ...row, total: totals.get(ids[at] ?? '') ?? null }))
  const rows = withTotal.toSorted((a, b) => Number(b.total) - Number(a.total))
  const all = { ...referenceRow('Everybody', rows, periods, sum), total: sum(numbersIn(rows, 'total')) }
  const fields = periods.map((_, at) => `p${at}`)
  return {
    heading: 'Activity',
    explanation: `Calls that each person hosted, as Gong counts them. A ${per} is named by its first day; the first and the last may be cut to the days above.`,
    parts: [
      {
        caption: `Calls hosted, a ${per}`,
        columns: [
          { heading: 'Person', field: 'name' },
          ...periodColumns(periods, { digits: 0, deepest: mostIn(rows, fields) }),
          { heading: 'All', field: 'total', digits: 0 },
        ],
        rows: rows.length === 0 ? [] : [all, ...rows],
        emptyText: 'Nobody did anything in these days.',
        lines: { unit: 'calls', most: 0 },
        download: downloads.repsByPeriod,
      },
    ],
  }
}
