import type { Json, Row } from '../../lib/rows.ts'
import { type NumberColumn, REFERENCE, type ReportPart, type ReportSection } from '../document.ts'
import type { OverviewData, OverviewFacts } from './overview-data.ts'
import { personNames, userId } from './person-names.ts'
import { median, mostIn, numbersIn, periodColumns, pivotRows, referenceRow } from './pivot.ts'

/** A figure about how somebody talks. */
interface TalkFigure {
  readonly field: string
  readonly heading: string
  readonly unit: string
  readonly digits: number
  readonly scale: number
  readonly top?: number
}

const TALK: readonly TalkFigure[] = [
  { field: 'talkRatio', heading: 'Talk ratio', unit: '%', digits: 0, scale: 100, top: 100 },
  { field: 'longestMonologue', heading: 'Longest monologue', unit: 'seconds', digits: 1, scale: 1 },
  { field: 'patience', heading: 'Patience', unit: 'seconds', digits: 1, scale: 1 },
  { field: 'questionRate', heading: 'Question rate', unit: 'an hour', digits: 1, scale: 1 },
]

/** How people talk, each beside the median of all. */
export function talkSection(data: OverviewData, { per, downloads }: OverviewFacts): ReportSection {
  const people = talkRows(data.reps).toSorted((a, b) => Number(b.callHours) - Number(a.callHours))
  const middle = Object.fromEntries(TALK.map(({ field }) => [field, median(numbersIn(people, field))]))
  const columns: readonly NumberColumn[] = TALK.map(({ field, heading, unit, digits, top }) => ({
    heading: `${heading}, ${unit}`,
    field,
    digits,
    bar: { full: top ?? mostIn(people, [field]), mark: middle[field] ?? null },
  }))
  return {
    heading: 'Talk, against the median',
    explanation:
      'About the calls that a person hosted. The upright mark is the median of the people below, where each counts once.',
    parts: [
      {
        caption: 'Each person',
        columns: [
          { heading: 'Person', field: 'name' },
          { heading: 'Hours', field: 'callHours', digits: 1 },
          ...columns,
        ],
        rows: people.length === 0 ? [] : [{ name: 'Median', ...middle, [REFERENCE]: true }, ...people],
        emptyText: 'No call of these days has been analysed.',
        download: downloads.reps,
      },
      ...TALK.map((figure) => talkPart(figure, data, per)),
    ],
  }
}

/** Those who hosted a call with figures. */
function talkRows(reps: readonly Row[]): readonly Row[] {
  const personName = personNames(reps)
  return reps
    .filter((row) => TALK.some(({ field }) => typeof row[field] === 'number'))
    .map((row) => ({
      name: personName(row),
      callHours: row.callHours ?? null,
      ...Object.fromEntries(TALK.map((figure) => [figure.field, scaled(row, figure)])),
    }))
}

function talkPart(figure: TalkFigure, { repsByPeriod, periods }: OverviewData, per: string): ReportPart {
  const { heading, unit, digits } = figure
  const all = pivotRows({
    rows: repsByPeriod,
    periods,
    keyOf: userId,
    nameOf: personNames(repsByPeriod),
    figureOf: (row) => scaled(row, figure),
  })
  const rows = all.filter((row) => periods.some((_, at) => typeof row[`p${at}`] === 'number'))
  return {
    caption: `${heading}, a ${per}`,
    columns: [{ heading: `Person (${unit})`, field: 'name' }, ...periodColumns(periods, { digits })],
    rows: rows.length === 0 ? [] : [referenceRow('Median', rows, periods, median), ...rows],
    emptyText: 'No call of these days has been analysed.',
    lines: { unit, most: 0, isCompared: true },
    isFolded: true,
  }
}

function scaled(row: Row, { field, scale }: TalkFigure): Json {
  const value = row[field]
  return typeof value === 'number' ? Math.round(value * scale * 1000) / 1000 : null
}
