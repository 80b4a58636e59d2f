import { operations } from './operation.ts'

export const settings = operations('settings', {
  workspaces: {
    id: 'listWorkspaces',
    method: 'GET',
    path: '/v2/workspaces',
    effect: 'read',
    scope: 'api:workspaces:read',
    summary: 'List the workspaces of the company',
    params: {},
    rows: 'workspaces',
    fields: ['id', 'name', 'description'],
  },
})
