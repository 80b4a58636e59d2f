import type { Json } from '../lib/rows.ts'

/** A column of a table: a dotted path, or one with a format of its own or a priority. */
export type Column = string | FormattedColumn | ImportantColumn | WholeColumn | DataColumn

interface FormattedColumn {
  readonly path: string
  readonly show: (value: Json) => string
  /** Wrapped onto more lines where other columns are truncated. */
  readonly wrap?: true
}

/** A column that stays on a narrow terminal when others are left out. */
interface ImportantColumn {
  readonly path: string
  readonly important: true
}

/** A column of words that mean nothing once they are truncated, as ids are. */
interface WholeColumn {
  readonly path: string
  readonly whole: true
}

/** One of `OTHER_FIELDS`: it is left out on a narrow terminal before values are cut that a person knows a row by. */
interface DataColumn {
  readonly path: string
  readonly isData: true
}

/** In place of all fields of the first rows that have no column of their own, for rows whose fields are data. */
export const OTHER_FIELDS = '*'

/** The dotted path of a column, which is also its heading. */
export function columnPath(column: Column): string {
  return typeof column === 'string' ? column : column.path
}

/** A column for what was asked for, or its outcome: left out last on a narrow terminal. */
export function importantColumn(path: string): Column {
  return { path, important: true }
}

/** The column of what became of something: left out last, and wrapped, for a word of two means nothing without the second. */
export const OUTCOME_COLUMN: Column = { path: 'outcome', important: true, show: String, wrap: true }

/** Whether a column is left out last. */
export function isImportant(column: Column): boolean {
  return typeof column !== 'string' && 'important' in column
}

/** A column of seconds shown as `0:42`, `30:34` or `1:02:03`. What is not a number is left empty. */
export function durationColumn(path: string): Column {
  return { path, show: (value) => (typeof value === 'number' ? formatDuration(Math.round(value)) : '') }
}

/** A column of text that is wrapped and never truncated, such as sentences of a transcript. */
export function wrappedColumn(path: string): Column {
  return { path, show: String, wrap: true }
}

/** Seconds as `minutes:seconds`, or with hours where there are any. */
export function formatDuration(seconds: number): string {
  if (seconds < 0) return `-${formatDuration(-seconds)}`
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tail = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
