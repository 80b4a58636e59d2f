import { customFields, standardFields } from '../catalogue/crm-objects.ts'
import type { Field } from '../catalogue/kinds.ts'
import type { Row } from '../lib/rows.ts'

/** A field of an object as a column of a table. */
export interface ColumnField extends Field {
  readonly help: string
  readonly many?: true
  readonly headings: readonly string[]
}

const MODIFIED =
  'last modified|last modified date|last modified at|modified|modified at|modified on|date modified|updated|updated at|updated on|last updated|system modstamp'

/** What CRMs call these columns in their exports, besides the names of the fields. */
const HEADINGS: Readonly<Record<string, string>> = {
  objectId: 'id|crm id|record id|object id',
  modifiedDate: MODIFIED,
  createdDate: 'created|created at|created on|create date|date created',
  closeDate: 'close|closing date|expected close date',
  isDeleted: 'deleted|is deleted',
  url: 'crm url|record url|link',
  domains: 'domain|email domain|web domain',
  firstName: 'given name|first',
  lastName: 'surname|family name|last',
  title: 'job title',
  amount: 'deal amount|deal value|value',
  sortOrder: 'order|position',
  isActive: 'active',
}

const OF_TYPE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ACCOUNT: { objectId: 'account id|company id', name: 'account name|company name|company' },
  CONTACT: { objectId: 'contact id' },
  DEAL: {
    objectId: 'deal id|opportunity id',
    name: 'deal name|opportunity name',
    ownerId: 'deal owner id|opportunity owner id|owner',
    stage: 'stage id|deal stage',
  },
  LEAD: { objectId: 'lead id' },
  BUSINESS_USER: { objectId: 'user id|crm user id' },
  STAGE: { objectId: 'stage id', name: 'stage name|stage' },
}

/**
 * The fields of a type as columns of a table: those that Gong documents, and those of the company.
 *
 * @param type such as `BUSINESS_USER`
 * @param schema its custom fields, as listCrmSchemaFields gives them
 * @param hasCountry whether phone numbers are to be understood; else they stay as they are
 */
export function tableFields(
  type: string,
  schema: readonly Row[],
  hasCountry: boolean,
): { readonly [name: string]: ColumnField } {
  const labels = new Map(schema.map(({ uniqueName, label }) => [String(uniqueName), String(label ?? '')]))
  const phones = new Set(
    schema.flatMap(({ uniqueName, type: kind }) => (kind === 'PHONENUMBER' ? [String(uniqueName)] : [])),
  )
  const custom = Object.entries(customFields(schema)).map(([path, field]) => {
    const name = path.replace('[]', '')
    return [name, columnField(path, hasCountry && phones.has(name) ? PHONE : field, [labels.get(name) ?? ''])] as const
  })
  const standard = Object.entries(standardFields(type)).map(([path, field]) => {
    const name = path.replace('[]', '')
    const kind = name === 'emailAddress' ? { ...field, ...EMAIL } : hasCountry && name === 'phoneNumber' ? PHONE : field
    return [name, columnField(path, kind, wordsFor(type, name))] as const
  })
  return Object.fromEntries([...custom, ...standard])
}

const EMAIL = { kind: 'email' } as const
const PHONE = { kind: 'phone' } as const

/** What is needed only of objects that are not deleted is no column that has to be there. */
function columnField(path: string, { required, ...field }: Field, headings: readonly string[]): ColumnField {
  return {
    ...field,
    ...(required && path !== 'emailAddress' && { required }),
    ...(path.endsWith('[]') && { many: true as const }),
    headings: headings.filter((heading) => heading !== ''),
    help: path,
  }
}

function wordsFor(type: string, name: string): readonly string[] {
  return [HEADINGS[name], OF_TYPE[type]?.[name]].flatMap((words) => words?.split('|') ?? [])
}
