import type { Format } from '../../output/printer.ts'

/** Whether a format is made of rows that all have the same columns. */
export function isMadeOfRows(format: Format): boolean {
  return format !== 'json' && format !== 'jsonl' && format !== 'raw'
}

/** Whether a format shows the columns that people look for first. */
export function isForPeople(format: Format): boolean {
  return format === 'table' || format === 'md' || format === 'html'
}

/** Whether times are shown as on a clock on the wall. */
export function showsLocalTime(format: Format): boolean {
  return isForPeople(format) || format === 'xlsx'
}
