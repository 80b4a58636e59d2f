import { filterIn } from '../route.ts'
import { callRules } from './calls.ts'
import { requireWorkspace } from './checks.ts'
import { crmRules } from './crm.ts'
import { engagementRules } from './engagement.ts'
import { flowRules } from './flows.ts'
import { meetingRules } from './meetings.ts'
import { permissionRules } from './permissions.ts'
import type { SandboxRules } from './rule.ts'
import { statsRules } from './stats.ts'

/** Every rule of Gong's prose that needs the company, by operationId. */
export const sandboxRules: SandboxRules = {
  ...callRules,
  ...crmRules,
  ...engagementRules,
  ...flowRules,
  ...meetingRules,
  ...permissionRules,
  ...statsRules,
  listTasks: [requireWorkspace((request) => filterIn(request.body).workspaceId)],
}
