import type { Field } from './kinds.ts'

type Fields = Readonly<Record<string, Field>>

const text = { kind: 'text' } as const
const id = { kind: 'text', required: true, max: 64 } as const
const name = text

const object: Fields = {
  objectId: id,
  modifiedDate: { kind: 'instant', required: true },
  isDeleted: { kind: 'flag' },
  url: { kind: 'url' },
}

const person: Fields = { emailAddress: text, firstName: text, lastName: text, title: text, phoneNumber: text }

/**
 * What one line of an upload may hold, by type of object, as Gong documents it with uploadCrmData; `[]` marks a list.
 * Every other name is a custom field. A date-time must have no milliseconds, and one file holds one update of an object.
 */
export const OBJECT_FIELDS: Readonly<Record<string, Fields>> = {
  ACCOUNT: { ...object, name, 'domains[]': text },
  CONTACT: { ...object, accountId: text, ...person },
  DEAL: {
    ...object,
    accountId: text,
    ownerId: text,
    name,
    createdDate: { kind: 'instant' },
    closeDate: { kind: 'day' },
    status: { kind: 'choice', of: ['WON', 'LOST', 'OPEN'] },
    stage: text,
    amount: { kind: 'number' },
  },
  LEAD: { ...object, ...person, convertedToDealId: text, convertedToContactId: text, convertedToAccountId: text },
  BUSINESS_USER: { ...object, emailAddress: { kind: 'email', required: true } },
  STAGE: { objectId: id, name: { ...text, required: true }, isActive: { kind: 'flag' }, sortOrder: { kind: 'count' } },
}

/** The most that Gong takes in one file: 200 MB. */
export const MOST_BYTES = 200 * 1024 * 1024
