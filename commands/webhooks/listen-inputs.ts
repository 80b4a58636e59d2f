import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import { ZONE } from '../../src/app/model/operation-inputs.ts'
import { EXEC_INPUTS } from './sinks.ts'
import { SPOOL_INPUTS } from './spool-folder.ts'
import { TRUST_INPUTS } from './trust.ts'

/** The next one after that of `gong sandbox serve`. */
export const LISTEN_PORT = 4665

export const LISTEN_INPUTS = {
  port: { kind: 'count', max: 65_535, help: `port to listen on (${LISTEN_PORT}; 0 = any free one)` },
  host: { kind: 'text', hint: 'address', help: 'address to listen on (127.0.0.1); 0.0.0.0 in a container' },
  ...TRUST_INPUTS,
  ...EXEC_INPUTS,
  into: {
    kind: 'text',
    hint: 'target',
    help: 'note calls in this copy, so that the next gong sync fetches them first',
  },
  ...SPOOL_INPUTS,
  keep: { kind: 'duration', help: 'keep what was delivered so long, for replay and to know it again (720h)' },
  reconcile: {
    kind: 'duration',
    help: 'compare with the calls of Gong at the start and so often (1h with a profile); 0s: never',
  },
  overdue: { kind: 'duration', help: 'make up for an event that has not come so long after its call (6h)' },
  since: { kind: 'instant', help: 'compare calls since then at the start (the first start on this spool)' },
  ...ZONE,
  drain: { kind: 'duration', help: 'what is under way at the end may take so long (25s)' },
} as const satisfies Inputs

export type ListenInput = InputOf<typeof LISTEN_INPUTS>
