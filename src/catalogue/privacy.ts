import { operations } from './operation.ts'

const email = { to: 'query.emailAddress', kind: 'email', required: true, help: 'the address' } as const
const phone = {
  to: 'query.phoneNumber',
  kind: 'phone',
  required: true,
  help: 'the number, with + and country code',
} as const

const FOREVER = 'Cannot be undone, takes hours, and Gong does not tell when it is done or that there was nothing.'
const WHOLE_CALLS = 'Deletes whole calls. Clean the CRM and the mailboxes first, or Gong imports the data again.'

/** Personal data: find and erase. The address or number is in the URL, also of erasures (quirk 18). */
export const privacy = operations('privacy', {
  findEmail: {
    id: 'findAllReferencesToEmailAddress',
    method: 'GET',
    path: '/v2/data-privacy/data-for-email-address',
    effect: 'read',
    scope: 'api:data-privacy:read',
    summary: 'Find everything that Gong holds about an e-mail address',
    params: { email },
    answer: {
      shape: 'whole',
      lists: ['emails', 'calls', 'meetings', 'customerData', 'customerEngagement'],
      fields: ['emails', 'calls', 'meetings', 'customerData', 'customerEngagement'],
    },
    cautions: ['Gong refuses the addresses of its own users in the company.'],
  },
  findPhone: {
    id: 'findAllReferencesToPhoneNumber',
    method: 'GET',
    path: '/v2/data-privacy/data-for-phone-number',
    effect: 'read',
    scope: 'api:data-privacy:read',
    summary: 'Find everything that Gong holds about a phone number',
    params: { phone },
    answer: {
      shape: 'whole',
      lists: ['emails', 'calls', 'meetings', 'customerData', 'matchingPhoneNumbers', 'emailAddresses'],
      fields: [
        'emails',
        'calls',
        'meetings',
        'customerData',
        'suppliedPhoneNumber',
        'matchingPhoneNumbers',
        'emailAddresses',
      ],
    },
    cautions: ['One number can match several, and e-mail addresses with them: look at both before erasing.'],
  },
  eraseEmail: {
    id: 'purgeEmailAddress',
    method: 'POST',
    path: '/v2/data-privacy/erase-data-for-email-address',
    effect: 'erase',
    scope: 'api:data-privacy:delete',
    summary: 'Erase everything that Gong holds about an e-mail address',
    params: { email },
    answer: { shape: 'nothing' },
    cautions: [FOREVER, WHOLE_CALLS],
  },
  erasePhone: {
    id: 'purgePhoneNumber',
    method: 'POST',
    path: '/v2/data-privacy/erase-data-for-phone-number',
    effect: 'erase',
    scope: 'api:data-privacy:delete',
    summary: 'Erase everything that Gong holds about a phone number',
    params: { phone },
    answer: { shape: 'nothing' },
    cautions: [FOREVER, WHOLE_CALLS],
  },
})
