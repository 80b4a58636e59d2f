import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { FieldBudget } from './described.ts'
import type { References } from './references.ts'

/** A field that a schema describes, and all that is said of it where it has no fields of its own. */
export interface SchemaField {
  readonly path: string
  readonly words: readonly string[]
  readonly isOpen: boolean
}

/** What a walk through schemas needs. */
export interface SchemaReading {
  readonly references: References
  readonly budget: FieldBudget
}

/** Deeper than any schema of Gong's; what is below counts as not described. */
const MAX_DEPTH = 40

/** The fields of a schema down to the last one, whatever it refers to. A circle of references ends where it closes. */
export function schemaFields(
  schema: Json | undefined,
  reading: SchemaReading,
  path = '',
  within: readonly string[] = [],
): readonly SchemaField[] {
  reading.budget.spend()
  const found = reading.references.follow(schema, within)
  if (found === undefined || found.trail.length > MAX_DEPTH) return [{ path, words: [], isOpen: true }]
  const inner = [...children(found.schema, path)]
  if (inner.length === 0) return [{ path, words: wordsOf(found.schema, reading.budget), isOpen: isOpen(found.schema) }]
  const fields = inner.flatMap(([child, at]) => schemaFields(child, reading, at, [...found.trail, at]))
  const deeper = fields.filter((field) => field.path !== path)
  // A schema that is joined only to describe the others says nothing of its own.
  return deeper.length > 0 ? deeper : fields
}

/** What a schema is made of, with the path of each: its properties, items and values, and the schemas that it joins. */
function* children(schema: Row, path: string): Generator<[Json, string]> {
  for (const [name, property] of Object.entries(isRow(schema.properties) ? schema.properties : {}))
    yield [property, path === '' ? name : `${path}.${name}`]
  if (isRow(schema.items)) yield [schema.items, `${path}[]`]
  if (isRow(schema.additionalProperties) && Object.keys(schema.additionalProperties).length > 0)
    yield [schema.additionalProperties, path === '' ? '*' : `${path}.*`]
  for (const joined of [schema.allOf, schema.oneOf, schema.anyOf])
    if (Array.isArray(joined)) for (const one of joined) yield [one, path]
}

/** The words of an enumeration. Gong's document has some of them joined in one member, too (quirk 50). */
function wordsOf(schema: Row, budget: FieldBudget): readonly string[] {
  const members: readonly Json[] = Array.isArray(schema.enum) ? schema.enum : []
  budget.spend(members.length)
  return members
    .flatMap((member) => (typeof member === 'string' ? member.split(',') : String(member ?? '')))
    .flatMap((words) => words.split(' / '))
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

function isOpen({ type, enum: members }: Row): boolean {
  return (
    (type === undefined && members === undefined) ||
    type === 'object' ||
    (Array.isArray(type) && type.includes('object'))
  )
}
