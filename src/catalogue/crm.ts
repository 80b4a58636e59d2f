import { operations } from './operation.ts'

const integration = {
  to: 'query.integrationId',
  kind: 'id',
  required: true,
  help: 'id of the generic CRM integration',
} as const

const request = {
  to: 'query.clientRequestId',
  kind: 'key',
  required: true,
  help: 'name of the request, made up by the caller: letters, digits, dash and underscore',
} as const

const type = {
  to: 'query.objectType',
  kind: 'choice',
  of: ['ACCOUNT', 'CONTACT', 'DEAL', 'LEAD'],
  required: true,
  help: 'type of CRM object',
} as const

const { required: _, ...anyType } = type

const schemaField = ['uniqueName', 'label', 'type', 'lastModified', 'isDeleted', 'referenceTo', 'orderedValueList']

/** The generic CRM integration, its objects and its schema. Uploads and deletion continue after the response: see `status`. */
export const crm = operations('crm', {
  getIntegration: {
    id: 'listGenericCrmIntegration',
    method: 'GET',
    path: '/v2/crm/integrations',
    effect: 'read',
    scope: 'api:crm:integrations:read',
    summary: 'Show the generic CRM integration',
    params: {},
    answer: {
      shape: 'list',
      key: 'integrations',
      fields: ['integrationId', 'ownerEmail', 'name'],
      numericIds: ['integrationId'],
    },
  },
  registerIntegration: {
    id: 'registerGenericCrmIntegration',
    method: 'PUT',
    path: '/v2/crm/integrations',
    effect: 'write',
    scope: 'api:crm:integration:register',
    summary: 'Register the generic CRM integration',
    params: {
      name: { to: 'body.name', kind: 'text', required: true, help: 'name of the integration' },
      owner: { to: 'body.ownerEmail', kind: 'email', required: true, help: 'e-mail address of the person in charge' },
    },
    answer: { shape: 'created', id: 'integrationId', fields: ['integrationId'], numericIds: ['integrationId'] },
    cautions: ['A company has one CRM integration: Gong answers 409 while any exists, native ones too.'],
  },
  deleteIntegration: {
    id: 'deleteGenericCrmIntegration',
    method: 'DELETE',
    path: '/v2/crm/integrations',
    effect: 'erase',
    scope: 'api:crm:integration:delete',
    summary: 'Delete a generic CRM integration and every object in it',
    params: { integration, request },
    answer: { shape: 'created', id: 'clientRequestId', fields: ['clientRequestId'], statuses: [201] },
    dedupe: 'request',
    cautions: ['The deletion can take up to 24 hours. A request name is good for one request.'],
  },
  getObjects: {
    id: 'getCrmObjects',
    method: 'GET',
    path: '/v2/crm/entities',
    effect: 'read',
    scope: 'api:crm:get-objects',
    summary: 'Look at uploaded CRM objects',
    params: {
      integration,
      type,
      id: {
        to: 'body[]',
        kind: 'text',
        required: true,
        max: 100,
        help: 'ids of objects in the CRM',
        answered: { thing: 'object', by: 'objectId' },
      },
    },
    answer: { shape: 'map', key: 'crmObjectsMap', as: 'objectId' },
    cautions: ['Gong means this for development. An object that Gong does not know comes back with its id alone.'],
  },
  uploadObjects: {
    id: 'uploadCrmData',
    method: 'POST',
    path: '/v2/crm/entities',
    effect: 'write',
    scope: 'api:crm:upload',
    summary: 'Upload CRM objects of one type',
    params: {
      integration,
      type: { ...type, of: [...type.of, 'BUSINESS_USER', 'STAGE'] },
      request,
      file: { to: 'part.dataFile', kind: 'file', required: true, help: 'objects as JSON, one on a line' },
    },
    answer: { shape: 'created', id: 'clientRequestId', fields: ['clientRequestId'], statuses: [201] },
    dedupe: 'request',
    cautions: [
      'At most 200 MB, and one line for each object; date-times must have no milliseconds.',
      'Gong reads the file after it has answered, so lines can still fail.',
    ],
  },
  getSchema: {
    id: 'listCrmSchemaFields',
    method: 'GET',
    path: '/v2/crm/entity-schema',
    effect: 'read',
    scope: 'api:crm:schema',
    summary: 'List the custom CRM fields of a type, or of all',
    params: { integration, type: { ...anyType, help: 'type of CRM object; every type when left out' } },
    answer: {
      shape: 'mapOfLists',
      key: 'objectTypeToSelectedFields',
      as: 'objectType',
      fields: ['objectType', ...schemaField],
    },
  },
  setSchema: {
    id: 'uploadCrmSchemaField',
    method: 'POST',
    path: '/v2/crm/entity-schema',
    effect: 'erase',
    scope: 'api:crm:schema',
    summary: 'Set the custom CRM fields of a type',
    params: { integration, type },
    body: {
      '[].uniqueName': { kind: 'text', required: true },
      '[].label': { kind: 'text', required: true },
      '[].type': {
        kind: 'choice',
        of: [
          'DATE',
          'DATETIME',
          'NUMBER',
          'PERCENT',
          'CURRENCY',
          'ID',
          'URL',
          'STRING',
          'BOOLEAN',
          'PHONENUMBER',
          'EMAILADDRESS',
          'PICKLIST',
          'REFERENCE',
          'STRINGARRAY',
        ],
        required: true,
      },
      '[].lastModified': { kind: 'second' },
      '[].isDeleted': { kind: 'flag' },
      '[].referenceTo': { kind: 'text' },
      '[].orderedValueList[]': { kind: 'text' },
    },
    rules: [
      { with: 'body[].type', is: ['REFERENCE'], needs: 'body[].referenceTo', unless: 'body[].isDeleted' },
      { with: 'body[].type', is: ['PICKLIST'], needs: 'body[].orderedValueList', unless: 'body[].isDeleted' },
      { takes: 'body[].referenceTo', only: ['ACCOUNT', 'CONTACT', 'DEAL', 'LEAD', 'USER'] },
    ],
    answer: { shape: 'nothing', statuses: [200, 201] },
    cautions: [
      'Every existing field must be there again or be marked isDeleted; a new type for a field destroys its data.',
      'REFERENCE needs referenceTo, PICKLIST needs orderedValueList; lastModified must have no milliseconds.',
    ],
  },
  status: {
    id: 'getRequestStatus',
    method: 'GET',
    path: '/v2/crm/request-status',
    effect: 'read',
    scope: 'api:crm:upload',
    summary: 'Show how far an upload or a deletion is',
    params: { integration, request: { ...request, help: 'name of the request, as given to the upload or deletion' } },
    answer: { shape: 'job', state: 'status', fields: ['status', 'errors', 'totalErrorCount', 'totalSuccessCount'] },
    cautions: ['Shows at most 20 errors; line 0 means the whole file.'],
  },
  associations: {
    id: 'manualCrmAssociations',
    method: 'GET',
    path: '/v2/calls/manual-crm-associations',
    effect: 'read',
    summary: 'List the CRM objects that people tied to calls by hand',
    params: {
      since: { to: 'query.fromDateTime', kind: 'instant', required: true, help: 'tied after this' },
    },
    cautions: ['Undocumented, and Gong may have removed it: what it holds may differ.'],
    answer: { shape: 'list', key: 'associations' },
    paged: true,
  },
})
