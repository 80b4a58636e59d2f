import { access } from './access.ts'
import { ai } from './ai.ts'
import type { Answers } from './asked.ts'
import { calls } from './calls.ts'
import { crm } from './crm.ts'
import { engagement } from './engagement.ts'
import { flows } from './flows.ts'
import { library } from './library.ts'
import { logs } from './logs.ts'
import { meetings } from './meetings.ts'
import { outcomes } from './outcomes.ts'
import { permissions } from './permissions.ts'
import { privacy } from './privacy.ts'
import { settings } from './settings.ts'
import { stats } from './stats.ts'
import { tasks } from './tasks.ts'
import { transcripts } from './transcripts.ts'
import { users } from './users.ts'

/** Every operation's answer, by operationId. To teach the sandbox another operation, add one entry to its domain. */
export const answers: Answers = {
  ...calls,
  ...transcripts,
  ...users,
  ...settings,
  ...stats,
  ...logs,
  ...library,
  ...permissions,
  ...privacy,
  ...crm,
  ...flows,
  ...tasks,
  ...meetings,
  ...engagement,
  ...ai,
  ...access,
  ...outcomes,
}
