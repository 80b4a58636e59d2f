import type { ReadClient } from '../../api/client.ts'
import { toRequest } from '../../api/request.ts'
import { settings } from '../../catalogue/settings.ts'
import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import type { Store } from '../store.ts'
import { mutex, type RowMaker, type SyncContext, type SyncTask, takeTurns } from './context.ts'
import { runListing } from './covered.ts'
import { dueRecordings, type RecordingFolder } from './recordings.ts'
import { isDue, lastPull, otherTask } from './subjects/index.ts'
import { callTasks, type WantedCalls } from './sync-calls.ts'
import { type SyncSubject, tallyOf } from './tally.ts'

/** What a sync is made of. */
export interface SyncParts {
  readonly read: ReadClient
  readonly store: Store
  readonly rowsOf: RowMaker
  readonly isExcluded?: (record: Row) => boolean
  readonly redact?: (record: Row) => Row
  /** Ms since 1970, by the clock that is believed. */
  readonly now: () => number
  /** From 0 to 1. */
  readonly random: () => number
  readonly hold: () => Promise<void>
  readonly limits?: SyncContext['limits']
  /** Where recordings are put, for the subject `media`. */
  readonly recordings?: RecordingFolder
}

/** What a sync is to do. */
export interface SyncRequest extends WantedCalls {
  readonly subjects: readonly SyncSubject[]
  /** Whether they were named, and are read also when it is not time for them. */
  readonly areNamed: boolean
  readonly giveUpMs: number
  readonly maxRemovals: number
}

/** What it came to. */
export interface SyncOutcome {
  readonly context: SyncContext
  /** Why it ended early and goes on with the next run: requests of this run or of the day are spent. */
  readonly spent?: Failure
  /** Why it ended early otherwise. What was committed stays. */
  readonly failure?: unknown
}

const LIMITS = { sliceCalls: 1000, listedCalls: 300 }

/** Brings a copy up to date. Never throws what Gong or the disk refuses: what was done until then is in the outcome. */
export async function syncCopy(parts: SyncParts, request: SyncRequest): Promise<SyncOutcome> {
  const context = contextOf(parts, request)
  try {
    await learnTime(context)
    await takeTurns([
      ...(await callTasks(context, new Set(request.subjects), request)),
      ...(await otherTasks(context, request)),
    ])
    if (parts.recordings !== undefined && request.subjects.includes('media'))
      await takeTurns([dueRecordings(context, parts.recordings)])
    return { context }
  } catch (error) {
    return error instanceof Failure && error.kind === 'limited'
      ? { context, spent: error }
      : { context, failure: error }
  }
}

async function otherTasks(context: SyncContext, { subjects, areNamed }: SyncRequest): Promise<SyncTask[]> {
  const tasks: SyncTask[] = []
  for (const subject of subjects)
    if (subject !== 'calls' && subject !== 'transcripts' && subject !== 'media') {
      const isTime = areNamed || isDue(subject, await lastPull(context.store, subject), context.nowMs)
      if (isTime) tasks.push(otherTask(context, subject))
    }
  return tasks
}

/** What the parts of a sync share. */
export function contextOf(parts: SyncParts, { subjects, giveUpMs, maxRemovals }: SyncRequest): SyncContext {
  const {
    read,
    store,
    rowsOf,
    isExcluded = () => false,
    redact = (record) => record,
    now,
    random,
    hold,
    limits = LIMITS,
  } = parts
  return {
    ...{ read, store, rowsOf, isExcluded, redact, random, hold, limits, giveUpMs, maxRemovals },
    tally: tallyOf(subjects),
    listing: runListing(),
    exclusively: mutex(),
    get nowMs() {
      return now()
    },
  }
}

/** Any answer says what time it is. A key that may not read workspaces is told so by one. */
async function learnTime({ read, hold }: SyncContext): Promise<void> {
  await hold()
  await read.exchange(toRequest(settings.workspaces, {})).catch((error: unknown) => {
    if (!(error instanceof Failure) || (error.kind !== 'auth' && error.kind !== 'rejected')) throw error
  })
}
