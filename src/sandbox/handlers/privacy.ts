import type { Row } from '../../lib/rows.ts'
import type { SandboxCompany } from '../company/company.ts'
import { prospectIds } from '../company/records.ts'
import { type Reply, refusal } from '../reply.ts'
import { SeededRandom } from '../seeded-random.ts'
import { isPersonErased, startErasure } from './erasures.ts'
import { appearsInCompany, findAppearances, normalizeNumber } from './find-appearances.ts'
import type { Handlers, SandboxRequest } from './request.ts'

/** More calls than one person has are refused: the guard against abnormal counts (field note "Privacy"). */
const ABNORMAL = 500

/** What Gong holds about one person, and its erasure. */
export const privacyHandlers: Handlers = {
  findAllReferencesToEmailAddress: (request) => {
    const address = String(request.query.emailAddress).toLowerCase()
    return (
      internal(request, address) ?? {
        status: 200,
        body: { ...lookupBody(request, address), ...engagement(request, address) },
      }
    )
  },

  findAllReferencesToPhoneNumber: (request) => {
    const number = normalizeNumber(request.query.phoneNumber)
    const found = findAppearances(request, number)
    const matching = isPersonErased(request, number) ? [] : unique(found.map(({ phone }) => phone))
    const emailAddresses = isPersonErased(request, number) ? [] : unique(found.map(({ email }) => email))
    const numbers = {
      suppliedPhoneNumber: request.query.phoneNumber ?? null,
      matchingPhoneNumbers: matching,
      emailAddresses,
    }
    return { status: 200, body: { ...lookupBody(request, number), ...numbers } }
  },

  purgeEmailAddress: (request) => {
    const address = String(request.query.emailAddress).toLowerCase()
    return internal(request, address) ?? purge(request, address)
  },

  purgePhoneNumber: (request) => purge(request, normalizeNumber(request.query.phoneNumber)),
}

/** An unknown address is a success too. */
function purge(request: SandboxRequest, value: string): Reply {
  const calls = unique(findAppearances(request, value).map(({ call }) => call))
  if (calls.length > ABNORMAL) return refusal(400, `An abnormal number of calls would be erased: ${calls.length}`)
  startErasure(request, value, calls)
  return { status: 200, body: {} }
}

function internal({ company }: SandboxRequest, address: string): Reply | undefined {
  const isUser = company.users.some(({ row, email }) => [email, ...texts(row.emailAliases)].includes(address))
  return isUser ? refusal(400, `${address} is the email address of an internal user`) : undefined
}

/** The answer of both lookups: empty for an unknown person, and after an erasure. */
function lookupBody(request: SandboxRequest, value: string): Row {
  const calls = unique(findAppearances(request, value).map(({ call }) => call))
  const gone = isPersonErased(request, value) || !appearsInCompany(request, value)
  const shown = { emails: [], calls: calls.map(call), meetings: [], customerData: [] }
  return gone ? shown : { ...shown, ...correspondence(request, value) }
}

function call(id: string): Row {
  const objects = [{ objectType: 'Task', externalId: `00T${id.slice(0, 15)}` }]
  return { id, status: 'COMPLETED', externalSystems: [{ system: 'Salesforce', objects }] }
}

function correspondence({ company }: SandboxRequest, value: string): Row {
  const random = new SeededRandom(company.seed, 'held', value)
  const name = value.startsWith('+') ? 'phone' : 'email'
  return {
    emails: Array.from({ length: random.int(0, 4) }, () => mail(random, company, value)),
    meetings: Array.from({ length: random.int(0, 2) }, () => ({
      id: `${random.digits(19)}.${random.digits(16)}@google.com_${day(random, company)}`,
    })),
    customerData: [
      {
        system: 'Salesforce',
        objects: [
          {
            id: random.digits(19),
            objectType: 'Contact',
            externalId: contactId(company, value, random.digits(15)),
            mirrorId: `003${random.digits(15)}`,
            fields: [{ name, value }],
          },
        ],
      },
    ],
  }
}

/** The id in the CRM by which calls and flows know a contact; somebody else has one of its own. */
function contactId({ seed }: SandboxCompany, value: string, digits: string): string {
  const id = `003${new SeededRandom(seed, 'contact', value).digits(15)}`
  return prospectIds(seed).has(id) ? id : `003${digits}`
}

function mail(random: SeededRandom, company: SandboxCompany, value: string): Row {
  const mailbox = random.pick(company.users).email
  return {
    from: value.startsWith('+') ? mailbox : random.pick([value, mailbox]),
    id: random.digits(32),
    sentTime: day(random, company),
    mailbox,
    messageHash: random.digits(32),
  }
}

function engagement(request: SandboxRequest, value: string): Row {
  const random = new SeededRandom(request.company.seed, 'engaged', value)
  const count = isPersonErased(request, value) || !appearsInCompany(request, value) ? 0 : random.int(0, 2)
  const customerEngagement = Array.from({ length: count }, () => ({
    eventType: random.pick(['contentShared', 'contentViewed', 'customEvent', 'digitalInteraction']),
    timestamp: day(random, request.company),
    contentId: random.digits(19),
    contentUrl: `https://share.tallyhouse.example/${random.digits(9)}`,
    reportingSystem: 'Tallyhouse Rooms',
    eventName: 'Price list',
    sourceEventId: random.digits(12),
  }))
  return { customerEngagement }
}

/** Noon of one of the last 170 days. */
function day(random: SeededRandom, { today }: SandboxCompany): string {
  return new Date(today - (random.int(1, 170) - 0.5) * 86_400_000).toISOString().replace('.000', '')
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))]
}
