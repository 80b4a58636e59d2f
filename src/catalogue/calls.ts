import { call, callDetails } from './call-fields.ts'
import { LANGUAGES } from './languages.ts'
import { operations } from './operation.ts'

export { transcripts } from './transcripts.ts'

const flag = { kind: 'flag' } as const
const text = { kind: 'text' } as const
const system = { kind: 'choice', of: ['Salesforce', 'HubSpot', 'MicrosoftDynamic', 'Generic'], required: true } as const
const crmId = { kind: 'text', required: true } as const
const milliseconds = { kind: 'count', required: true } as const

/**
 * Recorded calls. `from` and `to` mean two things: `list` matches web conferences by their scheduled time, `details`
 * matches every call by its start (quirk 42).
 */
export const calls = operations('calls', {
  list: {
    id: 'listCalls',
    method: 'GET',
    path: '/v2/calls',
    effect: 'read',
    scope: 'api:calls:read:basic',
    summary: 'List calls in a date range',
    params: {
      from: {
        to: 'query.fromDateTime',
        kind: 'instant',
        required: true,
        help: 'scheduled or started at or after this',
      },
      to: { to: 'query.toDateTime', kind: 'instant', required: true, help: 'scheduled or started before this' },
      workspace: { to: 'query.workspaceId', kind: 'id', help: 'only this workspace' },
    },
    answer: { shape: 'list', key: 'calls', identity: 'id', fields: call, emptyOn404: true, countsUnanalysed: true },
    paged: true,
    window: ['from', 'to'],
    cut: ['from', 'to'],
    cautions: ['Web conferences are matched by the time they were scheduled for, other calls by their start.'],
  },
  get: {
    id: 'getCall',
    method: 'GET',
    path: '/v2/calls/{id}',
    effect: 'read',
    scope: 'api:calls:read:basic',
    summary: 'Show the basic facts of one call',
    params: {
      call: { to: 'path.id', kind: 'id', required: true, help: 'id of the call' },
    },
    answer: { shape: 'single', key: 'call', fields: call },
  },
  details: {
    id: 'listCallsExtensive',
    method: 'POST',
    path: '/v2/calls/extensive',
    effect: 'read',
    scope: 'api:calls:read:extensive',
    scopesOfParts: ['api:calls:read:media-url'],
    summary: 'Show calls with parties, content, interaction, comments, media and CRM context',
    params: {
      from: { to: 'body.filter.fromDateTime', kind: 'instant', help: 'started at or after this' },
      to: { to: 'body.filter.toDateTime', kind: 'instant', help: 'started before this' },
      workspace: { to: 'body.filter.workspaceId', kind: 'id', help: 'only this workspace' },
      call: {
        to: 'body.filter.callIds[]',
        kind: 'id',
        max: 100,
        help: 'ids of calls',
        answered: { thing: 'call', by: 'metaData.id' },
      },
      host: { to: 'body.filter.primaryUserIds[]', kind: 'id', help: 'only calls that these users hosted' },
      crm: {
        to: 'body.contentSelector.context',
        kind: 'choice',
        of: ['None', 'Basic', 'Extended'],
        help: 'how much CRM context',
      },
      crmAt: {
        to: 'body.contentSelector.contextTiming[]',
        kind: 'choice',
        of: ['Now', 'TimeOfCall'],
        help: 'CRM context as it is now or was at the time of the call; with --crm extended',
      },
    },
    body: {
      filter: { kind: 'json', required: true },
      'contentSelector.exposedFields.parties': flag,
      'contentSelector.exposedFields.content.structure': flag,
      'contentSelector.exposedFields.content.topics': flag,
      'contentSelector.exposedFields.content.trackers': flag,
      'contentSelector.exposedFields.content.trackerOccurrences': flag,
      'contentSelector.exposedFields.content.pointsOfInterest': flag,
      'contentSelector.exposedFields.content.brief': flag,
      'contentSelector.exposedFields.content.outline': flag,
      'contentSelector.exposedFields.content.highlights': flag,
      'contentSelector.exposedFields.content.callOutcome': flag,
      'contentSelector.exposedFields.content.keyPoints': flag,
      'contentSelector.exposedFields.interaction.speakers': flag,
      'contentSelector.exposedFields.interaction.video': flag,
      'contentSelector.exposedFields.interaction.personInteractionStats': flag,
      'contentSelector.exposedFields.interaction.questions': flag,
      'contentSelector.exposedFields.collaboration.publicComments': flag,
      'contentSelector.exposedFields.media': flag,
    },
    rules: [
      { with: 'body.contentSelector.contextTiming', needs: 'body.contentSelector.context', as: ['Extended'] },
      {
        with: 'body.contentSelector.exposedFields.content.trackerOccurrences',
        needs: 'body.contentSelector.exposedFields.content.trackers',
      },
    ],
    answer: {
      shape: 'list',
      key: 'calls',
      identity: 'metaData.id',
      fields: callDetails,
      emptyOn404: true,
      countsUnanalysed: true,
    },
    paged: true,
    window: ['from', 'to'],
    cut: ['from', 'to'],
    cautions: [
      'Media links need the scope api:calls:read:media-url as well, and live 8 hours.',
      'Calls appear up to an hour after they end; summaries by AI come later still.',
    ],
  },
  create: {
    id: 'addCall',
    method: 'POST',
    path: '/v2/calls',
    effect: 'write',
    scope: 'api:calls:create',
    summary: 'Register a call, whose media Gong then fetches or is sent',
    params: {
      clientId: {
        to: 'body.clientUniqueId',
        kind: 'text',
        required: true,
        max: 2048,
        help: 'id of the call in the system that recorded it; Gong takes each one once',
      },
      direction: {
        to: 'body.direction',
        kind: 'choice',
        of: ['Inbound', 'Outbound', 'Conference', 'Unknown'],
        required: true,
        help: 'who called whom',
      },
      started: { to: 'body.actualStart', kind: 'instant', required: true, help: 'when the call began' },
      host: { to: 'body.primaryUser', kind: 'id', required: true, help: 'the user who hosted the call' },
      party: { to: 'body.parties[]', kind: 'json', required: true, help: 'who took part, the host included' },
      title: { to: 'body.title', kind: 'text', help: 'title, which search can find' },
      purpose: { to: 'body.purpose', kind: 'text', max: 255, help: 'what the call was for' },
      duration: { to: 'body.duration', kind: 'number', help: 'length in seconds' },
      disposition: { to: 'body.disposition', kind: 'text', max: 255, help: 'how the call ended' },
      scheduledFrom: { to: 'body.scheduledStart', kind: 'instant', help: 'when the call was to begin' },
      scheduledTo: { to: 'body.scheduledEnd', kind: 'instant', help: 'when the call was to end' },
      meetingUrl: { to: 'body.meetingUrl', kind: 'url', help: 'address of the web conference' },
      provider: { to: 'body.callProviderCode', kind: 'text', help: "Gong's code of the conference or phone system" },
      mediaUrl: { to: 'body.downloadMediaUrl', kind: 'url', help: 'where Gong fetches the media; then upload none' },
      language: { to: 'body.languageCode', kind: 'text', help: 'language such as en-US; else Gong recognises it' },
      workspace: { to: 'body.workspaceId', kind: 'id', help: 'the workspace of the call; else Gong chooses' },
      task: { to: 'body.flowContext.taskId', kind: 'id', help: 'the Engage task that the call belongs to' },
      customData: { to: 'body.customData', kind: 'text', help: 'text kept with the call for troubleshooting' },
    },
    body: {
      // Not the kind `phone`, which allows no blanks and hyphens: Gong does here.
      'parties[].phoneNumber': text,
      'parties[].emailAddress': { kind: 'email' },
      'parties[].name': text,
      'parties[].partyId': text,
      'parties[].mediaChannelId': { kind: 'count', max: 1 },
      'parties[].context[].system': system,
      'parties[].context[].objects[].objectType': {
        kind: 'choice',
        of: ['Lead', 'Contact', 'Account', 'Opportunity', 'User'],
        required: true,
      },
      'parties[].context[].objects[].objectId': crmId,
      'parties[].context[].objects[].fields[].name': text,
      'parties[].context[].objects[].fields[].value': { kind: 'json' },
      'parties[].userId': { kind: 'id' },
      'context[].system': system,
      'context[].objects[].objectType': {
        kind: 'choice',
        of: ['Opportunity', 'Account', 'Lead', 'Contact', 'User'],
        required: true,
      },
      'context[].objects[].objectId': crmId,
      'context[].objects[].fields[].name': text,
      'context[].objects[].fields[].value': { kind: 'json' },
      'speakersTimeline.precise': flag,
      'speakersTimeline.speechSegments[].fromTime': milliseconds,
      'speakersTimeline.speechSegments[].toTime': milliseconds,
      'speakersTimeline.speechSegments[].partyIds[]': { kind: 'text', required: true },
    },
    rules: [
      { takes: 'body.languageCode', only: LANGUAGES },
      { takes: 'body.context[].system', only: ['Salesforce', 'Generic'] },
      { takes: 'body.parties[].context[].system', only: ['Salesforce', 'Generic'] },
      { pick: 'at most one', of: ['body.parties[].userId', 'body.parties[].context'] },
      { pick: 'at most one', of: ['body.speakersTimeline', 'body.parties[].mediaChannelId'] },
    ],
    answer: { shape: 'created', id: 'callId', fields: ['callId'] },
    dedupe: 'clientId',
    cautions: [
      'Success means that Gong took the call, not that it shows it: a call stays invisible until it has media.',
      'Gong drops calls under a minute, and calls of a host whose phone calls it does not import.',
      'A speakers timeline needs partyId in every party and excludes mediaChannelId.',
      'CRM context works for Salesforce and Generic alone, and of parties for those outside the company.',
    ],
  },
  upload: {
    id: 'addCallRecording',
    method: 'PUT',
    path: '/v2/calls/{id}/media',
    effect: 'write',
    scope: 'api:calls:create',
    summary: 'Upload the media of a call that was registered without any',
    params: {
      call: { to: 'path.id', kind: 'id', required: true, help: 'id of the call, as its registration gave it' },
      file: { to: 'part.mediaFile', kind: 'file', required: true, help: 'WAV, MP3, MP4, MKV or FLAC up to 1.5 GB' },
    },
    answer: { shape: 'created', id: 'callId', fields: ['callId', 'url'], statuses: [201] },
    cautions: ['Not for a call that Gong fetches the media of.'],
  },
})
