import { operations } from './operation.ts'

/** Parameters of questions and briefs: the CRM record, and the conversations that are read for it. */
const subject = {
  workspace: { to: 'query.workspaceId', kind: 'id', required: true, help: 'the workspace' },
  type: {
    to: 'query.crmEntityType',
    kind: 'choice',
    of: ['ACCOUNT', 'CONTACT', 'DEAL', 'LEAD'],
    required: true,
    help: 'type of the CRM record',
  },
  id: { to: 'query.crmEntityId', kind: 'text', required: true, help: 'id of the record in the CRM' },
  period: {
    to: 'query.timePeriod',
    kind: 'choice',
    of: [
      'LAST_7DAYS',
      'LAST_30DAYS',
      'LAST_90DAYS',
      'LAST_90_DAYS_SINCE_LAST_ACTIVITY',
      'LAST_YEAR_SINCE_LAST_ACTIVITY',
      'LAST_YEAR',
      'THIS_WEEK',
      'THIS_MONTH',
      'THIS_YEAR',
      'THIS_QUARTER',
      'CUSTOM_RANGE',
      'ALL_CONVERSATIONS',
    ],
    required: true,
    help: 'which calls and e-mails are read',
  },
  from: { to: 'query.fromDateTime', kind: 'instant', help: 'read from this on; with the period custom-range' },
  to: { to: 'query.toDateTime', kind: 'instant', help: 'read until before this; with the period custom-range' },
} as const

const rules = [
  { with: 'query.timePeriod', is: ['CUSTOM_RANGE'], needs: 'query.fromDateTime' },
  { with: 'query.fromDateTime', needs: 'query.timePeriod', as: ['CUSTOM_RANGE'] },
  { with: 'query.toDateTime', needs: 'query.timePeriod', as: ['CUSTOM_RANGE'] },
] as const

const credits = 'Each run spends Gong credits; 402 means that there are none left.'
const range = 'The period custom-range needs --from, and only it takes dates; Gong reads them as UTC.'

export const ai = operations('ai', {
  ask: {
    id: 'askEntity',
    method: 'GET',
    path: '/v2/entities/ask-entity',
    effect: 'billed',
    scope: 'api:ai-ask:read',
    summary: 'Ask a question about a CRM record',
    params: {
      ...subject,
      question: { to: 'query.question', kind: 'text', required: true, help: 'the question, in plain words' },
    },
    rules,
    answer: { shape: 'whole', lists: ['answer'], fields: ['answer', 'numOfCallsSearched', 'numOfEmailsSearched'] },
    window: ['from', 'to'],
    cautions: [credits, range, 'Reads at most 60 calls and 500 e-mails; the question travels in the URL.'],
  },
  brief: {
    id: 'generateBrief',
    method: 'GET',
    path: '/v2/entities/get-brief',
    effect: 'billed',
    scope: 'api:ai-briefer:read',
    summary: 'Generate a brief on a CRM record',
    params: {
      ...subject,
      brief: {
        to: 'query.briefName',
        kind: 'text',
        required: true,
        help: 'name of a published brief, not its id',
        names: 'brief',
      },
    },
    rules,
    answer: {
      shape: 'whole',
      lists: ['briefSections'],
      fields: ['briefSections', 'numOfCallsSearched', 'numOfEmailsSearched'],
    },
    window: ['from', 'to'],
    cautions: [credits, range, 'A brief that is not published answers 404.'],
  },
})
