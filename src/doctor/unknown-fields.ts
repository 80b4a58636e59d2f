import { everyOperation } from '../catalogue/index.ts'
import { counted } from '../lib/spelling.ts'
import { readUnknownFields, type UnknownField } from '../state/unknown-fields.ts'
import { type Check, ok, warning } from './finding.ts'

/** How many fields of one operation are named. */
const MOST_NAMED = 5

/** Fields that Gong has sent and that this version does not know: it keeps them in JSON, and has no column for them. */
export const checkUnknownFields: Check = async ({ context }) => {
  const known = new Map(everyOperation.map(({ id, answer }) => [id, answer.fields ?? []]))
  const fields = (await readUnknownFields(context)).filter(
    ({ operation, path }) => known.get(operation)?.includes(path) === false,
  )
  if (fields.length === 0) return [ok('fields', 'Gong has sent no field that this version does not know')]
  return [...groups(fields)].map(([operation, own]) =>
    warning(
      'fields',
      `${operation}: ${counted(own.length, 'field')} that this version does not know: ${named(own)}, since ${own[0]?.since}`,
      '-f jsonl shows them; a later version may know them',
    ),
  )
}

function groups(fields: readonly UnknownField[]): ReadonlyMap<string, readonly UnknownField[]> {
  const all = new Map<string, UnknownField[]>()
  for (const field of fields) all.set(field.operation, [...(all.get(field.operation) ?? []), field])
  return all
}

function named(fields: readonly UnknownField[]): string {
  const more = fields.length - MOST_NAMED
  return (
    fields
      .slice(0, MOST_NAMED)
      .map(({ path }) => path)
      .join(', ') + (more > 0 ? ` and ${more} more` : '')
  )
}
