import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import { SeededRandom } from '../seeded-random.ts'
import { ACCOUNT_COUNT, type Account, type AccountContact, accountAt } from './accounts.ts'
import type { SandboxCompany } from './company.ts'
import { COMPANY_FLOW_COUNT, flowAt, isLicensed, workspaceIndexOf } from './flows.ts'
import { idSeries } from './ids.ts'
import { formatInstant, randomInstant } from './instant.ts'

const DAY = 86_400_000

/** How many instances the company begins with: two for each of so many prospects. */
const INSTANCES = 400

const STATUSES = ['Pending', 'Running', 'Paused', 'FinishedNoReply', 'FinishedResponse', 'Finished'] as const

export interface Prospect {
  /** In the CRM. */
  readonly id: string
  readonly contact: AccountContact
  readonly account: Account
}

/** The contact at an index, by the same id that calls show for it in their CRM context. */
export function prospectAt(seed: number, index: number): Prospect {
  const home = accountAt(seed, index % ACCOUNT_COUNT)
  const contact = home.people[Math.floor(index / ACCOUNT_COUNT) % home.people.length] ?? home.people[0]
  if (contact === undefined) throw new Failure('bug', 'an account of the sandbox has no people')
  return { id: `003${new SeededRandom(seed, 'contact', contact.email).digits(15)}`, contact, account: home }
}

/** Whether a flow instance still goes on; only these are found by prospect. */
export function isOpenInstance({ flowInstanceStatus }: Row): boolean {
  return !String(flowInstanceStatus).startsWith('Finished')
}

const initialInstances = new WeakMap<SandboxCompany, readonly Row[]>()

/** The flow instances that the company begins with, as Gong answers them; made once, since each assignment asks for them. */
export function instanceRows(company: SandboxCompany): readonly Row[] {
  const rows = initialInstances.get(company) ?? generateInstances(company)
  initialInstances.set(company, rows)
  return rows
}

function generateInstances({ seed, users, workspaces, today }: SandboxCompany): readonly Row[] {
  const owners = users.filter(isLicensed)
  return Array.from({ length: INSTANCES }, (_, index) => {
    const random = new SeededRandom(seed, 'flow instance', index)
    const flow = random.int(0, COMPANY_FLOW_COUNT - 1)
    const { id, name, exclusive } = flowAt(seed, flow, users, today)
    const owner = random.pick(owners)
    return {
      flowId: id ?? null,
      flowName: name ?? null,
      crmProspectId: prospectAt(seed, Math.floor(index / 2)).id,
      flowInstanceId: idSeries(seed, 'flow instance').of(index),
      flowInstanceOwnerEmail: owner.email,
      flowInstanceOwnerFullName: owner.name,
      flowInstanceCreateDate: formatInstant(
        randomInstant(random, today - random.int(1, 30) * DAY),
        owner.utcOffsetMinutes,
      ),
      flowInstanceStatus: index % 2 === 0 ? 'Running' : random.pick(STATUSES),
      workspaceId: workspaces[workspaceIndexOf(flow)]?.id ?? null,
      exclusive: exclusive ?? false,
    }
  })
}

/** The id of the instance at an index after those that the company begins with. */
export function newInstanceId(seed: number, index: number): string {
  return idSeries(seed, 'flow instance').of(INSTANCES + index)
}
