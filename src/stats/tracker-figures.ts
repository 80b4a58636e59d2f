import { calls } from '../catalogue/calls.ts'
import { transcripts } from '../catalogue/transcripts.ts'
import { users } from '../catalogue/users.ts'
import type { Period } from '../lib/calendar-period.ts'
import type { Row } from '../lib/rows.ts'
import type { ColumnRule } from './column-rules.ts'
import type { DetailedCall } from './detailed-call.ts'
import { byText, groupTable } from './group-table.ts'
import type { People } from './people.ts'

/** What occurrences can be put together by, besides periods. */
export const TRACKER_GROUPS = {
  tracker: ['trackerId', 'trackerName', 'trackerType'],
  account: ['accountId', 'accountName'],
  rep: ['userId', 'name', 'emailAddress'],
} as const

export type TrackerGroup = keyof typeof TRACKER_GROUPS

/** Columns of one occurrence, with `--quotes`. */
export const QUOTE_FIELDS = [
  ...['trackerId', 'trackerName', 'phrase', 'callId', 'title', 'started', 'accountName', 'hostName'],
  ...['speakerUserId', 'speakerName', 'affiliation', 'at', 'sentence', 'link'],
]

const from = [calls.details]

/** Each column of `gong report trackers`. */
export const TRACKER_RULES: readonly ColumnRule[] = [
  { column: 'trackerId', rule: 'the id of the tracker', from },
  { column: 'trackerName', rule: 'the name of the tracker', from },
  { column: 'trackerType', rule: 'KEYWORD or SMART', from },
  { column: 'accountId', rule: 'an account of the call in the CRM; a call with several counts for each', from },
  { column: 'accountName', rule: 'its name; null for calls without an account', from },
  { column: 'userId', rule: 'the host of the call, whoever said it', from },
  { column: 'name', rule: 'of the host; null for a user whom Gong has deleted', from: [users.list] },
  { column: 'emailAddress', rule: 'of the host', from: [users.list] },
  { column: 'from', rule: 'with a period: its first day, by the start of the call', from },
  { column: 'to', rule: 'with a period: the day after its last one', from },
  { column: 'calls', rule: 'how many calls have an occurrence; each counts once', from },
  { column: 'occurrences', rule: "the sum of the trackers' counts", from },
  { column: 'at', rule: 'with --quotes: seconds from the start of the call', from },
  {
    column: 'sentence',
    rule: 'with --quotes: what was said there; null without a transcript',
    from: [transcripts.get],
  },
  { column: 'speakerName', rule: 'with --quotes: the party who said it', from },
  { column: 'link', rule: 'with --quotes: the call in Gong, from that second on', from },
]

interface TrackerCell {
  calls: number
  occurrences: number
}

interface TrackerTable {
  add(call: DetailedCall, period: number): void
  rows(): readonly Row[]
}

export interface TrackerOptions {
  readonly by: readonly TrackerGroup[]
  readonly people: People
  readonly periods: readonly Period[]
  readonly withPeriods: boolean
  /** Whether a tracker was asked for. */
  readonly isWanted: (tracker: Row) => boolean
}

/** Adds up the occurrences of calls. */
export function trackerTable({ by, people, periods, withPeriods, isWanted }: TrackerOptions): TrackerTable {
  const table = groupTable<TrackerCell>({
    by: by.map((group) => TRACKER_GROUPS[group][0]),
    periods,
    withPeriods,
    empty: () => ({ calls: 0, occurrences: 0 }),
  })
  return {
    add(call, period) {
      const added = new Set<TrackerCell>()
      for (const tracker of call.trackers.filter((one) => isWanted(one) && countOf(one) > 0))
        for (const columns of groupsOf(call, tracker, by, people)) {
          const cell = table.cell(columns, period)
          cell.occurrences += countOf(tracker)
          if (!added.has(cell)) cell.calls += 1
          added.add(cell)
        }
    },
    rows: () =>
      table.rows((cell) => ({ ...cell }), byText('trackerName', 'trackerId', 'accountName', 'name', 'userId')),
  }
}

function countOf({ count }: Row): number {
  return typeof count === 'number' ? count : 0
}

/** The columns of each group that a tracker of a call belongs to: one for each account. */
function groupsOf(call: DetailedCall, tracker: Row, by: readonly TrackerGroup[], people: People): readonly Row[] {
  const host = people.get(call.hostId ?? '')
  const shared = {
    ...(by.includes('tracker') && {
      trackerId: tracker.id ?? null,
      trackerName: tracker.name ?? null,
      trackerType: tracker.type ?? null,
    }),
    ...(by.includes('rep') && {
      userId: call.hostId ?? null,
      name: host?.name ?? null,
      emailAddress: host?.emailAddress ?? null,
    }),
  }
  if (!by.includes('account')) return [shared]
  const accounts = call.accounts.length === 0 ? [{ id: null, name: null }] : call.accounts
  return accounts.map(({ id, name }) => ({ ...shared, accountId: id, accountName: name }))
}
