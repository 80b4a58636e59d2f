import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import { ACCOUNTS, type Account, account, type Contact } from './buyers.ts'
import type { Company } from './company.ts'
import { COMPANY_FLOWS, deskOf, flowAt, isLicensed } from './flows.ts'
import { ids } from './ids.ts'
import { moment, stamp } from './stamp.ts'

const DAY = 86_400_000

/** How many instances the company begins with: two for each of so many prospects. */
const INSTANCES = 400

const STATUSES = ['Pending', 'Running', 'Paused', 'FinishedNoReply', 'FinishedResponse', 'Finished'] as const

export interface Prospect {
  /** In the CRM. */
  readonly id: string
  readonly contact: Contact
  readonly account: Account
}

/** The contact at a place, by the same id that calls show for it in their CRM context. */
export function prospectAt(seed: number, index: number): Prospect {
  const home = account(seed, index % ACCOUNTS)
  const contact = home.people[Math.floor(index / ACCOUNTS) % home.people.length] ?? home.people[0]
  if (contact === undefined) throw new Failure('bug', 'an account of the sandbox has no people')
  return { id: `003${new Chance(seed, 'contact', contact.email).digits(15)}`, contact, account: home }
}

/** Whether a flow instance still goes on; only these are found by prospect. */
export function isOpen({ flowInstanceStatus }: Row): boolean {
  return !String(flowInstanceStatus).startsWith('Finished')
}

/** The flow instances that the company begins with, as Gong answers them. */
export function instances({ seed, users, workspaces, today }: Company): readonly Row[] {
  const owners = users.filter(isLicensed)
  return Array.from({ length: INSTANCES }, (_, index) => {
    const chance = new Chance(seed, 'flow instance', index)
    const flow = chance.int(0, COMPANY_FLOWS - 1)
    const { id, name, exclusive } = flowAt(seed, flow, users, today)
    const owner = chance.pick(owners)
    return {
      flowId: id ?? null,
      flowName: name ?? null,
      crmProspectId: prospectAt(seed, Math.floor(index / 2)).id,
      flowInstanceId: ids(seed, 'flow instance').of(index),
      flowInstanceOwnerEmail: owner.email,
      flowInstanceOwnerFullName: owner.name,
      flowInstanceCreateDate: stamp(moment(chance, today - chance.int(1, 30) * DAY), owner.zone),
      flowInstanceStatus: index % 2 === 0 ? 'Running' : chance.pick(STATUSES),
      workspaceId: workspaces[deskOf(flow)]?.id ?? null,
      exclusive: exclusive ?? false,
    }
  })
}

/** The id of the instance at a place after those that the company begins with. */
export function newInstanceId(seed: number, place: number): string {
  return ids(seed, 'flow instance').of(INSTANCES + place)
}
