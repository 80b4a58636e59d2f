import type { Row } from '../../rows.ts'
import { deskOf, flowAt, flowIndex } from '../company/flows.ts'
import { instances, isOpen, newInstanceId } from '../company/prospects.ts'
import type { User } from '../company/users.ts'
import type { Asked } from './asked.ts'

const INSTANCES = 'flowInstances'

/** Every flow instance as it is now: those of the company, changed since or not, and those made since. */
export function everyInstance({ company, changes }: Asked): readonly Row[] {
  const first = instances(company)
  const old = new Set(first.map(({ flowInstanceId }) => flowInstanceId))
  const made = changes.all(INSTANCES).filter(({ flowInstanceId }) => !old.has(flowInstanceId ?? null))
  return [...first.map((row) => changes.get(INSTANCES, String(row.flowInstanceId)) ?? row), ...made]
}

/** Ends an instance. @returns its id, or nothing when there is none that goes on */
export function end({ changes }: Asked, row: Row | undefined): string[] {
  if (row === undefined || !isOpen(row)) return []
  const id = String(row.flowInstanceId)
  changes.put(INSTANCES, id, { ...row, flowInstanceStatus: 'Finished' })
  return [id]
}

/** Who is put where, and whether the cool-off period counts. */
export interface Assignment {
  readonly flow: string
  readonly owner: User
  readonly prospect: string
  readonly coolOff: boolean
}

/**
 * Puts a prospect in a flow.
 *
 * @returns the instance, or Gong's words for why not: an id with `fail` is none, one with `cool` is in its cool-off
 * period, and nobody is twice in one flow
 */
export function assign(asked: Asked, { flow, owner, prospect, coolOff }: Assignment): Row {
  const no = (errorCode: string, errorMessage: string) => ({
    flowId: flow,
    crmProspectId: prospect,
    errorCode,
    errorMessage,
  })
  if (prospect.includes('fail')) return no('InvalidArgument', `Invalid crmId ${prospect}`)
  if (coolOff && prospect.includes('cool')) return no('InvalidState', 'The prospect is in its cool-off period')
  const inFlow = everyInstance(asked).some(
    (row) => row.crmProspectId === prospect && row.flowId === flow && isOpen(row),
  )
  if (inFlow) return no('InvalidState', 'The prospect is in this flow already')
  const { company, changes, now } = asked
  const index = flowIndex(company.seed, flow, company.users) ?? 0
  const { name = null, exclusive = false } = flowAt(company.seed, index, company.users, company.today)
  const id = newInstanceId(company.seed, changes.all(INSTANCES).length)
  const row: Row = {
    flowId: flow,
    flowName: name,
    crmProspectId: prospect,
    flowInstanceId: id,
    flowInstanceOwnerEmail: owner.email,
    flowInstanceOwnerFullName: owner.name,
    flowInstanceCreateDate: new Date(now).toISOString(),
    flowInstanceStatus: 'Pending',
    workspaceId: company.workspaces[deskOf(index)]?.id ?? null,
    exclusive,
  }
  changes.put(INSTANCES, id, row)
  return row
}
