import { Failure } from '../../lib/errors.ts'
import { type CellValue, cellText, isRounded } from '../../workbook/cell.ts'
import { dateText } from '../../workbook/dates.ts'
import type { OwnRow, OwnWorkbook } from './own-workbook.ts'

/** A row of a workbook with its key. */
export interface KeyedRow extends Pick<OwnRow, 'values'> {
  /** The values of the key fields as one text. */
  readonly key: string
}

/** What is wrong with a row, by the texts in its fields; `undefined` where nothing is. */
export type ProblemOf = (textOf: (field: string) => string | undefined) => string | undefined

/**
 * The rows of a workbook with their keys, in batches.
 *
 * @param what the file, for messages
 * @throws Failure `usage` that names the row that has no key, or a problem
 */
export async function* keyedRows(
  { columns, rows }: Pick<OwnWorkbook, 'columns' | 'rows'>,
  what: string,
  fields: readonly string[],
  problemOf?: ProblemOf,
): AsyncGenerator<readonly KeyedRow[]> {
  const places = fields.map((field) => columns.indexOf(field))
  const missing = fields.find((_, at) => (places[at] ?? -1) < 0)
  if (missing !== undefined)
    throw new Failure('usage', `--append: ${what} has no column "${missing}"`, {
      hint: `it has ${columns.slice(0, MOST_NAMES).join(', ')}`,
    })
  const place = new Map(columns.map((column, at) => [column, at]))
  for await (const batch of rows())
    yield batch.map(({ values, where }) => {
      const textOf = (field: string) => keyText(values[place.get(field) ?? -1])
      const problem = keyProblem(fields, values, places) ?? problemOf?.(textOf)
      if (problem !== undefined) throw new Failure('usage', `${what}: ${where} ${problem}`)
      return { values, key: JSON.stringify(places.map((at) => keyText(values[at]) ?? '')) }
    })
}

function keyProblem(
  fields: readonly string[],
  values: readonly (CellValue | undefined)[],
  places: readonly number[],
): string | undefined {
  if (places.every((at) => values[at] === undefined))
    return `has no value in ${fields.join(', ')}, so that nothing tells it from others; name a field too that every row has`
  const at = places.findIndex((place) => {
    const value = values[place]
    return value !== undefined && isRounded(value)
  })
  const value = values[places[at] ?? -1]
  if (value === undefined) return undefined
  return `has ${cellText(value)} for ${fields[at]}, a number that a spreadsheet has rounded; take the file as gong wrote it, or choose another one`
}

/** The same for a moment at midnight and a day, however they are shown. */
function keyText(value: CellValue | undefined): string | undefined {
  if (value?.kind === 'date') return dateText(value.serial, Number.isInteger(value.serial) ? 'day' : 'moment')
  return value && cellText(value)
}

/** What the sheet about a workbook says under a label. */
export function factOf({ about }: Pick<OwnWorkbook, 'about'>, label: string): string | undefined {
  return about.find(([name]) => name === label)?.[1]
}

/** Whether a row has a time of day, which means something in one zone alone. */
export function hasMoment({ values }: Pick<OwnRow, 'values'>): boolean {
  return values.some((value) => value?.kind === 'date' && value.unit !== 'day')
}

/** The lines of a sheet about a workbook, as what made it has them. @param begun when the file was begun that grows */
export function provenanceFrom({ about }: Pick<OwnWorkbook, 'about'>, begun: string | undefined) {
  const [[heading = ''] = [], ...lines] = about
  const facts = lines.map(([label = '', text = '']) => [label, text] as const)
  return { heading, facts: [...facts, ...(begun === undefined ? [] : [[BEGUN, begun] as const])] }
}

/** Columns in a message. */
const MOST_NAMES = 12

/** When the file was begun to which rows have been added since. */
export const BEGUN = 'Begun'
