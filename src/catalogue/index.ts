import { calls, transcripts } from './calls.ts'
import type { Operation } from './operation.ts'
import { settings } from './settings.ts'
import { users } from './users.ts'

/** Every operation of Gong's API that this tool knows, by domain and name. */
export const catalogue = { calls, transcripts, users, settings } as const

/** The same as one list. */
export const everyOperation: readonly Operation[] = Object.values(catalogue).flatMap((domain): Operation[] =>
  Object.values(domain),
)
