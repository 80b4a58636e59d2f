import { type Row, textsIn } from '../lib/rows.ts'
import { type Field, valueProblem } from './kinds.ts'

/** A field of an object, by its name; `[]` behind it marks a list. */
export type ObjectFields = Readonly<Record<string, Field>>

const text = { kind: 'text' } as const
const id = { kind: 'crmId', required: true } as const
const name = text
/** The objectId of another object. */
const reference = { kind: 'crmId' } as const

const object: ObjectFields = {
  objectId: id,
  modifiedDate: { kind: 'second', required: true },
  isDeleted: { kind: 'flag' },
  url: { kind: 'url' },
}

const person: ObjectFields = { emailAddress: text, firstName: text, lastName: text, title: text, phoneNumber: text }

/**
 * What one line of an upload may hold, by type of object, as Gong documents it with uploadCrmData; `[]` marks a list.
 * Every other name is a custom field. A date-time must have no milliseconds, and one file holds one update of an object.
 */
const OBJECT_FIELDS: Readonly<Record<string, ObjectFields>> = {
  ACCOUNT: { ...object, name, 'domains[]': text },
  CONTACT: { ...object, accountId: reference, ...person },
  DEAL: {
    ...object,
    accountId: reference,
    ownerId: reference,
    name,
    createdDate: { kind: 'second' },
    closeDate: { kind: 'day' },
    status: { kind: 'choice', of: ['WON', 'LOST', 'OPEN'] },
    stage: reference,
    amount: { kind: 'number' },
  },
  LEAD: {
    ...object,
    ...person,
    convertedToDealId: reference,
    convertedToContactId: reference,
    convertedToAccountId: reference,
  },
  BUSINESS_USER: { ...object, emailAddress: { kind: 'email', required: true } },
  STAGE: { objectId: id, name: { ...text, required: true }, isActive: { kind: 'flag' }, sortOrder: { kind: 'count' } },
}

/** What Gong documents for a type of object. @param type in Gong's spelling, such as `BUSINESS_USER` */
export function standardFields(type: string): ObjectFields {
  return OBJECT_FIELDS[type] ?? {}
}

const CUSTOM_KINDS: Readonly<Record<string, Field>> = {
  DATE: { kind: 'day' },
  // Gong's own example of a deal has milliseconds in one (quirk 44).
  DATETIME: { kind: 'instant' },
  NUMBER: { kind: 'number' },
  PERCENT: { kind: 'number' },
  CURRENCY: { kind: 'number' },
  URL: { kind: 'url' },
  BOOLEAN: { kind: 'flag' },
  EMAILADDRESS: { kind: 'email' },
  REFERENCE: reference,
}

/** What the custom fields of a type take. @param schema its fields, as listCrmSchemaFields gives them */
export function customFields(schema: readonly Row[]): ObjectFields {
  return Object.fromEntries(
    schema
      .filter(({ isDeleted }) => isDeleted !== true)
      .map(({ uniqueName, type, orderedValueList }): [string, Field] => {
        const words = type === 'PICKLIST' ? textsIn(orderedValueList) : []
        const suffix = type === 'STRINGARRAY' ? '[]' : ''
        const field: Field = words.length > 0 ? { kind: 'choice', of: words } : (CUSTOM_KINDS[String(type)] ?? text)
        return [`${String(uniqueName)}${suffix}`, field]
      }),
  )
}

/** What is wrong with one field of an object. */
export interface ObjectFault {
  readonly field: string
  /** As the predicate of a sentence: `is missing`. */
  readonly problem: string
}

/** Everything that is wrong with an object; null means no value. */
export function objectFaults(fields: ObjectFields, object: Row): ObjectFault[] {
  const faults: ObjectFault[] = []
  for (const path in fields) {
    const field = fields[path]
    if (field === undefined) continue
    const isList = path.endsWith('[]')
    const name = isList ? path.slice(0, -2) : path
    const value = object[name] ?? undefined
    const note = (problem: string | undefined) => {
      if (problem !== undefined) faults.push({ field: name, problem })
    }
    if (value === undefined) note(isNeeded(name, field, object) ? 'is missing' : undefined)
    else if (!isList) note(valueProblem(field, value))
    else if (!Array.isArray(value)) note('is not a list')
    else for (const item of value) note(valueProblem(field, item))
  }
  return faults
}

/** A deleted user needs no e-mail address. */
function isNeeded(name: string, { required }: Field, object: Row): boolean {
  return required === true && !(name === 'emailAddress' && object.isDeleted === true)
}

/** The most that Gong takes in one file: 200 MB. */
export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024
