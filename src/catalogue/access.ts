import { operations } from './operation.ts'

const access = {
  'callAccessList[].callId': { kind: 'id', required: true },
  'callAccessList[].userIds[]': { kind: 'id', required: true },
} as const

/** Access to single calls that was granted through the API: one path, where POST reads and PUT adds (quirk 16). */
export const callAccess = operations('calls', {
  listAccess: {
    id: 'getUsersAccessToCalls',
    method: 'POST',
    path: '/v2/calls/users-access',
    effect: 'read',
    scope: 'api:call-user-access:read',
    summary: 'List the users who were granted access to calls through the API',
    params: {
      call: {
        to: 'body.filter.callIds[]',
        kind: 'id',
        required: true,
        max: 100,
        help: 'ids of calls',
        answered: { thing: 'call', by: 'callId' },
      },
    },
    body: { filter: { kind: 'json', required: true } },
    answer: { shape: 'list', key: 'callAccessList', fields: ['callId', 'users'] },
    cautions: ['Who sees a call by other ways, as its host or by a permission profile, is not listed.'],
  },
  grantAccess: {
    id: 'addUsersAccessToCalls',
    method: 'PUT',
    path: '/v2/calls/users-access',
    effect: 'write',
    scope: 'api:call-user-access:write',
    summary: 'Grant users access to calls',
    params: {},
    body: access,
    answer: { shape: 'nothing' },
    cautions: ['Nothing changes for a user who has access already.'],
  },
  revokeAccess: {
    id: 'deleteUsersAccessToCalls',
    method: 'DELETE',
    path: '/v2/calls/users-access',
    effect: 'erase',
    scope: 'api:call-user-access:write',
    summary: 'Take back access to calls that was granted through the API',
    params: {},
    body: access,
    answer: { shape: 'nothing' },
    cautions: ['Access that users have by other ways stays.'],
  },
})
