import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import { utcTime } from '../../lib/utc-time.ts'
import type { LedgerCounts } from '../store.ts'
import { coveredOf } from './covered.ts'
import { lastPull } from './subjects/index.ts'
import type { SyncOutcome } from './sync.ts'
import type { SubjectCounts, SyncSubject } from './tally.ts'

/** The fields of a result row. */
export const RESULT_FIELDS = [
  'subject',
  'state',
  'requests',
  'new',
  'changed',
  'removed',
  'awaited',
  'until',
  'why',
] as const

/**
 * What a sync did, a row for each subject.
 *
 * @param sent how many requests there were in all: those that no subject has, such as one for the company, are the first one's
 */
export async function syncRows({ context, spent, failure }: SyncOutcome, sent: number): Promise<readonly Row[]> {
  const { store, tally } = context
  const months = await store.ledger.counts()
  const rows: Row[] = []
  let others = sent - [...tally.values()].reduce((sum, { requests }) => sum + requests, 0)
  for (const [subject, counts] of tally) {
    const why = counts.failure ?? spent ?? failure
    rows.push({
      subject,
      state:
        counts.failure !== undefined
          ? 'failed'
          : spent !== undefined
            ? 'goes on'
            : failure !== undefined
              ? 'broken off'
              : 'done',
      requests: counts.requests + others,
      new: counts.new,
      changed: counts.changed,
      removed: counts.removed,
      awaited: awaitedOf(subject, months),
      until: await untilOf(context, subject),
      why: why instanceof Failure ? why.message : null,
    })
    others = 0
  }
  return rows
}

/** How many subjects could not be read, and calls were not removed. */
export function failedOf(tally: ReadonlyMap<SyncSubject, SubjectCounts>): number {
  return [...tally.values()].filter(({ failure, kept }) => failure !== undefined || kept > 0).length
}

function awaitedOf(subject: SyncSubject, months: readonly LedgerCounts[]): number | null {
  const sum = (of: (month: LedgerCounts) => number) => months.reduce((total, month) => total + of(month), 0)
  if (subject === 'calls') return sum(({ awaiting }) => awaiting.details + awaiting.summary)
  if (subject === 'media') return sum(({ awaiting }) => awaiting.media)
  return subject === 'transcripts' ? sum(({ awaiting }) => awaiting.transcript) : null
}

/** Up to when the copy has it: the start of the latest call, or when the list was read last. */
async function untilOf({ store }: SyncOutcome['context'], subject: SyncSubject): Promise<string | null> {
  if (subject === 'media') return null
  const ms =
    subject === 'calls' || subject === 'transcripts'
      ? (await coveredOf(store)).at(-1)?.toMs
      : (await lastPull(store, subject))?.doneMs
  return ms === undefined ? null : utcTime(ms)
}
