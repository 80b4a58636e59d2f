import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { flowAt, flowIndex, flowSteps, flowsOf, foldersOf, isLicensed, workspaceIndexOf } from '../company/flows.ts'
import { isOpenInstance } from '../company/prospects.ts'
import type { User } from '../company/users.ts'
import { type Reply, refusal } from '../reply.ts'
import { bulkState, submitBulk } from './bulk.ts'
import { allInstances, assignProspect, endInstance } from './instances.ts'
import { type Handlers, idFilter, paged, type SandboxRequest, unpaged } from './request.ts'

/** How many flows `mostRecentlyAssigned` shows. */
const RECENT = 20

/** Flows of Engage, and who is in them. */
export const flowHandlers: Handlers = {
  listFlows: (request) => {
    const { company, query } = request
    const owner = licensed(request, query.flowOwnerEmail)
    if (owner === undefined) return unlicensed(query.flowOwnerEmail)
    const found = flowsOf(company.users, owner)
      .filter((index) => inWorkspace(request, index))
      .map((index) => flowAt(company.seed, index, company.users, company.referenceDay))
      .filter(({ folderId }) => query.folderId === undefined || folderId === query.folderId)
    return paged(request, query.mostRecentlyAssigned === true ? found.slice(0, RECENT) : found, (row) => row)
  },

  listFlowsFolders: (request) => {
    const { company, query } = request
    const owner = licensed(request, query.flowFolderOwnerEmail)
    if (owner === undefined) return unlicensed(query.flowFolderOwnerEmail)
    const { parentId } = query
    const found = foldersOf(company.seed, company.users, owner, company.referenceDay).filter(
      ({ id, parentFolderId }) => parentId === undefined || id === parentId || parentFolderId === parentId,
    )
    return paged(request, found, (row) => row)
  },

  getFlowSteps: (request) => {
    const { seed, users, referenceDay: today } = request.company
    const wanted = idFilter(bodyOf(request), 'flowIds') ?? []
    const indexes = wanted.map((id) => flowIndex(seed, id, users))
    const strange = wanted.find((_, index) => indexes[index] === undefined)
    if (strange !== undefined) return noFlow(strange)
    const found = indexes.flatMap((index) => {
      if (index === undefined) return []
      const { folderName: _, ...flow } = flowAt(seed, index, users, today)
      return [{ ...flow, description: '', steps: flowSteps(seed, index).map(({ row }) => row) }]
    })
    return unpaged(request, found)
  },

  getProspectsAssignedFlows: (request) => {
    const [prospects, wanted] = [
      idFilter(bodyOf(request), 'crmProspectsIds'),
      idFilter(bodyOf(request), 'flowInstanceIds'),
    ]
    const found = allInstances(request).filter((row) =>
      prospects === undefined
        ? wanted?.includes(String(row.flowInstanceId))
        : isOpenInstance(row) && prospects.includes(String(row.crmProspectId)),
    )
    return unpaged(request, found)
  },

  assignProspects: (request) => {
    const { overrides } = bodyOf(request)
    return assigned(request, !(isRow(overrides) && overrides.coolOffOverride === true))
  },

  assignProspectsCoolOffOverrides: (request) => assigned(request, false),

  submitFlowProspectsBulkAssignment: (request) => {
    const { flowId, flowInstanceOwnerEmail } = bodyOf(request)
    const owner = licensed(request, flowInstanceOwnerEmail)
    if (owner === undefined) return unlicensed(flowInstanceOwnerEmail)
    if (!isFlow(request, flowId)) return noFlow(flowId)
    return submitBulk(request)
  },

  getFlowProspectsBulkAssignment: (request) => bulkState(request, licensed),

  unassignProspectFlows: (request) => {
    const { crmProspectId, flowId } = bodyOf(request)
    const found = allInstances(request).filter(
      (row) => row.crmProspectId === crmProspectId && (flowId === undefined || row.flowId === flowId),
    )
    return ended(found.flatMap((row) => endInstance(request, row)))
  },

  unassignFlows: (request) => {
    const wanted = idFilter(bodyOf(request), 'flowInstanceIds') ?? []
    const found = new Map(allInstances(request).map((row) => [String(row.flowInstanceId), row]))
    const done = wanted.filter(() => !request.fails('prospect'))
    return ended(done.flatMap((id) => endInstance(request, found.get(id))))
  },
}

/** The answer is a success with both lists, also when some prospects fail (quirk 58). */
function assigned(request: SandboxRequest, coolOff: boolean): Reply {
  const { flowId, flowInstanceOwnerEmail } = bodyOf(request)
  const owner = licensed(request, flowInstanceOwnerEmail)
  if (owner === undefined) return unlicensed(flowInstanceOwnerEmail)
  if (!isFlow(request, flowId)) return noFlow(flowId)
  const prospects = idFilter(bodyOf(request), 'crmProspectsIds') ?? []
  const outcomes = prospects.map((prospect) =>
    assignProspect(request, { flow: String(flowId), owner, prospect, coolOff }),
  )
  const [done, undone] = [outcomes.filter((row) => !row.errorCode), outcomes.filter((row) => row.errorCode)]
  return { status: 200, body: { prospectsAssigned: done, prospectsNotAssigned: undone } }
}

function ended(ids: readonly string[]): Reply {
  return { status: 200, body: { unassignedFlowInstanceIds: ids } }
}

function licensed({ company }: SandboxRequest, email: Json | undefined): User | undefined {
  return company.users.find((user) => user.email === String(email).toLowerCase() && isLicensed(user))
}

function unlicensed(email: Json | undefined): Reply {
  return refusal(403, `The user ${email} has no Engage licence`)
}

function isFlow({ company }: SandboxRequest, id: Json | undefined): boolean {
  return flowIndex(company.seed, String(id), company.users) !== undefined
}

function noFlow(id: Json | undefined): Reply {
  return refusal(404, `Flow ID ${id} was not found`)
}

function inWorkspace({ company, query }: SandboxRequest, index: number): boolean {
  return query.workspaceId === undefined || company.workspaces[workspaceIndexOf(index)]?.id === query.workspaceId
}

function bodyOf({ body }: SandboxRequest): Row {
  return isRow(body) ? body : {}
}
