import { isRow, type Json, type Row } from '../lib/rows.ts'

/** How one custom field changes. */
export interface FieldChange {
  readonly uniqueName: string
  readonly type: string
  readonly change: 'added' | 'removed' | 'retyped' | 'kept'
  /** The type that it had, when that was another. */
  readonly before?: string
  /** What else becomes another, of a field that stays: `label`, `orderedValueList`, `referenceTo`. */
  readonly differs?: string
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
  if (before.type === after.type) return [{ ...facts, change: 'kept', ...differences(before, after) }]
  return [{ ...facts, change: 'retyped', before: String(before.type) }]
}

const SETTINGS = ['label', 'referenceTo', 'orderedValueList'] as const

function differences(before: Row, after: Row): { readonly differs?: string } {
  const differ = SETTINGS.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
  return differ.length === 0 ? {} : { differs: differ.join(', ') }
}

/** Whether a change loses data (quirk 39). */
export function isLoss({ change }: FieldChange): boolean {
  return change === 'removed' || change === 'retyped'
}

/** One change as a sentence. */
export function describeChange({ uniqueName, type, change, before, differs }: FieldChange): string {
  if (change === 'added') return `${uniqueName} (${type}) is new`
  if (change === 'removed') return `${uniqueName} (${type}) goes, and its data with it`
  return change === 'retyped'
    ? `${uniqueName}: ${before} becomes ${type}, and its data is lost`
    : `${uniqueName} stays${differs === undefined ? '' : `, with another ${differs}`}`
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

/** What `mergedFields` makes of new fields and those that exist. */
export interface MergedFields {
  /** All fields, as Gong wants them. */
  readonly fields: readonly Row[]
  readonly changes: readonly FieldChange[]
  /** New fields that exist already with another type, label or values. */
  readonly conflicts: readonly string[]
}

/** Fields added to those that exist, which Gong wants again (quirk 39), with times as it takes them (quirk 44). */
export function mergedFields(existing: readonly Row[], added: readonly Row[]): MergedFields {
  const current = new Map(
    existing.filter(({ isDeleted }) => isDeleted !== true).map((row) => [String(row.uniqueName), row]),
  )
  const changes = added.flatMap((row) => changeOf(current.get(String(row.uniqueName)), row))
  const conflicts = changes.filter(({ change, differs }) => change === 'retyped' || differs !== undefined)
  const isNew = new Set(changes.filter(({ change }) => change === 'added').map(({ uniqueName }) => uniqueName))
  return {
    fields: [
      ...existing.filter(({ uniqueName }) => !isNew.has(String(uniqueName))).map(takenBack),
      ...added.filter(({ uniqueName }) => isNew.has(String(uniqueName))),
    ],
    changes,
    conflicts: conflicts.map(({ uniqueName, before, differs }) =>
      before === undefined ? `${uniqueName} with another ${differs}` : `${uniqueName} as ${before}`,
    ),
  }
}

/** As Gong takes a field that it gave: without the type of its object, and its time without milliseconds. */
function takenBack({ objectType: _, lastModified, ...field }: Row): Row {
  const time = typeof lastModified === 'string' ? { lastModified: lastModified.replace(/\.\d+(?=Z|[+-])/, '') } : {}
  return { ...field, ...time }
}

/**
 * Reads a field as it is typed: `score:number`, `"score=Fit score:number"`, `tier:picklist:Gold,Silver`, `owner:reference:user`.
 *
 * @returns `undefined` where there is no colon, so that it may be a file
 */
export function typedField(text: string): Row | undefined {
  const [, name = '', label, type, rest] = /^([^=:]+)(?:=([^:]*))?:([^:]+)(?::(.*))?$/s.exec(text) ?? []
  if (type === undefined) return undefined
  const kind = type.trim().replace(/[-_ ]/g, '').toUpperCase()
  const uniqueName = name.trim()
  return {
    uniqueName,
    label: label?.trim() || inWords(uniqueName),
    type: kind,
    ...(kind === 'PICKLIST' && rest !== undefined && { orderedValueList: rest.split(',').map((one) => one.trim()) }),
    ...(kind === 'REFERENCE' && rest !== undefined && { referenceTo: rest.trim().toUpperCase() }),
  }
}

/** `fitScore` is labelled `Fit score`. */
function inWords(name: string): string {
  const words = name
    .replace(/[_-]+/g, ' ')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
