import { flowInstance as instance } from './flow-instance.ts'
import { operations } from './operation.ts'

const flow = ['id', 'name', 'folderId', 'visibility', 'creationDate', 'exclusive'] as const
const listed = ['id', 'name', 'folderId', 'folderName', 'visibility', 'creationDate', 'exclusive'] as const

const bulk = ['id', 'status', 'totalCount', 'processedCount', 'successCount', 'failedCount', 'results'] as const

const text = { kind: 'text' } as const

const workspace = { to: 'query.workspaceId', kind: 'id', help: 'only this workspace' } as const
const target = { to: 'body.flowId', kind: 'id', required: true, help: 'the flow', names: 'flow' } as const
const owner = {
  to: 'body.flowInstanceOwnerEmail',
  kind: 'email',
  required: true,
  help: 'e-mail address of the Gong user who gets the to-dos',
} as const
const by = {
  to: 'body.unassignedByUserEmail',
  kind: 'email',
  help: 'e-mail address of the Gong user who asks for it',
} as const

/** The body of both operations that assign. */
const assignment = {
  method: 'POST',
  effect: 'write',
  scope: 'api:flows:write',
  params: {
    flow: target,
    prospect: {
      to: 'body.crmProspectsIds[]',
      kind: 'text',
      required: true,
      max: 100,
      help: 'ids of prospects in the CRM',
    },
    owner,
    ignoreCoolOff: {
      to: 'body.overrides.coolOffOverride',
      kind: 'flag',
      help: 'assign even in the cool-off period',
    },
    description: { to: 'body.flowInstanceDescription', kind: 'text', help: 'goal of the flow, for this assignment' },
  },
  body: {
    'overrides.steps[].number': { kind: 'count', required: true },
    'overrides.steps[].subject': text,
    'overrides.steps[].body': text,
    'overrides.flowInstanceVariables[].name': { kind: 'text', required: true },
    'overrides.flowInstanceVariables[].value': { kind: 'text', required: true },
  },
  answer: {
    shape: 'whole',
    lists: ['prospectsAssigned'],
    others: ['prospectsNotAssigned'],
    fields: ['prospectsAssigned', 'prospectsNotAssigned'],
  },
} as const

const partial = 'Some prospects can fail in an answer of success: prospectsNotAssigned tells which, and why.'

/** Flows of Gong Engage, and who is in them. A prospect is a contact or lead, by its id in the CRM. */
export const flows = operations('flows', {
  list: {
    id: 'listFlows',
    method: 'GET',
    path: '/v2/flows',
    effect: 'read',
    scope: 'api:flows:read',
    summary: 'List flows of the company and of one user',
    params: {
      owner: { to: 'query.flowOwnerEmail', kind: 'email', required: true, help: 'the user whose own flows come along' },
      folder: { to: 'query.folderId', kind: 'id', help: 'only this folder', names: 'flow-folder' },
      recent: { to: 'query.mostRecentlyAssigned', kind: 'flag', help: 'only the last assigned ones, at most 20' },
      workspace,
    },
    answer: { shape: 'list', key: 'flows', fields: listed },
    paged: true,
    cautions: ['403 can mean that the owner has no Engage licence.'],
  },
  folders: {
    id: 'listFlowsFolders',
    method: 'GET',
    path: '/v2/flows/folders',
    effect: 'read',
    scope: 'api:flows:read',
    summary: 'List flow folders of the company and of one user',
    params: {
      owner: {
        to: 'query.flowFolderOwnerEmail',
        kind: 'email',
        required: true,
        help: 'the user whose own folders come along',
      },
      parent: { to: 'query.parentId', kind: 'id', help: 'this folder and those in it', names: 'flow-folder' },
      workspace,
    },
    answer: { shape: 'list', key: 'flows', otherKey: 'folders', fields: [...listed, 'parentFolderId'] },
    paged: true,
    cautions: ['A folder at the top has the text "null" as parentFolderId.'],
  },
  steps: {
    id: 'getFlowSteps',
    method: 'POST',
    path: '/v2/flows/steps',
    effect: 'read',
    scope: 'api:flows:read',
    summary: 'Show flows with their steps',
    params: {
      flow: {
        to: 'body.flowIds[]',
        kind: 'id',
        max: 20,
        help: 'the flows',
        names: 'flow',
        answered: { thing: 'flow', by: 'id', allOrNone: true },
      },
    },
    answer: { shape: 'list', key: 'flows', fields: [...flow, 'description', 'steps'] },
    cautions: ['Steps count from 1.'],
  },
  assigned: {
    id: 'getProspectsAssignedFlows',
    method: 'POST',
    path: '/v2/flows/prospects',
    effect: 'read',
    scope: 'api:flows:read',
    summary: 'List the flows that prospects are in',
    params: {
      prospect: {
        to: 'body.crmProspectsIds[]',
        kind: 'text',
        help: 'ids of prospects in the CRM; finds open flows',
        answered: { thing: 'prospect', by: 'crmProspectId', ordinary: 'in no open flow' },
      },
      instance: {
        to: 'body.flowInstanceIds[]',
        kind: 'id',
        help: 'ids of flow instances; finds finished ones too',
        answered: { thing: 'flow instance', by: 'flowInstanceId' },
      },
    },
    rules: [{ pick: 'exactly one', of: ['body.crmProspectsIds', 'body.flowInstanceIds'] }],
    answer: { shape: 'list', key: 'prospectsAssigned', fields: instance },
    cautions: ['Takes prospects or instances, not both.'],
  },
  assign: {
    ...assignment,
    id: 'assignProspects',
    path: '/v2/flows/prospects/assign',
    summary: 'Assign prospects to a flow',
    cautions: [partial, 'Overrides and the description are in beta.'],
  },
  assignLegacy: {
    ...assignment,
    id: 'assignProspectsCoolOffOverrides',
    path: '/v2/flows/prospects/assign/cool-off-override',
    summary: 'Assign prospects to a flow, whatever the cool-off period',
    deprecated: true,
    cautions: [partial, 'Deprecated: the other way to assign takes an order to ignore the cool-off period.'],
  },
  bulkAssign: {
    id: 'submitFlowProspectsBulkAssignment',
    method: 'POST',
    path: '/v2/flows/prospects/bulk-assignments',
    effect: 'write',
    scope: 'api:flows:write',
    summary: 'Assign prospects to a flow, and make those that the CRM lacks',
    params: {
      flow: target,
      owner,
      prospects: { to: 'body.prospects[]', kind: 'json', required: true, max: 50, help: 'prospects, new or known' },
    },
    body: {
      'prospects[].firstName': text,
      'prospects[].lastName': text,
      'prospects[].email': { kind: 'email' },
      'prospects[].jobTitle': text,
      'prospects[].linkedInUrl': { kind: 'url' },
      'prospects[].crmId': text,
      'prospects[].accountCrmId': text,
      'prospects[].companyName': text,
    },
    rules: [
      { pick: 'at least one', of: ['body.prospects[].crmId', 'body.prospects[].firstName'] },
      { pick: 'at least one', of: ['body.prospects[].crmId', 'body.prospects[].lastName'] },
    ],
    answer: { shape: 'job', id: 'id', state: 'status', fields: bulk, statuses: [202] },
    cautions: [
      'Each prospect needs crmId, or firstName and lastName.',
      'Gong goes on after the answer; the id leads to the results.',
    ],
  },
  bulkStatus: {
    id: 'getFlowProspectsBulkAssignment',
    method: 'GET',
    path: '/v2/flows/prospects/bulk-assignments/{id}',
    effect: 'read',
    scope: 'api:flows:read',
    summary: 'Show how far a bulk assignment is',
    params: { id: { to: 'path.id', kind: 'uuid', required: true, help: 'id of the bulk assignment' } },
    answer: { shape: 'job', id: 'id', state: 'status', fields: bulk },
    cautions: ['COMPLETED does not mean that every prospect was assigned: each result has a status of its own.'],
  },
  unassign: {
    id: 'unassignProspectFlows',
    method: 'POST',
    path: '/v2/flows/prospects/unassign-flows-by-crm-id',
    effect: 'erase',
    scope: 'api:flows:write',
    summary: 'Take a prospect out of one flow or of all',
    params: {
      prospect: { to: 'body.crmProspectId', kind: 'text', required: true, help: 'id of the prospect in the CRM' },
      flow: { to: 'body.flowId', kind: 'id', help: 'only this flow; without it, all', names: 'flow' },
      by,
    },
    answer: { shape: 'values', key: 'unassignedFlowInstanceIds', as: 'flowInstanceId', fields: ['flowInstanceId'] },
    cautions: ['Without a flow the prospect leaves every flow. What failed is simply missing from the answer.'],
  },
  unassignInstances: {
    id: 'unassignFlows',
    method: 'POST',
    path: '/v2/flows/prospects/unassign-flows-by-instance-id',
    effect: 'erase',
    scope: 'api:flows:write',
    summary: 'Take prospects out of flows, by flow instance',
    params: {
      instance: {
        to: 'body.flowInstanceIds[]',
        kind: 'id',
        required: true,
        max: 200,
        help: 'ids of flow instances',
      },
      by,
    },
    answer: { shape: 'values', key: 'unassignedFlowInstanceIds', as: 'flowInstanceId', fields: ['flowInstanceId'] },
    cautions: ['What failed is simply missing from the answer.'],
  },
})
