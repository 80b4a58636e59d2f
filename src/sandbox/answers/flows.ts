import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { deskOf, flowAt, flowIndex, flowsOf, foldersOf, isLicensed, stepsOf } from '../company/flows.ts'
import { isOpen } from '../company/prospects.ts'
import type { User } from '../company/users.ts'
import { type Reply, refusal } from '../reply.ts'
import { type Answers, type Asked, listed, page, whole } from './asked.ts'
import { bulkState, submitBulk } from './bulk.ts'
import { assign, end, everyInstance } from './instances.ts'

/** How many flows `mostRecentlyAssigned` shows. */
const RECENT = 20

/** Flows of Engage, and who is in them. */
export const flows: Answers = {
  listFlows: (asked) => {
    const { company, query } = asked
    const owner = licensed(asked, query.flowOwnerEmail)
    if (owner === undefined) return unlicensed(query.flowOwnerEmail)
    const found = flowsOf(company.users, owner)
      .filter((index) => inWorkspace(asked, index))
      .map((index) => flowAt(company.seed, index, company.users, company.today))
      .filter(({ folderId }) => query.folderId === undefined || folderId === query.folderId)
    return page(asked, query.mostRecentlyAssigned === true ? found.slice(0, RECENT) : found, (row) => row)
  },

  listFlowsFolders: (asked) => {
    const { company, query } = asked
    const owner = licensed(asked, query.flowFolderOwnerEmail)
    if (owner === undefined) return unlicensed(query.flowFolderOwnerEmail)
    const { parentId } = query
    const found = foldersOf(company.seed, company.users, owner, company.today).filter(
      ({ id, parentFolderId }) => parentId === undefined || id === parentId || parentFolderId === parentId,
    )
    return page(asked, found, (row) => row)
  },

  getFlowSteps: (asked) => {
    const { seed, users, today } = asked.company
    const wanted = listed(bodyOf(asked), 'flowIds') ?? []
    const known = wanted.map((id) => flowIndex(seed, id, users))
    const strange = wanted.find((_, place) => known[place] === undefined)
    if (strange !== undefined) return noFlow(strange)
    const found = known.flatMap((index) => {
      if (index === undefined) return []
      const { folderName: _, ...flow } = flowAt(seed, index, users, today)
      return [{ ...flow, description: '', steps: stepsOf(seed, index).map(({ row }) => row) }]
    })
    return whole(asked, found)
  },

  getProspectsAssignedFlows: (asked) => {
    const [prospects, wanted] = [listed(bodyOf(asked), 'crmProspectsIds'), listed(bodyOf(asked), 'flowInstanceIds')]
    const found = everyInstance(asked).filter((row) =>
      prospects === undefined
        ? wanted?.includes(String(row.flowInstanceId))
        : isOpen(row) && prospects.includes(String(row.crmProspectId)),
    )
    return whole(asked, found)
  },

  assignProspects: (asked) => {
    const { overrides } = bodyOf(asked)
    return assigned(asked, !(isRow(overrides) && overrides.coolOffOverride === true))
  },

  assignProspectsCoolOffOverrides: (asked) => assigned(asked, false),

  submitFlowProspectsBulkAssignment: (asked) => {
    const { flowId, flowInstanceOwnerEmail } = bodyOf(asked)
    const owner = licensed(asked, flowInstanceOwnerEmail)
    if (owner === undefined) return unlicensed(flowInstanceOwnerEmail)
    if (!isFlow(asked, flowId)) return noFlow(flowId)
    return submitBulk(asked)
  },

  getFlowProspectsBulkAssignment: (asked) => bulkState(asked, licensed),

  unassignProspectFlows: (asked) => {
    const { crmProspectId, flowId } = bodyOf(asked)
    const found = everyInstance(asked).filter(
      (row) => row.crmProspectId === crmProspectId && (flowId === undefined || row.flowId === flowId),
    )
    return ended(found.flatMap((row) => end(asked, row)))
  },

  unassignFlows: (asked) => {
    const wanted = listed(bodyOf(asked), 'flowInstanceIds') ?? []
    const found = new Map(everyInstance(asked).map((row) => [String(row.flowInstanceId), row]))
    return ended(wanted.flatMap((id) => end(asked, found.get(id))))
  },
}

/** Prospects that fail stand beside those that do not, in an answer of success (quirk 58). */
function assigned(asked: Asked, coolOff: boolean): Reply {
  const { flowId, flowInstanceOwnerEmail } = bodyOf(asked)
  const owner = licensed(asked, flowInstanceOwnerEmail)
  if (owner === undefined) return unlicensed(flowInstanceOwnerEmail)
  if (!isFlow(asked, flowId)) return noFlow(flowId)
  const prospects = listed(bodyOf(asked), 'crmProspectsIds') ?? []
  const outcomes = prospects.map((prospect) => assign(asked, { flow: String(flowId), owner, prospect, coolOff }))
  const [done, undone] = [outcomes.filter((row) => !row.errorCode), outcomes.filter((row) => row.errorCode)]
  return { status: 200, body: { prospectsAssigned: done, prospectsNotAssigned: undone } }
}

function ended(ids: readonly string[]): Reply {
  return { status: 200, body: { unassignedFlowInstanceIds: ids } }
}

function licensed({ company }: Asked, email: Json | undefined): User | undefined {
  return company.users.find((user) => user.email === String(email).toLowerCase() && isLicensed(user))
}

function unlicensed(email: Json | undefined): Reply {
  return refusal(403, `The user ${email} has no Engage licence`)
}

function isFlow({ company }: Asked, id: Json | undefined): boolean {
  return flowIndex(company.seed, String(id), company.users) !== undefined
}

function noFlow(id: Json | undefined): Reply {
  return refusal(404, `Flow ID ${id} was not found`)
}

function inWorkspace({ company, query }: Asked, index: number): boolean {
  return query.workspaceId === undefined || company.workspaces[deskOf(index)]?.id === query.workspaceId
}

function bodyOf({ body }: Asked): Row {
  return isRow(body) ? body : {}
}
