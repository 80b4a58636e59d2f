import type { Json, Row } from '../lib/rows.ts'
import { type Field, valueProblem } from './kinds.ts'

type Fields = Readonly<Record<string, Field>>

const text = { kind: 'text' } as const
const id = { kind: 'crmId', required: true } as const
const name = text

const object: Fields = {
  objectId: id,
  modifiedDate: { kind: 'second', required: true },
  isDeleted: { kind: 'flag' },
  url: { kind: 'url' },
}

const person: Fields = { emailAddress: text, firstName: text, lastName: text, title: text, phoneNumber: text }

/**
 * What one line of an upload may hold, by type of object, as Gong documents it with uploadCrmData; `[]` marks a list.
 * Every other name is a custom field. A date-time must have no milliseconds, and one file holds one update of an object.
 */
const OBJECT_FIELDS: Readonly<Record<string, Fields>> = {
  ACCOUNT: { ...object, name, 'domains[]': text },
  CONTACT: { ...object, accountId: text, ...person },
  DEAL: {
    ...object,
    accountId: text,
    ownerId: text,
    name,
    createdDate: { kind: 'second' },
    closeDate: { kind: 'day' },
    status: { kind: 'choice', of: ['WON', 'LOST', 'OPEN'] },
    stage: text,
    amount: { kind: 'number' },
  },
  LEAD: { ...object, ...person, convertedToDealId: text, convertedToContactId: text, convertedToAccountId: text },
  BUSINESS_USER: { ...object, emailAddress: { kind: 'email', required: true } },
  STAGE: { objectId: id, name: { ...text, required: true }, isActive: { kind: 'flag' }, sortOrder: { kind: 'count' } },
}

/**
 * Everything that is wrong with one line of an upload, a sentence each; null means no value.
 *
 * @param type in Gong's spelling, such as `BUSINESS_USER`
 */
export function objectProblems(type: string, line: Row): string[] {
  return Object.entries(OBJECT_FIELDS[type] ?? {}).flatMap(([path, field]) => {
    const name = path.replace('[]', '')
    const value = line[name] ?? undefined
    if (value === undefined) return isNeeded(name, field, line) ? [`${name} is missing`] : []
    if (!path.endsWith('[]')) return oneValue(name, field, value)
    return Array.isArray(value) ? value.flatMap((item: Json) => oneValue(name, field, item)) : [`${name} is not a list`]
  })
}

/** A deleted user needs no e-mail address. */
function isNeeded(name: string, { required }: Field, line: Row): boolean {
  return required === true && !(name === 'emailAddress' && line.isDeleted === true)
}

function oneValue(name: string, field: Field, value: Json): string[] {
  const wrong = valueProblem(field, value)
  return wrong === undefined ? [] : [`${name} ${wrong}`]
}

/** The most that Gong takes in one file: 200 MB. */
export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024
