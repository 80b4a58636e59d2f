import { accessHandlers } from './access.ts'
import { aiHandlers } from './ai.ts'
import { callHandlers } from './calls.ts'
import { crmHandlers } from './crm.ts'
import { engagementHandlers } from './engagement.ts'
import { flowHandlers } from './flows.ts'
import { libraryHandlers } from './library.ts'
import { logHandlers } from './logs.ts'
import { meetingHandlers } from './meetings.ts'
import { outcomeHandlers } from './outcomes.ts'
import { permissionHandlers } from './permissions.ts'
import { privacyHandlers } from './privacy.ts'
import type { Handlers } from './request.ts'
import { settingsHandlers } from './settings.ts'
import { statsHandlers } from './stats.ts'
import { taskHandlers } from './tasks.ts'
import { transcriptHandlers } from './transcripts.ts'
import { userHandlers } from './users.ts'

/** Every operation's answer, by operationId. To teach the sandbox another operation, add one entry to its domain. */
export const handlers: Handlers = {
  ...callHandlers,
  ...transcriptHandlers,
  ...userHandlers,
  ...settingsHandlers,
  ...statsHandlers,
  ...logHandlers,
  ...libraryHandlers,
  ...permissionHandlers,
  ...privacyHandlers,
  ...crmHandlers,
  ...flowHandlers,
  ...taskHandlers,
  ...meetingHandlers,
  ...engagementHandlers,
  ...aiHandlers,
  ...accessHandlers,
  ...outcomeHandlers,
}
