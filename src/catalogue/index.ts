import { calls, transcripts } from './calls.ts'
import type { Operation } from './operation.ts'
import { settings } from './settings.ts'
import { users } from './users.ts'

/** Every operation of Gong's API that this tool knows. */
export const everyOperation: readonly Operation[] = [calls, transcripts, users, settings].flatMap((group): Operation[] =>
  Object.values(group),
)
