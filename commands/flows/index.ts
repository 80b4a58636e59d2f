import type { Command } from '../../src/app/model/command.ts'
import { assignProspects } from './assign.ts'
import { assignedFlows } from './assigned.ts'
import { bulkAssignProspects } from './bulk-assign.ts'
import { bulkAssignmentStatus } from './bulk-status.ts'
import { listFlowFolders } from './folders.ts'
import { listFlows } from './list.ts'
import { showFlowSteps } from './steps.ts'
import { unassignProspects } from './unassign.ts'

export const flowCommands: readonly Command[] = [
  listFlows,
  listFlowFolders,
  showFlowSteps,
  assignedFlows,
  assignProspects,
  bulkAssignProspects,
  bulkAssignmentStatus,
  unassignProspects,
]
