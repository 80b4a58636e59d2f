import type { Row } from '../../lib/rows.ts'
import { bareNumber } from '../bare-numbers.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { SandboxCompany } from './company.ts'
import { COMPANY_FLOW_COUNT, flowAt, flowSteps, isLicensed } from './flows.ts'
import { idSeries } from './ids.ts'
import { formatInstant } from './instant.ts'
import { prospectAt } from './prospects.ts'
import type { User } from './users.ts'

const DAY = 86_400_000

/** No user has more tasks. */
const MAX_TASKS = 16

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

/** The tasks of a user, soonest first; none without a licence for Engage. */
export function tasksOf(company: SandboxCompany, user: User): readonly Task[] {
  if (!isLicensed(user)) return []
  const userIndex = company.users.indexOf(user)
  const count = new SeededRandom(company.seed, 'tasks', userIndex).int(4, MAX_TASKS)
  return Array.from({ length: count }, (_, index) => task(company, user, userIndex * MAX_TASKS + index, index))
}

function task({ seed, users, today }: SandboxCompany, user: User, index: number, order: number): Task {
  const random = new SeededRandom(seed, 'task', index)
  const id = idSeries(seed, 'task').of(index)
  const { contact, account, id: crmId } = prospectAt(seed, random.int(0, 400))
  const created = today - random.int(1, 12) * DAY
  const flow = random.bool(0.7) ? random.int(0, COMPANY_FLOW_COUNT - 1) : undefined
  const [step] = flow === undefined ? [] : flowSteps(seed, flow)
  const last = contact.name.slice(contact.first.length + 1)
  const row = {
    id: bareNumber(id),
    userId: bareNumber(user.id),
    created: formatInstant({ at: created, digits: 3 }, 0),
    updated: formatInstant({ at: created, digits: 3 }, 0),
    status: 'OPEN',
    type: flow === undefined ? 'MANUAL' : 'FLOW',
    actions: ['CALL'],
    account: { crmId: `001${new SeededRandom(seed, '001', account.index).digits(15)}`, name: account.name, crmUrl: '' },
    ...(random.bool(0.5) && {
      opportunity: {
        name: `${account.name}: first year`,
        status: 'Open',
        stage: 'Qualify',
        amount: String(random.int(12, 240) * 1000),
        probability: '0.3',
      },
    }),
    dueDate: formatInstant({ at: today + (order - 2) * DAY + 9 * 3_600_000, digits: 0 }, 0),
    ...(flow !== undefined && {
      flow: {
        id: bareNumber(idSeries(seed, 'flow').of(flow)),
        name: flowAt(seed, flow, users, today).name ?? null,
        ...(step && { step: { id: bareNumber(step.id), name: 'Make a call', stepNumber: step.order } }),
      },
    }),
    contact: {
      crmId,
      type: random.pick(['CONTACT', 'LEAD']),
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
    priority: random.pick(PRIORITIES),
  }
  return { id, row }
}
