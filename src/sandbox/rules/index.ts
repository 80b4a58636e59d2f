import { filterOf } from '../route.ts'
import { calls } from './calls.ts'
import { crm } from './crm.ts'
import { engagement } from './engagement.ts'
import { flows } from './flows.ts'
import { workspace } from './known.ts'
import { meetings } from './meetings.ts'
import { permissions } from './permissions.ts'
import type { Rules } from './rule.ts'
import { stats } from './stats.ts'

/** Every rule of Gong's prose that needs the company, by operationId. */
export const rules: Rules = {
  ...calls,
  ...crm,
  ...engagement,
  ...flows,
  ...meetings,
  ...permissions,
  ...stats,
  listTasks: [workspace((asked) => filterOf(asked.body).workspaceId)],
}
