import { isRow, type Json, type Row, rowsIn } from '../../src/lib/rows.ts'
import { analyzedAtMs, basicCallRow, type SandboxCall, shownAtMs } from '../../src/sandbox/company/call.ts'
import { callActivities } from '../../src/sandbox/company/call-activities.ts'
import { openCompany, type SandboxCompany } from '../../src/sandbox/company/company.ts'
import { amountOf } from '../../src/sandbox/company/crm.ts'
import { type CallParty, partiesOf } from '../../src/sandbox/company/parties.ts'
import { reviewRow, reviewsOf } from '../../src/sandbox/company/scorecards.ts'
import type { User } from '../../src/sandbox/company/users.ts'
import { companyMidnight } from '../../src/sandbox/company/zone.ts'
import { extensive } from '../../src/sandbox/handlers/extensive.ts'
import { parseSelector } from '../../src/sandbox/handlers/selector.ts'
import { type Monologue, script } from '../../src/sandbox/talk/script.ts'

const DAY_MS = 86_400_000

/** A span of whole days of UTC: from inclusive, to exclusive. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** What is true of the sandbox company, read from where it is made and from no answer of it. */
export function truthOf(nowMs: number, callCount: number) {
  const company: SandboxCompany = openCompany({ seed: 1, today: nowMs, calls: callCount, keptCalls: callCount })
  const all = Array.from({ length: company.size }, (_, index) => index)
  const startOf = (index: number) => company.started[index] ?? Number.NaN
  const shown = all.filter((index) => startOf(index) < nowMs && shownAtMs(company.call(index)) <= nowMs)
  const between = (fromMs: number, toMs: number) =>
    shown.filter((index) => startOf(index) >= fromMs && startOf(index) < toMs).map((index) => company.call(index))
  const days = (ago: number, count: number): Days => ({
    from: dayOf(company.today - ago * DAY_MS),
    to: dayOf(company.today - (ago - count) * DAY_MS),
  })
  return {
    company,
    users: company.users,
    days,
    /** By days of UTC. */
    calls: ({ from, to }: Days) => between(Date.parse(from), Date.parse(to)),
    /** By days of the company. */
    companyCalls: ({ from, to }: Days) => between(companyMidnight(Date.parse(from)), companyMidnight(Date.parse(to))),
    parties: (call: SandboxCall): readonly CallParty[] => partiesOf(call, company.users),
    said: (call: SandboxCall): readonly Monologue[] =>
      analyzedAtMs(call) <= nowMs ? script(call, partiesOf(call, company.users)) : [],
    basic: basicCallRow,
    /** What Gong shows of a call where all is asked for: now and then it leaves out a part. */
    record: (call: SandboxCall): Row => extensive(company, call, WHOLE, { now: nowMs, origin: '' }),
    /** How often users did something within days of the company. */
    done(what: string, who: string, { from, to }: Days): number {
      const [fromMs, toMs] = [from, to].map((day) => companyMidnight(Date.parse(day)))
      const calls = between((fromMs ?? 0) - 5 * DAY_MS, toMs ?? 0)
      return calls.filter((call) =>
        callActivities(call, company).some(
          (one) =>
            one.what === what && one.who === who && one.at >= (fromMs ?? 0) && one.at < (toMs ?? 0) && one.at <= nowMs,
        ),
      ).length
    },
    /** How many calls of a report their manager listened to, within days of UTC. */
    listenedTo(manager: User, report: User, { from, to }: Days): number {
      const [fromMs, toMs] = [Date.parse(from), Date.parse(to)]
      return between(fromMs - 5 * DAY_MS, toMs).filter(
        (call) =>
          call.host === report &&
          callActivities(call, company).some(
            ({ what, who, at }) =>
              what === 'othersCallsListenedTo' && who === manager.id && at >= fromMs && at < toMs && at <= nowMs,
          ),
      ).length
    },
    /** Scores of whole calls by a scorecard, within days of the company. */
    scores(name: string, calls: readonly SandboxCall[]): readonly number[] {
      const cards = calls
        .flatMap((call) => reviewsOf(company, call))
        .filter(({ card, at }) => card.name === name && at <= nowMs)
      return cards
        .flatMap((card) => rowsIn(reviewRow(card).answers))
        .flatMap(({ isOverall, score }) => (isOverall === true && typeof score === 'number' ? [score] : []))
    },
    amount: (call: SandboxCall) => amountOf(call.seed, call.account.index),
    reportsOf: (manager: User) =>
      company.users.filter((user) => company.users[user.manager ?? -1] === manager && user.active),
  }
}

export type Truth = ReturnType<typeof truthOf>

const WHOLE = parseSelector({
  contentSelector: {
    context: 'Extended',
    exposedFields: {
      parties: true,
      content: { trackers: true, brief: true, topics: true, outline: true },
      interaction: { questions: true, speakers: true, personInteractionStats: true },
    },
  },
})

/** The trackers that Gong shows of a call. */
export function heardIn(record: Row): readonly Row[] {
  return rowsIn(isRow(record.content) ? record.content.trackers : undefined)
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** What occurs most often, and then what comes first. */
export function mostOf<T>(values: readonly T[]): T {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [[best] = []] = [...counts].sort(([, a], [, b]) => b - a)
  if (best === undefined) throw new Error('nothing to choose from')
  return best
}

/** The first that fits. */
export function firstOf<T>(values: readonly T[], fits: (value: T) => boolean): T {
  const found = values.find(fits)
  if (found === undefined) throw new Error('none fits')
  return found
}

/** Days of UTC as a window. */
export function utcWindow({ from, to }: { readonly from: string; readonly to: string }) {
  return { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` }
}

/** As texts in their order, for what comes in any. */
export function sorted(values: readonly Json[]): readonly string[] {
  return values.map(String).toSorted()
}

/** Whether a call was with somebody of another company. */
export function isWithOthers({ kind }: SandboxCall): boolean {
  return kind !== 'team'
}
