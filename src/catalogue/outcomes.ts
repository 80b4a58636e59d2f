import { operations } from './operation.ts'

export const callOutcomes = operations('calls', {
  outcomes: {
    id: 'listCallOutcomes',
    method: 'GET',
    path: '/v2/call-outcomes',
    effect: 'read',
    scope: 'api:call-outcomes:read',
    summary: 'List the outcomes that a dialer call can have',
    params: {},
    answer: {
      shape: 'list',
      key: 'outcomes',
      fields: ['callOutcome', 'displayOrder', 'connectStatus', 'sentiment', 'todoAction', 'automation', 'category'],
    },
  },
})
