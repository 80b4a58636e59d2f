import type { Failure } from '../../lib/errors.ts'

/** What can be synced. */
export const subjects = [
  'calls',
  'transcripts',
  'users',
  'stats',
  'scorecards',
  'settings',
  'library',
  'crm',
  'flows',
] as const

/** Recordings are synced where they are asked for by `--media`. */
export type SyncSubject = (typeof subjects)[number] | 'media'

/** What a sync did for one subject. */
export interface SubjectCounts {
  requests: number
  new: number
  changed: number
  removed: number
  /** Why it could not be done, while the others could. */
  failure?: Failure
  /** Calls that seem to be gone, more than may be removed in one run. */
  kept: number
}

export type Tally = ReadonlyMap<SyncSubject, SubjectCounts>

/** Counts for these subjects, all 0. */
export function tallyOf(chosen: readonly SyncSubject[]): Tally {
  return new Map(chosen.map((subject) => [subject, { requests: 0, new: 0, changed: 0, removed: 0, kept: 0 }]))
}

/** The counts of a subject; those that nobody asked for go nowhere. */
export function countsOf(tally: Tally, subject: SyncSubject): SubjectCounts {
  return tally.get(subject) ?? { requests: 0, new: 0, changed: 0, removed: 0, kept: 0 }
}
