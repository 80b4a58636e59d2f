import type { Row } from '../../lib/rows.ts'
import { flowAt, flowIndex, workspaceIndexOf } from '../company/flows.ts'
import { instanceRows, isOpenInstance, newInstanceId } from '../company/prospects.ts'
import { prospectIds } from '../company/records.ts'
import type { User } from '../company/users.ts'
import { isUploaded } from './crm-objects.ts'
import type { SandboxRequest } from './request.ts'

const INSTANCES = 'flowInstances'
const LEADS = 'leads'

/** Every flow instance as it is now: those of the company, changed since or not, and those made since. */
export function allInstances({ company, changes }: SandboxRequest): readonly Row[] {
  const first = instanceRows(company)
  const old = new Set(first.map(({ flowInstanceId }) => flowInstanceId))
  const made = changes.all(INSTANCES).filter(({ flowInstanceId }) => !old.has(flowInstanceId ?? null))
  return [...first.map((row) => changes.get(INSTANCES, String(row.flowInstanceId)) ?? row), ...made]
}

/** Ends an instance. @returns its id, or nothing when there is none that goes on */
export function endInstance({ changes }: SandboxRequest, row: Row | undefined): string[] {
  if (row === undefined || !isOpenInstance(row)) return []
  const id = String(row.flowInstanceId)
  changes.put(INSTANCES, id, { ...row, flowInstanceStatus: 'Finished' })
  return [id]
}

/** Keeps a lead that a bulk assignment made, which then can be assigned by its id. */
export function addLead({ changes }: SandboxRequest, id: string, lead: Row): void {
  changes.put(LEADS, id, { ...lead, crmId: id })
}

/** Whether the CRM has a contact or lead of this id: from the beginning, by upload, or made for a flow. */
function isProspect(request: SandboxRequest, id: string): boolean {
  return (
    prospectIds(request.company.seed).has(id) || request.changes.get(LEADS, id) !== undefined || isUploaded(request, id)
  )
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
 * @returns the instance, or Gong's words for why not: the CRM must have the prospect, an id with `cool` stands for one in
 * the cool-off period, and nobody is twice in one flow
 */
export function assignProspect(request: SandboxRequest, { flow, owner, prospect, coolOff }: Assignment): Row {
  const no = (errorCode: string, errorMessage: string) => ({
    flowId: flow,
    crmProspectId: prospect,
    errorCode,
    errorMessage,
  })
  if (request.fails('prospect')) return no('InternalError', 'The prospect could not be assigned')
  const cooling = prospect.includes('cool')
  if (!cooling && !isProspect(request, prospect)) return no('InvalidArgument', `Invalid crmId ${prospect}`)
  if (coolOff && cooling) return no('InvalidState', 'The prospect is in its cool-off period')
  const inFlow = allInstances(request).some(
    (row) => row.crmProspectId === prospect && row.flowId === flow && isOpenInstance(row),
  )
  if (inFlow) return no('InvalidState', 'The prospect is in this flow already')
  const { company, changes, now } = request
  const index = flowIndex(company.seed, flow, company.users) ?? 0
  const { name = null, exclusive = false } = flowAt(company.seed, index, company.users, company.referenceDay)
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
    workspaceId: company.workspaces[workspaceIndexOf(index)]?.id ?? null,
    exclusive,
  }
  changes.put(INSTANCES, id, row)
  return row
}
