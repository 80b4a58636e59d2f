import { callAccess } from './access.ts'
import { ai } from './ai.ts'
import { calls } from './calls.ts'
import { crm } from './crm.ts'
import { engagement } from './engagement.ts'
import { flows } from './flows.ts'
import { library } from './library.ts'
import { logs } from './logs.ts'
import { meetings } from './meetings.ts'
import type { Operation } from './operation.ts'
import { callOutcomes } from './outcomes.ts'
import { permissions } from './permissions.ts'
import { privacy } from './privacy.ts'
import { settings } from './settings.ts'
import { stats } from './stats.ts'
import { tasks } from './tasks.ts'
import { transcripts } from './transcripts.ts'
import { users } from './users.ts'

const groups = [
  calls,
  callAccess,
  callOutcomes,
  transcripts,
  users,
  stats,
  logs,
  settings,
  library,
  permissions,
  privacy,
  crm,
  flows,
  tasks,
  meetings,
  engagement,
  ai,
]

/** Every operation of Gong's API. */
export const everyOperation: readonly Operation[] = groups.flatMap((group): Operation[] => Object.values(group))
