import { isRow, type Json, type Row } from '../lib/rows.ts'

/** What becomes of one custom field. */
export interface Change {
  readonly uniqueName: string
  readonly type: string
  readonly change: 'added' | 'removed' | 'retyped' | 'kept'
  /** The type that it had, when that was another. */
  readonly before?: string
}

/** An upload of fields, held against the fields there are. */
export interface Comparison {
  /** Existing fields that the upload leaves out, which Gong does not take (quirk 39). */
  readonly missing: readonly string[]
  readonly changes: readonly Change[]
}

/**
 * Tells what an upload of custom fields (operation uploadCrmSchemaField) would change.
 *
 * @param existing fields as listCrmSchemaFields shows them
 * @param wanted fields as they would be sent
 */
export function compare(existing: readonly Row[], wanted: readonly Row[]): Comparison {
  const there = new Map(
    existing.filter(({ isDeleted }) => isDeleted !== true).map((row) => [String(row.uniqueName), row]),
  )
  const named = new Set(wanted.map(({ uniqueName }) => String(uniqueName)))
  return {
    missing: [...there.keys()].filter((name) => !named.has(name)),
    changes: wanted.flatMap((row) => changeOf(there.get(String(row.uniqueName)), row)),
  }
}

/** A field that is not there and shall not be there is no change at all. */
function changeOf(before: Row | undefined, after: Row): Change[] {
  const facts = { uniqueName: String(after.uniqueName), type: String(after.type) }
  if (before === undefined) return after.isDeleted === true ? [] : [{ ...facts, change: 'added' }]
  if (after.isDeleted === true) return [{ ...facts, change: 'removed' }]
  if (before.type === after.type) return [{ ...facts, change: 'kept' }]
  return [{ ...facts, change: 'retyped', before: String(before.type) }]
}

/** Whether a change takes data with it (quirk 39). */
export function isLoss({ change }: Change): boolean {
  return change === 'removed' || change === 'retyped'
}

/** One change in words. */
export function inWords({ uniqueName, type, change, before }: Change): string {
  if (change === 'added') return `${uniqueName} (${type}) is new`
  if (change === 'removed') return `${uniqueName} (${type}) goes, and its data with it`
  return change === 'retyped' ? `${uniqueName}: ${before} becomes ${type}, and its data is lost` : `${uniqueName} stays`
}

/** The names that a list of fields holds more than once. */
export function repeated(wanted: readonly Row[]): string[] {
  const names = wanted.map(({ uniqueName }) => String(uniqueName))
  return names.filter((name, index) => names.indexOf(name) < index)
}

/** Fields as `crm schema get` prints them, made ready to be sent: each says of what type of object it is, and Gong knows. */
export function withoutType(fields: Json, type: string): Json {
  if (!Array.isArray(fields)) return fields
  return fields.map((field: Json) => {
    if (!isRow(field) || field.objectType !== type) return field
    const { objectType: _, ...rest } = field
    return rest
  })
}
