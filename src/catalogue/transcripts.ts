import { operations } from './operation.ts'

/** Transcripts. The window matches every call by its start, unlike that of `calls list` (quirk 42). */
export const transcripts = operations('transcripts', {
  get: {
    id: 'getCallTranscripts',
    method: 'POST',
    path: '/v2/calls/transcript',
    effect: 'read',
    scope: 'api:calls:read:transcript',
    summary: 'Get the transcripts of calls, by id or by date range',
    params: {
      call: {
        to: 'body.filter.callIds[]',
        kind: 'id',
        max: 100,
        help: 'ids of calls; with a date range, both must match',
        answered: { thing: 'call', by: 'callId', unless: 'it has no transcript yet' },
      },
      from: { to: 'body.filter.fromDateTime', kind: 'instant', help: 'started at or after this' },
      to: { to: 'body.filter.toDateTime', kind: 'instant', help: 'started before this' },
      workspace: { to: 'body.filter.workspaceId', kind: 'id', help: 'only this workspace' },
    },
    body: { filter: { kind: 'json', required: true } },
    answer: {
      shape: 'list',
      key: 'callTranscripts',
      identity: 'callId',
      fields: ['callId', 'transcript'],
      emptyOn404: true,
      countsUnanalysed: true,
    },
    paged: true,
    window: ['from', 'to'],
    cut: ['from', 'to'],
    cautions: [
      'A transcript can take up to 24 hours after the call.',
      'Times are milliseconds from the start of the call; speakerId belongs to one call, not to a person.',
    ],
  },
})
