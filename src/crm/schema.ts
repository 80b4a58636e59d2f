import { isRow, type Json, type Row } from '../lib/rows.ts'

/** How one custom field changes. */
export interface FieldChange {
  readonly uniqueName: string
  readonly type: string
  readonly change: 'added' | 'removed' | 'retyped' | 'kept'
  /** The type that it had, when that was another. */
  readonly before?: string
}

/** An upload of fields compared with the existing ones. */
export interface FieldComparison {
  /** Existing fields that the upload leaves out, which Gong refuses (quirk 39). */
  readonly missing: readonly string[]
  readonly changes: readonly FieldChange[]
}

/**
 * Compares an upload of custom fields (operation uploadCrmSchemaField) with the existing ones.
 *
 * @param existing fields as listCrmSchemaFields shows them
 * @param wanted fields as they would be sent
 */
export function compareFields(existing: readonly Row[], wanted: readonly Row[]): FieldComparison {
  const current = new Map(
    existing.filter(({ isDeleted }) => isDeleted !== true).map((row) => [String(row.uniqueName), row]),
  )
  const named = new Set(wanted.map(({ uniqueName }) => String(uniqueName)))
  return {
    missing: [...current.keys()].filter((name) => !named.has(name)),
    changes: wanted.flatMap((row) => changeOf(current.get(String(row.uniqueName)), row)),
  }
}

/** Removing a field that does not exist is no change. */
function changeOf(before: Row | undefined, after: Row): FieldChange[] {
  const facts = { uniqueName: String(after.uniqueName), type: String(after.type) }
  if (before === undefined) return after.isDeleted === true ? [] : [{ ...facts, change: 'added' }]
  if (after.isDeleted === true) return [{ ...facts, change: 'removed' }]
  if (before.type === after.type) return [{ ...facts, change: 'kept' }]
  return [{ ...facts, change: 'retyped', before: String(before.type) }]
}

/** Whether a change loses data (quirk 39). */
export function isLoss({ change }: FieldChange): boolean {
  return change === 'removed' || change === 'retyped'
}

/** One change as a sentence. */
export function describeChange({ uniqueName, type, change, before }: FieldChange): string {
  if (change === 'added') return `${uniqueName} (${type}) is new`
  if (change === 'removed') return `${uniqueName} (${type}) goes, and its data with it`
  return change === 'retyped' ? `${uniqueName}: ${before} becomes ${type}, and its data is lost` : `${uniqueName} stays`
}

/** The names that are in a list of fields more than once. */
export function duplicateNames(wanted: readonly Row[]): string[] {
  const names = wanted.map(({ uniqueName }) => String(uniqueName))
  return names.filter((name, index) => names.indexOf(name) < index)
}

/** Fields as `crm schema get` prints them, without `objectType`, which Gong does not take back. */
export function withoutObjectType(fields: Json, type: string): Json {
  if (!Array.isArray(fields)) return fields
  return fields.map((field: Json) => {
    if (!isRow(field) || field.objectType !== type) return field
    const { objectType: _, ...rest } = field
    return rest
  })
}
