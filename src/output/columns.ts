import type { Json } from '../lib/rows.ts'

/** What a table shows: a dotted path, or one with a way to show its values to a person. */
export type Column = string | Shown | Important

interface Shown {
  readonly path: string
  readonly show: (value: Json) => string
  /** Text to be read whole: it takes more lines where others are cut. */
  readonly wrap?: true
}

/** A column that stays on a narrow terminal when others have given way. */
interface Important {
  readonly path: string
  readonly important: true
}

/** The dotted path of a column, which is also its heading. */
export function pathOf(column: Column): string {
  return typeof column === 'string' ? column : column.path
}

/** What somebody asked for, or what became of it: the last to give way on a narrow terminal. */
export function important(path: string): Column {
  return { path, important: true }
}

/** Whether a column is the last to give way. */
export function isImportant(column: Column): boolean {
  return typeof column !== 'string' && 'important' in column
}

/** A column of seconds shown as a clock would: `0:42`, `30:34`, `1:02:03`. What is not a number is left empty. */
export function clock(path: string): Column {
  return { path, show: (value) => (typeof value === 'number' ? hands(Math.round(value)) : '') }
}

/** A column of text that is there to be read, such as what somebody said. */
export function reading(path: string): Column {
  return { path, show: String, wrap: true }
}

/** Seconds as a clock would show them. */
export function hands(seconds: number): string {
  if (seconds < 0) return `-${hands(-seconds)}`
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tail = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
