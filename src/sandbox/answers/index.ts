import type { Answers } from './asked.ts'
import { calls } from './calls.ts'
import { settings } from './settings.ts'
import { transcripts } from './transcripts.ts'
import { users } from './users.ts'

/** Every operation's answer, by operationId. To teach the sandbox another operation, add one entry to its domain. */
export const answers: Answers = { ...calls, ...transcripts, ...users, ...settings }
