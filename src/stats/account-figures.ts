import { calls } from '../catalogue/calls.ts'
import { users } from '../catalogue/users.ts'
import type { Period } from '../lib/calendar-period.ts'
import type { Json, Row } from '../lib/rows.ts'
import type { ColumnRule } from './column-rules.ts'
import type { AccountLink, DetailedCall } from './detailed-call.ts'
import { byText, groupTable } from './group-table.ts'
import type { People } from './people.ts'
import { roundedTo } from './weighted-mean.ts'

const from = [calls.details]

/** Each column of `gong report accounts`. */
export const ACCOUNT_RULES: readonly ColumnRule[] = [
  { column: 'accountId', rule: 'the id of the account in the CRM; a call with several counts for each', from },
  { column: 'accountName', rule: 'the name of the account in the CRM', from },
  { column: 'from', rule: 'with a period: its first day, by the start of the call', from },
  { column: 'to', rule: 'with a period: the day after its last one', from },
  { column: 'calls', rule: 'how many calls', from },
  { column: 'minutes', rule: 'the sum of their durations', from },
  { column: 'lastCall', rule: 'the start of the latest one', from },
  {
    column: 'reps',
    rule: 'names of the hosts, those with most calls first; the id of a user whom Gong has deleted',
    from: [calls.details, users.list],
  },
  {
    column: 'people',
    rule: 'how many different people of other companies took part, by e-mail address, else number, else name',
    from,
  },
  { column: 'topics', rule: 'names of topics, those that took longest first', from },
  { column: 'trackers', rule: 'names of trackers, those with most occurrences first', from },
]

interface AccountCell {
  calls: number
  seconds: number
  lastCall: string | null
  readonly reps: Map<string, number>
  readonly people: Set<string>
  readonly topics: Map<string, number>
  readonly trackers: Map<string, number>
}

interface AccountTable {
  add(call: DetailedCall, period: number): void
  rows(): readonly Row[]
}

export interface AccountOptions {
  readonly people: People
  readonly periods: readonly Period[]
  readonly withPeriods: boolean
  /** Whether an account was asked for. */
  readonly isWanted: (account: AccountLink) => boolean
}

/** Adds up calls by account. */
export function accountTable({ people, periods, withPeriods, isWanted }: AccountOptions): AccountTable {
  const table = groupTable<AccountCell>({ by: ['accountId'], periods, withPeriods, empty: emptyCell })
  const nameOfHost = (id: string) => String(people.get(id)?.name ?? id)
  return {
    add(call, period) {
      for (const account of call.accounts.filter(isWanted))
        addCall(table.cell({ accountId: account.id, accountName: account.name }, period), call)
    },
    rows: () => table.rows((cell) => showCell(cell, nameOfHost), byText('accountName', 'accountId')),
  }
}

function emptyCell(): AccountCell {
  return {
    ...{ calls: 0, seconds: 0, lastCall: null },
    ...{ reps: new Map(), people: new Set(), topics: new Map(), trackers: new Map() },
  }
}

function addCall(cell: AccountCell, call: DetailedCall): void {
  cell.calls += 1
  cell.seconds += call.durationSeconds
  if (cell.lastCall === null || Date.parse(call.started) > Date.parse(cell.lastCall)) cell.lastCall = call.started
  if (call.hostId !== undefined) count(cell.reps, call.hostId, 1)
  for (const party of call.parties) {
    const who = party.affiliation === 'Internal' ? undefined : identityOfParty(party)
    if (who !== undefined) cell.people.add(who)
  }
  for (const { name, duration } of call.topics) count(cell.topics, String(name), Number(duration) || 0)
  for (const { name, count: times } of call.trackers) count(cell.trackers, String(name), Number(times) || 0)
}

/** What a person is known again by: ids of parties belong to one call (field note "What real answers look like"). */
function identityOfParty({ emailAddress, phoneNumber, name }: Row): string | undefined {
  const known = [emailAddress, phoneNumber, name].find((one) => typeof one === 'string' && one !== '')
  return known === undefined ? undefined : String(known).toLowerCase()
}

function count(counts: Map<string, number>, name: string, more: number): void {
  counts.set(name, (counts.get(name) ?? 0) + more)
}

function showCell(
  { seconds, people, reps, topics, trackers, ...cell }: AccountCell,
  nameOfHost: (id: string) => string,
): Row {
  return {
    calls: cell.calls,
    minutes: roundedTo(seconds / 60),
    lastCall: cell.lastCall,
    reps: most(reps).map(nameOfHost),
    people: people.size,
    topics: most(topics),
    trackers: most(trackers),
  }
}

/** The names with the most first; among equals those that came first. */
function most(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name)
}

/** A row with its lists as texts, for formats that have a line for each. */
export function accountLine(row: Row): readonly Row[] {
  const text = (value: Json | undefined): Json => (Array.isArray(value) ? value.join('; ') : (value ?? null))
  return [{ ...row, reps: text(row.reps), topics: text(row.topics), trackers: text(row.trackers) }]
}
