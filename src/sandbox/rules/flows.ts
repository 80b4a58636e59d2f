import { isRow, rowsIn } from '../../lib/rows.ts'
import { flowIndex, stepsOf } from '../company/flows.ts'
import { bodyOf, requester, workspace } from './known.ts'
import type { Rule, Rules } from './rule.ts'

/** Overrides count the steps of the flow from 1. */
const steps: Rule = {
  when: (asked) => {
    const { flowId, overrides } = bodyOf(asked)
    const index = flowIndex(asked.company.seed, String(flowId), asked.company.users)
    if (index === undefined || !isRow(overrides)) return []
    const known = stepsOf(asked.company.seed, index).map(({ order }) => order)
    return rowsIn(overrides.steps).flatMap(({ number }) => (known.includes(Number(number)) ? [] : [String(number)]))
  },
  says: (number) => `The flow has no step ${number}`,
}

const ofWorkspace = workspace((asked) => asked.query.workspaceId)
const asking = requester((asked) => bodyOf(asked).unassignedByUserEmail)

export const flows: Rules = {
  listFlows: [ofWorkspace],
  listFlowsFolders: [ofWorkspace],
  assignProspects: [steps],
  assignProspectsCoolOffOverrides: [steps],
  unassignProspectFlows: [asking],
  unassignFlows: [asking],
}
