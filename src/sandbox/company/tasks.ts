import type { Row } from '../../lib/rows.ts'
import { bare } from '../bare.ts'
import { Chance } from '../chance.ts'
import type { Company } from './company.ts'
import { COMPANY_FLOWS, flowAt, isLicensed, stepsOf } from './flows.ts'
import { ids } from './ids.ts'
import { prospectAt } from './prospects.ts'
import { stamp } from './stamp.ts'
import type { User } from './users.ts'

const DAY = 86_400_000

/** No user has more tasks. */
const MOST = 16

export const PRIORITIES: readonly Row[] = [
  { id: 1, name: 'high', weight: 100 },
  { id: 2, name: 'medium', weight: 50 },
  { id: 3, name: 'low', weight: 10 },
]

/** A task, by its id as text; the row has ids as bare numbers, as Gong sends them. */
export interface Task {
  readonly id: string
  readonly row: Row
}

/** What a user with a licence has to do, soonest first; nobody else has anything. */
export function tasksOf(company: Company, user: User): readonly Task[] {
  if (!isLicensed(user)) return []
  const place = company.users.indexOf(user)
  const count = new Chance(company.seed, 'tasks', place).int(4, MOST)
  return Array.from({ length: count }, (_, index) => task(company, user, place * MOST + index, index))
}

function task({ seed, users, today }: Company, user: User, index: number, order: number): Task {
  const chance = new Chance(seed, 'task', index)
  const id = ids(seed, 'task').of(index)
  const { contact, account, id: crmId } = prospectAt(seed, chance.int(0, 400))
  const created = today - chance.int(1, 12) * DAY
  const flow = chance.odds(0.7) ? chance.int(0, COMPANY_FLOWS - 1) : undefined
  const [step] = flow === undefined ? [] : stepsOf(seed, flow)
  const last = contact.name.slice(contact.first.length + 1)
  const row = {
    id: bare(id),
    userId: bare(user.id),
    created: stamp({ at: created, digits: 3 }, 0),
    updated: stamp({ at: created, digits: 3 }, 0),
    status: 'OPEN',
    type: flow === undefined ? 'MANUAL' : 'FLOW',
    actions: ['CALL'],
    account: { crmId: `001${new Chance(seed, '001', account.index).digits(15)}`, name: account.name, crmUrl: '' },
    ...(chance.odds(0.5) && {
      opportunity: {
        name: `${account.name}: first year`,
        status: 'Open',
        stage: 'Qualify',
        amount: String(chance.int(12, 240) * 1000),
        probability: '0.3',
      },
    }),
    dueDate: stamp({ at: today + (order - 2) * DAY + 9 * 3_600_000, digits: 0 }, 0),
    ...(flow !== undefined && {
      flow: {
        id: bare(ids(seed, 'flow').of(flow)),
        name: flowAt(seed, flow, users, today).name ?? null,
        ...(step && { step: { id: bare(step.id), name: 'Make a call', stepNumber: step.order } }),
      },
    }),
    contact: {
      crmId,
      type: chance.pick(['CONTACT', 'LEAD']),
      data: {
        firstName: contact.first,
        lastName: last,
        companyName: account.name,
        affiliation: 'Them',
        emails: [{ email: contact.email }],
        title: contact.title,
        phoneNumbers: [{ raw: contact.phone, normalized: contact.phone, isVerified: false }],
        optOutChannels: [],
      },
    },
    additionalContacts: [],
    title: `Call ${contact.name}`,
    priority: chance.pick(PRIORITIES),
  }
  return { id, row }
}
