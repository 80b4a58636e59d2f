import { defined } from '../../src/lib/defined.ts'
import { spanMs } from '../../src/lib/span.ts'
import type { SyncRequest } from '../../src/store/sync/sync.ts'
import { subjects } from '../../src/store/sync/tally.ts'
import type { SyncInput } from './inputs.ts'

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
    ...defined({
      sinceMs: since === undefined ? undefined : spanMs('--since', since, '--since 14d, 36h, 2w, 6mo or 2y'),
    }),
    overlapMs: spanMs('--overlap', overlap, '--overlap 14d, 36h, 2w, 6mo or 2y'),
    giveUpMs: spanMs('--give-up', giveUp, '--give-up 14d, 36h, 2w, 6mo or 2y'),
    maxRemovals: maxRemovals ?? MAX_REMOVALS,
  }
}
