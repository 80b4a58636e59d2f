import { operations } from './operation.ts'

const meeting = { to: 'path.meetingId', kind: 'id', required: true, help: 'id of the meeting' } as const

const organizer = {
  to: 'body.organizerEmail',
  kind: 'email',
  required: true,
  help: 'e-mail address of the Gong user who invites; their consent page is used',
} as const

const details = {
  organizer,
  from: { to: 'body.startTime', kind: 'instant', required: true, help: 'when it starts' },
  to: { to: 'body.endTime', kind: 'instant', required: true, help: 'when it ends' },
  title: { to: 'body.title', kind: 'text', help: 'title of the meeting' },
  invite: { to: 'body.invitees[]', kind: 'json', required: true, help: 'who is invited, without the organizer' },
  externalId: { to: 'body.externalId', kind: 'text', help: 'id of the meeting in your own system' },
  provider: { to: 'body.provider', kind: 'text', help: "conferencing provider, such as zoom; else the user's default" },
} as const

const invitees = {
  'invitees[].email': { kind: 'email' },
  'invitees[].displayName': { kind: 'text' },
  'invitees[].firstName': { kind: 'text' },
  'invitees[].lastName': { kind: 'text' },
} as const

/** Invitees need an e-mail address. */
const rules = [{ with: 'body.invitees[]', needs: 'body.invitees[].email' }] as const

const beta = 'Beta in limited release: 403 means that Gong has to switch it on for the company.'

/** Meetings that pass through Gong's consent page. */
export const meetings = operations('meetings', {
  create: {
    id: 'addMeeting',
    method: 'POST',
    path: '/v2/meetings',
    effect: 'write',
    scope: 'api:meetings:user:create',
    summary: 'Create a meeting with a consent page',
    params: details,
    body: invitees,
    rules,
    answer: { shape: 'created', id: 'meetingId', fields: ['meetingId', 'meetingUrl', 'additionalInvitees'] },
    cautions: [beta, 'Nothing guards against a second meeting when a lost answer makes you repeat it.'],
  },
  update: {
    id: 'updateMeeting',
    method: 'PUT',
    path: '/v2/meetings/{meetingId}',
    effect: 'write',
    scope: 'api:meetings:user:update',
    summary: 'Replace the details of a meeting',
    params: { meeting, ...details },
    body: invitees,
    rules,
    answer: { shape: 'created', id: 'meetingId', fields: ['meetingId'] },
    cautions: [beta, 'Gong wants times, invitees and organizer again, so think of it as a whole replacement.'],
  },
  delete: {
    id: 'deleteMeeting',
    method: 'DELETE',
    path: '/v2/meetings/{meetingId}',
    effect: 'erase',
    scope: 'api:meetings:user:delete',
    summary: 'Cancel a meeting',
    params: {
      meeting,
      organizer: { to: 'body.organizerEmail', kind: 'email', help: 'e-mail address of the Gong user who invited' },
    },
    answer: { shape: 'nothing', fields: ['organizerEmail'] },
    cautions: [beta, 'Gong does not call the organizer required, yet looks the meeting up by it.'],
  },
  check: {
    id: 'integrationStatus',
    method: 'POST',
    path: '/v2/meetings/integration/status',
    effect: 'read',
    scope: 'api:meetings:integration:status',
    summary: 'Check whether users are set up for meetings',
    params: {
      email: {
        to: 'body.emails[]',
        kind: 'email',
        max: 100,
        help: 'e-mail addresses of Gong users',
        answered: { thing: 'address', by: 'email' },
      },
    },
    answer: {
      shape: 'list',
      key: 'users',
      fields: ['email', 'exists', 'valid', 'userFacingError', 'fixUrl', 'helpUrl'],
    },
    cautions: [beta],
  },
})
