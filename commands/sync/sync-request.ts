import { defined } from '../../src/lib/defined.ts'
import type { SyncRequest } from '../../src/store/sync/sync.ts'
import { subjects } from '../../src/store/sync/tally.ts'
import { type SyncInput, spanMs } from './inputs.ts'

const MAX_REMOVALS = 100

/** What was typed, in milliseconds. @throws Failure `usage` for a span that is none */
export function syncRequest({
  what,
  since,
  overlap = '14d',
  giveUp = '14d',
  maxRemovals,
  media,
}: SyncInput): SyncRequest {
  const chosen = what === undefined ? subjects : subjects.filter((subject) => what.includes(subject))
  return {
    subjects: media ? [...chosen, 'media'] : chosen,
    areNamed: what !== undefined,
    ...defined({ sinceMs: since === undefined ? undefined : spanMs('--since', since) }),
    overlapMs: spanMs('--overlap', overlap),
    giveUpMs: spanMs('--give-up', giveUp),
    maxRemovals: maxRemovals ?? MAX_REMOVALS,
  }
}
