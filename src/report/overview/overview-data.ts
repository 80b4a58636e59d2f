import type { Period } from '../../lib/calendar-period.ts'
import type { Row } from '../../lib/rows.ts'

/** The rows of the other reports about the same people and days; those `…ByPeriod` as `--per` makes them. */
export interface OverviewData {
  readonly periods: readonly Period[]
  readonly reps: readonly Row[]
  readonly repsByPeriod: readonly Row[]
  readonly scorecards: readonly Row[]
  readonly scorecardsByPeriod: readonly Row[]
  /** Scorecards by scorecard and question. */
  readonly questions: readonly Row[]
  readonly trackers: readonly Row[]
  readonly trackersByPeriod: readonly Row[]
  readonly accounts: readonly Row[]
  readonly coverage: readonly Row[]
}

/** The names of its lists. */
export type OverviewList = Exclude<keyof OverviewData, 'periods'>

/** What stands around the rows. */
export interface OverviewFacts {
  readonly heading: string
  readonly facts: readonly (readonly [label: string, text: string])[]
  readonly remarks: readonly string[]
  /** Length of a period, as in "a week". */
  readonly per: string
  /** IANA name of the zone of days. */
  readonly zone: string
  /** Each list as the report of its own writes it with `-f csv`, and the name of the file. */
  readonly downloads: Readonly<Record<OverviewList, { readonly file: string; readonly csv: string }>>
}
