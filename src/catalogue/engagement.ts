import type { Field } from './kinds.ts'
import { operations } from './operation.ts'
import type { Rule } from './rules.ts'

type Fields = Readonly<Record<string, Field>>

/** The fields of a group, by their paths in the whole body: `email` under `viewer` is `viewer.email`. */
function under(path: string, group: Fields): Fields {
  return Object.fromEntries(Object.entries(group).map(([name, field]) => [`${path}.${name}`, field]))
}

const text = { kind: 'text' } as const
const url = { kind: 'url' } as const
const email = { kind: 'email' } as const
const needed = { kind: 'text', required: true } as const

/** CRM objects by the system they are in. Gong orders the types of objects in two ways. */
function crmObjects(types: readonly string[]): Fields {
  return {
    system: { kind: 'choice', of: ['Salesforce', 'HubSpot', 'MicrosoftDynamic', 'Generic'], required: true },
    'objects[].objectType': { kind: 'choice', of: types, required: true },
    'objects[].objectId': needed,
    'objects[].fields[].name': text,
    'objects[].fields[].value': { kind: 'json' },
  }
}

/** A person, apart from the e-mail address, which has a flag of its own where there is one person. */
const person: Fields = {
  name: text,
  title: text,
  ...under('context[]', crmObjects(['Lead', 'Contact', 'Account', 'Opportunity', 'User'])),
}

const property: Fields = {
  name: needed,
  value: needed,
  dataType: { kind: 'choice', of: ['number', 'string', 'url', 'date'], required: true },
}

/** Body fields that the three older events have in common. */
const event: Fields = {
  ...under('crmContext[]', crmObjects(['Opportunity', 'Account', 'Lead', 'Contact', 'User'])),
  ...under('contentProperties[]', property),
  ...under('eventProperties[]', property),
  ...under('nonCompanyParticipants[]', { email, ...person }),
  'sharer.id': { kind: 'id' },
  'sharer.name': text,
  shareId: text,
  sharingMessageSubject: text,
  sharingMessageBody: text,
  moreInfoUrl: url,
  userAgent: text,
  mobileAppId: text,
}

const platform: Field = { kind: 'choice', of: ['Windows', 'Linux', 'MacOS', 'iOS', 'Android'] }

/** Gong's prose allows fewer CRM systems than the schema. */
function systems(...paths: readonly string[]): Rule[] {
  return ['crmContext[]', 'nonCompanyParticipants[].context[]', ...paths].map((path) => ({
    takes: `body.${path}.system`,
    only: ['Salesforce', 'Generic'],
  }))
}

const eventParams = {
  system: { to: 'body.reportingSystem', kind: 'text', required: true, help: 'name of the system that reports' },
  at: { to: 'body.eventTimestamp', kind: 'instant', required: true, help: 'when it happened' },
  eventId: { to: 'body.eventId', kind: 'text', help: 'id of the event; Gong takes each only once' },
  action: { to: 'body.actionName', kind: 'text', help: 'what the action is called' },
  sharer: { to: 'body.sharer.email', kind: 'email', help: 'e-mail address of the Gong user who shared the content' },
  tracking: { to: 'body.trackingId', kind: 'text', help: 'tracking id of the person' },
  workspace: { to: 'body.workspaceId', kind: 'id', help: 'the workspace' },
} as const

const contentId = { to: 'body.contentId', kind: 'text', help: 'id of the content' } as const
const contentUrl = { to: 'body.contentUrl', kind: 'url', help: 'address of the content' } as const
const contentTitle = { to: 'body.contentTitle', kind: 'text', help: 'title of the content' } as const

/** The content, with all fields required. */
const content = {
  contentId: { ...contentId, required: true },
  url: { ...contentUrl, required: true },
  title: { ...contentTitle, required: true },
} as const

const once = 'Without an event id, a repeat is a second event; with one, Gong answers 409 to it.'
const legacy = 'Gong counts it as legacy; an interaction is the newer way.'

const customField: Fields = {
  name: needed,
  value: needed,
  dataType: { kind: 'choice', of: ['STRING', 'NUMBER', 'DATE', 'URL', 'BOOLEAN', 'DURATION'] },
}

/** The content of an interaction, and the person. */
const interactionBody: Fields = {
  content: { kind: 'json', required: true },
  ...under('content', {
    'contentLabel[]': text,
    contentAdditionalInfoUrl: url,
    'numericContentDetails.value': { kind: 'number' },
    'numericContentDetails.rangeFrom': { kind: 'number', required: true },
    'numericContentDetails.rangeTo': { kind: 'number', required: true },
    'numericContentDetails.numericType': { kind: 'choice', of: ['PERCENTAGE', 'NPS', 'RATING', 'OTHER'] },
    'stepContentDetails.value': needed,
    'stepContentDetails.availableSteps[]': needed,
    'searchObjectDetails.name': needed,
    'searchObjectDetails.objectType': { kind: 'choice', of: ['VENDOR', 'PRODUCT', 'CATEGORY'], required: true },
    'searchObjectDetails.domain': needed,
    'searchObjectDetails.objectId': text,
    'searchObjectDetails.url': url,
    ...under('contentCustomFields[]', customField),
  }),
  ...under('person', {
    name: text,
    phoneNumber: { kind: 'phone' },
    personId: text,
    'personBusinessContext.objectType': { kind: 'choice', of: ['CONTACT', 'LEAD'], required: true },
    'personBusinessContext.objectId': needed,
    'personBusinessContext.systemName': text,
    'location.country': text,
    'location.state': text,
    'location.region': text,
    'location.city': text,
    'company.companyId': text,
    'company.name': text,
    'company.domain': text,
    'company.companyBusinessContexts[].objectType': {
      kind: 'choice',
      of: ['ACCOUNT', 'OPPORTUNITY'],
      required: true,
    },
    'company.companyBusinessContexts[].objectId': needed,
    'company.companyBusinessContexts[].systemName': text,
    ...under('personCustomFields[]', customField),
  }),
  ...under('customFields[]', customField),
}

/** Reports to Gong on what buyers do elsewhere. The answers have no content: the id in three of them is a mistake of Gong's (quirk 62). */
export const engagement = operations('engagement', {
  interaction: {
    id: 'addDigitalInteraction',
    method: 'POST',
    path: '/v2/digital-interaction',
    effect: 'write',
    scope: 'api:digital-interactions:write',
    summary: 'Report a digital interaction',
    params: {
      eventId: { ...eventParams.eventId, required: true },
      at: { to: 'body.timestamp', kind: 'instant', required: true, help: 'when it happened' },
      type: { to: 'body.eventType', kind: 'text', required: true, help: 'what happened, such as link clicked' },
      title: { to: 'body.content.contentTitle', kind: 'text', required: true, help: 'title of the content' },
      contentId: { to: 'body.content.contentId', kind: 'text', help: 'id of the content' },
      url: { to: 'body.content.contentUrl', kind: 'url', help: 'address of the content' },
      email: { to: 'body.person.email', kind: 'email', help: 'e-mail address of the person' },
      tracking: eventParams.tracking,
      system: { to: 'body.sourceSystemName', kind: 'text', help: 'name of the system that reports' },
      session: { to: 'body.sessionId', kind: 'text', help: 'id of the session' },
      device: { to: 'body.device', kind: 'choice', of: ['MOBILE', 'PC'], help: 'what it happened on' },
    },
    body: interactionBody,
    rules: [{ pick: 'exactly one', of: ['body.trackingId', 'body.person'] }],
    answer: { shape: 'nothing' },
    dedupe: 'eventId',
    cautions: [
      'Takes a tracking id or a person, not both.',
      'An anonymous person needs personId, and the domain or the CRM objects of their company.',
    ],
  },
  viewed: {
    id: 'contentViewed',
    method: 'PUT',
    path: '/v2/customer-engagement/content/viewed',
    effect: 'write',
    scope: 'api:engagement-data:write',
    summary: 'Report that somebody outside the company viewed content',
    params: {
      ...eventParams,
      ...content,
      email: { to: 'body.viewer.email', kind: 'email', help: 'e-mail address of the person who viewed it' },
    },
    body: {
      ...event,
      viewActionTitle: text,
      viewInfoUrl: url,
      agentPlatform: platform,
      ...under('viewer', person),
    },
    rules: [{ pick: 'at most one', of: ['body.trackingId', 'body.viewer'] }, ...systems('viewer.context[]')],
    answer: { shape: 'nothing' },
    dedupe: 'eventId',
    cautions: [legacy, once, 'Takes a tracking id or a viewer, not both.'],
  },
  shared: {
    id: 'contentShared',
    method: 'PUT',
    path: '/v2/customer-engagement/content/shared',
    effect: 'write',
    scope: 'api:engagement-data:write',
    summary: 'Report that a Gong user shared content',
    params: { ...eventParams, ...content },
    body: { ...event, shareInfoUrl: url, agentPlatform: text, ...under('recipients[]', { email, ...person }) },
    rules: [{ with: 'body.recipients[]', needs: 'body.recipients[].email' }, ...systems('recipients[].context[]')],
    answer: { shape: 'nothing' },
    dedupe: 'eventId',
    cautions: [legacy, once, 'Gong wants an e-mail address for each of the recipients.'],
  },
  action: {
    id: 'customAction',
    method: 'PUT',
    path: '/v2/customer-engagement/action',
    effect: 'write',
    scope: 'api:engagement-data:write',
    summary: 'Report anything else that somebody did with content',
    params: {
      ...eventParams,
      contentId,
      url: contentUrl,
      title: contentTitle,
      email: { to: 'body.actor.email', kind: 'email', help: 'e-mail address of the person who did it' },
    },
    body: { ...event, eventInfoUrl: url, agentPlatform: platform, ...under('actor', person) },
    rules: systems('actor.context[]'),
    answer: { shape: 'nothing' },
    dedupe: 'eventId',
    cautions: [legacy, once],
  },
})
