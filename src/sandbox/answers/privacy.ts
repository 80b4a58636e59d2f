import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Company } from '../company/company.ts'
import { type Reply, refusal } from '../reply.ts'
import { appearances, digits, isKnown } from './appearances.ts'
import type { Answers, Asked } from './asked.ts'
import { erase, isForgotten } from './erased.ts'

/** More calls than one person has are refused: the guard against abnormal counts (field note "Privacy"). */
const ABNORMAL = 500

/** What Gong holds about one person, and its erasure. */
export const privacy: Answers = {
  findAllReferencesToEmailAddress: (asked) => {
    const address = String(asked.query.emailAddress).toLowerCase()
    return internal(asked, address) ?? { status: 200, body: { ...held(asked, address), ...engagement(asked, address) } }
  },

  findAllReferencesToPhoneNumber: (asked) => {
    const number = digits(asked.query.phoneNumber)
    const found = appearances(asked, number)
    const matching = isForgotten(asked, number) ? [] : unique(found.map(({ phone }) => phone))
    const emailAddresses = isForgotten(asked, number) ? [] : unique(found.map(({ email }) => email))
    const numbers = {
      suppliedPhoneNumber: asked.query.phoneNumber ?? null,
      matchingPhoneNumbers: matching,
      emailAddresses,
    }
    return { status: 200, body: { ...held(asked, number), ...numbers } }
  },

  purgeEmailAddress: (asked) => {
    const address = String(asked.query.emailAddress).toLowerCase()
    return internal(asked, address) ?? purge(asked, address)
  },

  purgePhoneNumber: (asked) => purge(asked, digits(asked.query.phoneNumber)),
}

/** An unknown address is a success too. */
function purge(asked: Asked, value: string): Reply {
  const calls = unique(appearances(asked, value).map(({ call }) => call))
  if (calls.length > ABNORMAL) return refusal(400, `An abnormal number of calls would be erased: ${calls.length}`)
  erase(asked, value, calls)
  return { status: 200, body: {} }
}

function internal({ company }: Asked, address: string): Reply | undefined {
  const known = company.users.some(({ row, email }) => [email, ...texts(row.emailAliases)].includes(address))
  return known ? refusal(400, `${address} is the email address of an internal user`) : undefined
}

/** What both lookups answer; of somebody who was never seen, and once an erasure is done, nothing. */
function held(asked: Asked, value: string): Row {
  const calls = unique(appearances(asked, value).map(({ call }) => call))
  const gone = isForgotten(asked, value) || !isKnown(asked, value)
  const shown = { emails: [], calls: calls.map(call), meetings: [], customerData: [] }
  return gone ? shown : { ...shown, ...correspondence(asked, value) }
}

function call(id: string): Row {
  const objects = [{ objectType: 'Task', externalId: `00T${id.slice(0, 15)}` }]
  return { id, status: 'COMPLETED', externalSystems: [{ system: 'Salesforce', objects }] }
}

function correspondence({ company }: Asked, value: string): Row {
  const chance = new Chance(company.seed, 'held', value)
  const name = value.startsWith('+') ? 'phone' : 'email'
  return {
    emails: Array.from({ length: chance.int(0, 4) }, () => mail(chance, company, value)),
    meetings: Array.from({ length: chance.int(0, 2) }, () => ({
      id: `${chance.digits(19)}.${chance.digits(16)}@google.com_${day(chance, company)}`,
    })),
    customerData: [
      {
        system: 'Salesforce',
        objects: [
          {
            id: chance.digits(19),
            objectType: 'Contact',
            externalId: `003${chance.digits(15)}`,
            mirrorId: `003${chance.digits(15)}`,
            fields: [{ name, value }],
          },
        ],
      },
    ],
  }
}

function mail(chance: Chance, company: Company, value: string): Row {
  const mailbox = chance.pick(company.users).email
  return {
    from: value.startsWith('+') ? mailbox : chance.pick([value, mailbox]),
    id: chance.digits(32),
    sentTime: day(chance, company),
    mailbox,
    messageHash: chance.digits(32),
  }
}

function engagement(asked: Asked, value: string): Row {
  const chance = new Chance(asked.company.seed, 'engaged', value)
  const count = isForgotten(asked, value) || !isKnown(asked, value) ? 0 : chance.int(0, 2)
  const customerEngagement = Array.from({ length: count }, () => ({
    eventType: chance.pick(['contentShared', 'contentViewed', 'customEvent', 'digitalInteraction']),
    timestamp: day(chance, asked.company),
    contentId: chance.digits(19),
    contentUrl: `https://share.tallyhouse.example/${chance.digits(9)}`,
    reportingSystem: 'Tallyhouse Rooms',
    eventName: 'Price list',
    sourceEventId: chance.digits(12),
  }))
  return { customerEngagement }
}

/** Noon of one of the last 170 days. */
function day(chance: Chance, { today }: Company): string {
  return new Date(today - (chance.int(1, 170) - 0.5) * 86_400_000).toISOString().replace('.000', '')
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))]
}
