import { operations } from './operation.ts'

/** Since when Gong has entries of a log: of the last days, or from a day on; of the others it says nothing. */
export const LOGS_KEPT: { readonly [type: string]: { readonly days: number } | { readonly since: string } } = {
  AccessLog: { days: 14 },
  UserActivityLog: { since: '2021-03-01T00:00:00Z' },
}

export const logs = operations('logs', {
  list: {
    id: 'listLogs',
    method: 'GET',
    path: '/v2/logs',
    effect: 'read',
    scope: 'api:logs:read',
    summary: 'List the entries of one audit log',
    params: {
      type: {
        to: 'query.logType',
        kind: 'choice',
        of: ['AccessLog', 'UserActivityLog', 'UserCallPlay', 'ExternallySharedCallAccess', 'ExternallySharedCallPlay'],
        required: true,
        help: 'which log',
      },
      from: { to: 'query.fromDateTime', kind: 'instant', required: true, help: 'logged at or after this' },
      to: { to: 'query.toDateTime', kind: 'instant', help: 'logged before this; else up to the latest entry' },
    },
    answer: {
      shape: 'list',
      key: 'logEntries',
      fields: [
        'userId',
        'userEmailAddress',
        'userFullName',
        'impersonatorUserId',
        'impersonatorEmailAddress',
        'impersonatorFullName',
        'impersonatorCompanyId',
        'eventTime',
        'logRecord.*',
      ],
      emptyOn404: true,
    },
    paged: true,
    window: ['from', 'to'],
    cut: ['from', 'to'],
    cautions: [
      'Gong keeps the access log for 14 days, and the log of user activity since March 2021.',
      'logRecord has other fields in each log and for each event.',
    ],
  },
})
