import { isRow, type Json, type Row } from '../../lib/rows.ts'
import type { SandboxRequest } from './request.ts'

const FIELDS = 'crm fields'

const since = { lastModified: '2025-12-17T13:45:01Z', isDeleted: false }

/** The custom fields that the company began with, by type of object. */
const FIRST: { readonly [type: string]: readonly Row[] } = {
  ACCOUNT: [
    { uniqueName: 'accountOwner', label: 'Account Owner', type: 'REFERENCE', ...since, referenceTo: 'USER' },
    {
      uniqueName: 'tier',
      label: 'Tier',
      type: 'PICKLIST',
      ...since,
      orderedValueList: ['Strategic', 'Named', 'Territory'],
    },
    { uniqueName: 'invoicesPerMonth', label: 'Invoices a month', type: 'NUMBER', ...since },
  ],
  CONTACT: [{ uniqueName: 'isSigner', label: 'Signs contracts', type: 'BOOLEAN', ...since }],
  DEAL: [
    { uniqueName: 'nextStep', label: 'Next Step', type: 'STRING', ...since },
    { uniqueName: 'discount', label: 'Discount', type: 'PERCENT', ...since },
    { uniqueName: 'goLive', label: 'Go-live', type: 'DATE', ...since },
  ],
  LEAD: [],
}

/** The types of objects that have custom fields. */
export const CRM_TYPES = Object.keys(FIRST)

/** The custom fields of a type. */
export function fieldsOf({ changes, query }: SandboxRequest, objectType: string): readonly Row[] {
  const kept = changes.get(FIELDS, keyOf({ ...query, objectType }))?.fields
  return Array.isArray(kept) ? kept.filter((field: Json) => isRow(field)) : (FIRST[objectType] ?? [])
}

/** The names of existing fields that an upload does not mention (quirk 39). */
export function missingFields(request: SandboxRequest, fields: readonly Row[]): string[] {
  const named = new Set(fields.map(({ uniqueName }) => uniqueName))
  return fieldsOf(request, String(request.query.objectType)).flatMap(({ uniqueName = null }) =>
    named.has(uniqueName) ? [] : [String(uniqueName)],
  )
}

export function saveFields({ changes, query, now }: SandboxRequest, fields: readonly Row[]): void {
  const lastModified = `${new Date(now).toISOString().slice(0, 19)}Z`
  const kept = fields.filter(({ isDeleted }) => isDeleted !== true)
  changes.put(FIELDS, keyOf(query), { fields: kept.map((field) => ({ lastModified, isDeleted: false, ...field })) })
}

function keyOf({ integrationId, objectType }: Row): string {
  return `${integrationId} ${objectType}`
}
