import { Failure } from '../../../lib/errors.ts'
import type { Store } from '../../store.ts'
import { type SyncContext, type SyncTask, taskOf } from '../context.ts'
import { countsOf, type SyncSubject } from '../tally.ts'
import { pullCrm } from './crm.ts'
import { pullFlows } from './flows.ts'
import { pullScorecards } from './scorecards.ts'
import { pullLibrary, pullSettings } from './settings.ts'
import { FIRST_WEEKS, pullStats } from './stats.ts'
import { pullUsers } from './users.ts'

const HOUR_MS = 3_600_000
const RECORDS_A_PAGE = 100
/** A little less than a day and a week: a run that begins a minute earlier than the last one is not a day late. */
const DAILY_MS = 20 * HOUR_MS
const WEEKLY_MS = 6.8 * 24 * HOUR_MS

/** Subjects that are read as a whole or by their days. */
export type OtherSubject = Exclude<SyncSubject, 'calls' | 'transcripts' | 'media'>

interface Other {
  readonly everyMs: number
  /** How many requests it may take when nobody knows. */
  readonly guess: number
  /** How many it takes the first time, in a company of so many users. */
  readonly first?: (users: number) => number
  /** How many it takes after the first time at most, where that reads what never changes. */
  readonly later?: number
  readonly pull: (context: SyncContext) => AsyncGenerator<void>
}

const pages = (records: number): number => Math.max(1, Math.ceil(records / RECORDS_A_PAGE))

export const others: Readonly<Record<OtherSubject, Other>> = {
  users: { everyMs: DAILY_MS, guess: 100, first: (users) => pages(users) + users, later: 3, pull: pullUsers },
  stats: {
    everyMs: DAILY_MS,
    guess: 13,
    first: (users) => pages(users) * (1 + FIRST_WEEKS),
    later: 3,
    pull: pullStats,
  },
  scorecards: { everyMs: DAILY_MS, guess: 3, later: 3, pull: pullScorecards },
  settings: { everyMs: WEEKLY_MS, guess: 3, pull: pullSettings },
  library: { everyMs: WEEKLY_MS, guess: 20, pull: pullLibrary },
  crm: { everyMs: WEEKLY_MS, guess: 2, pull: pullCrm },
  flows: { everyMs: WEEKLY_MS, guess: 50, first: (users) => pages(users) + users, pull: pullFlows },
}

/** The last run of a subject that came to its end. */
export interface LastPull {
  readonly doneMs: number
  /** How many the next one may take. */
  readonly requests: number
}

/** @returns `undefined` when there was none */
export async function lastPull(store: Pick<Store, 'mark'>, subject: OtherSubject): Promise<LastPull | undefined> {
  const text = await store.mark(markOf(subject))
  return text === undefined ? undefined : JSON.parse(text)
}

/** Whether a subject is to be read again. A time to come was left by a clock that was ahead. */
export function isDue(subject: OtherSubject, last: LastPull | undefined, nowMs: number): boolean {
  return last === undefined || nowMs - last.doneMs >= others[subject].everyMs || last.doneMs > nowMs + HOUR_MS
}

/** Reads one subject. What the key may not read, or Gong refuses, is noted, and keeps no other subject from being read. */
export function otherTask(context: SyncContext, subject: OtherSubject): SyncTask {
  return taskOf(turns())

  async function* turns(): AsyncGenerator<void> {
    const counts = countsOf(context.tally, subject)
    const { later = Number.POSITIVE_INFINITY } = others[subject]
    const isFirst = (await lastPull(context.store, subject)) === undefined
    try {
      yield* others[subject].pull(context)
      const requests = isFirst ? Math.min(later, counts.requests) : counts.requests
      const done: LastPull = { doneMs: context.nowMs, requests }
      await context.store.commit({ marks: { [markOf(subject)]: JSON.stringify(done) } })
    } catch (error) {
      if (!(error instanceof Failure) || !REFUSALS.has(error.kind)) throw error
      counts.failure = error
    }
  }
}

const REFUSALS: ReadonlySet<string> = new Set(['auth', 'rejected', 'not-found'])

function markOf(subject: OtherSubject): string {
  return `pulled.${subject}`
}
