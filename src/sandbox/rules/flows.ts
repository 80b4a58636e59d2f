import { isRow, rowsIn } from '../../lib/rows.ts'
import { flowIndex, flowSteps } from '../company/flows.ts'
import { bodyIn, requireRequester, requireWorkspace } from './checks.ts'
import type { SandboxRule, SandboxRules } from './rule.ts'

/** Overrides count the steps of the flow from 1. */
const steps: SandboxRule = {
  violations: (request) => {
    const { flowId, overrides } = bodyIn(request)
    const index = flowIndex(request.company.seed, String(flowId), request.company.users)
    if (index === undefined || !isRow(overrides)) return []
    const orders = flowSteps(request.company.seed, index).map(({ order }) => order)
    return rowsIn(overrides.steps).flatMap(({ number }) => (orders.includes(Number(number)) ? [] : [String(number)]))
  },
  message: (number) => `The flow has no step ${number}`,
}

const ofWorkspace = requireWorkspace((request) => request.query.workspaceId)
const requesterRule = requireRequester((request) => bodyIn(request).unassignedByUserEmail)

export const flowRules: SandboxRules = {
  listFlows: [ofWorkspace],
  listFlowsFolders: [ofWorkspace],
  assignProspects: [steps],
  assignProspectsCoolOffOverrides: [steps],
  unassignProspectFlows: [requesterRule],
  unassignFlows: [requesterRule],
}
