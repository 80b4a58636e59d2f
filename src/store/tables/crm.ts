import { boolean, json, raw, required, type StoreTable, text } from './table.ts'

/** What a generic CRM integration has uploaded to Gong. */
export const crmTables = {
  crm_objects: {
    means: 'an object that was uploaded to Gong',
    key: ['integration_id', 'object_type', 'object_id'],
    source: { operation: 'getCrmObjects', record: 'crmObjectsMap{}' },
    columns: {
      integration_id: required(text(undefined, 'the integration that was asked for')),
      object_type: required(text(undefined, 'ACCOUNT, CONTACT, DEAL or LEAD')),
      object_id: required(text(undefined, "the CRM's id: its key in the answer")),
      raw,
    },
  },
  crm_fields: {
    means: 'a custom field that was uploaded to Gong',
    key: ['integration_id', 'object_type', 'name'],
    source: { operation: 'listCrmSchemaFields', record: 'objectTypeToSelectedFields{}[]' },
    columns: {
      integration_id: required(text(undefined, 'the integration that was asked for')),
      object_type: required(text(undefined, 'ACCOUNT, CONTACT, DEAL or LEAD: its key in the answer')),
      name: required(text('uniqueName', 'its name')),
      label: text('label', 'its name for people'),
      type: text('type', 'such as STRING or PICKLIST'),
      is_deleted: boolean('isDeleted', 'whether it was deleted'),
      reference_to: text('referenceTo', 'the type that it refers to'),
      values: json('orderedValueList', 'what a PICKLIST can hold'),
      raw,
    },
  },
} as const satisfies Readonly<Record<string, StoreTable>>
