import type { Operation } from '../catalogue/operation.ts'
import { isRow, type Row } from '../lib/rows.ts'
import type { Answer } from './answer.ts'
import { toPage } from './page.ts'

/** How many records of an answer are looked at: a field that is new is seldom new in one of them. */
const SAMPLE = 3

/** What a name of a field looks like. Ids, addresses and names of people, which are keys of maps, do not. */
const FIELD_NAME = /^[a-z][A-Za-z]{1,39}\d?$/

/**
 * The fields of the first records of an answer that the catalogue does not know, by dotted path. Names alone: no value is
 * looked at, nothing below an unknown field, and no key of a map.
 */
export function unknownFields(operation: Operation, answer: Answer): readonly string[] {
  const { fields: known, shape } = operation.answer
  if (known === undefined || shape.startsWith('map')) return []
  const within = (row: Row, prefix: string): string[] =>
    Object.entries(row).flatMap(([name, value]) => {
      const path = prefix + name
      if (known.includes(path) || known.includes(`${path}.*`)) return []
      if (known.some((field) => field.startsWith(`${path}.`))) return isRow(value) ? within(value, `${path}.`) : []
      return FIELD_NAME.test(name) && path !== 'records' ? [path] : []
    })
  const { rows } = toPage(operation, answer, false)
  return [...new Set(rows.slice(0, SAMPLE).flatMap((row) => within(row, '')))]
}
