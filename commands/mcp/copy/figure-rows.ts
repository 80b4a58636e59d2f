import type { ArgumentValues } from '../../../src/api/request.ts'
import { ACTIVITIES, stats } from '../../../src/catalogue/stats.ts'
import { isRow, type Json, type Row, textsIn } from '../../../src/lib/rows.ts'
import { utcDay } from '../../../src/lib/utc-time.ts'
import { type AnsweringCopy, MOST_LATE_MS } from './open-copy.ts'

const DAY_MS = 86_400_000

/** The days of what figures are counted from. */
interface CountedDays {
  /** Which figures, for a sentence. */
  readonly what: string
  /** The day after the last one. */
  readonly mark: string
}

const ACTIVITY: CountedDays = { what: 'activity', mark: 'stats.daily' }
const REVIEWS: CountedDays = { what: 'reviews by scorecards', mark: 'scorecards.reviewed' }

/** By the operations that figures are rows of. */
const FIGURES: ReadonlyMap<string, CountedDays> = new Map([
  [stats.activity.id, ACTIVITY],
  [stats.periods.id, ACTIVITY],
  [stats.scorecards.id, REVIEWS],
])

/** Where figures end that came from a copy, a sentence for each kind: a day is counted once it is over everywhere. */
export function endsOfFigures(operations: Iterable<string>, { marks }: AnsweringCopy): readonly string[] {
  const kinds = new Set([...operations].flatMap((id) => FIGURES.get(id) ?? []))
  return [...kinds].flatMap(({ what, mark }) => {
    const after = marks.get(mark)
    return after === undefined ? [] : [`${what} up to the end of ${utcDay(Date.parse(after) - DAY_MS)}`]
  })
}

const COUNTS = ACTIVITIES.map((name) => [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] as const)
const SUMS = COUNTS.map(([, column]) => `sum(${column})::BIGINT AS ${column}`).join(', ')

/** Counts of what users did, in the shape of listMultipleUsersAggregateActivity; by periods where `per` is given, as its sibling has them. */
export async function activityRows(given: ArgumentValues, copy: AnsweringCopy): Promise<readonly Row[] | undefined> {
  const { from, to, user, per } = given
  const isCovered = await hasDays(copy, ACTIVITY, 'SELECT min(day)::VARCHAR AS first FROM stats_daily', given)
  if (!isCovered || typeof from !== 'string' || typeof to !== 'string') return undefined
  const part =
    typeof per === 'string' ? `greatest(date_trunc('${per.toLowerCase()}', day), $from::DATE)` : '$from::DATE'
  const rows = await copy.copy.rows(
    `SELECT user_id, max(email) AS email, CAST(${part} AS DATE)::VARCHAR AS day, ${SUMS} FROM stats_daily
     WHERE day >= $from::DATE AND day < $to::DATE AND ($user = '' OR user_id IN (SELECT unnest(string_to_array($user, ','))))
     GROUP BY ALL ORDER BY user_id, day`,
    { from, to, user: textsIn(user).join() },
  )
  if (per === undefined) return rows.map((row) => ({ ...whoOf(row), userAggregateActivityStats: countsOf(row) }))
  const people = new Map<string, { readonly who: Row; readonly periods: Row[] }>()
  for (const row of rows) {
    const one = people.get(String(row.user_id)) ?? { who: whoOf(row), periods: [] }
    people.set(String(row.user_id), one)
    one.periods.push({ fromDate: row.day ?? null, ...countsOf(row) })
  }
  return [...people.values()].map(({ who, periods }) => ({ ...who, userAggregateActivity: periods }))
}

function whoOf({ user_id = null, email = null }: Row): Row {
  return { userId: user_id, userEmailAddress: email }
}

function countsOf(row: Row): Row {
  return Object.fromEntries(COUNTS.map(([name, column]) => [name, row[column] ?? 0]))
}

/** Scorecards by the day of the call, in the shape of listAnsweredScorecards, of people and machines alike. */
export async function scorecardRows(
  given: ArgumentValues,
  body: Json | undefined,
  zone: string | undefined,
  copy: AnsweringCopy,
): Promise<readonly Row[] | undefined> {
  const { from, to, user, scorecard, ...others } = given
  const filter = isRow(body) && isRow(body.filter) ? body.filter : {}
  const isOther = Object.values(others).some((value) => value !== undefined) || filter.reviewMethod !== 'BOTH'
  const first = 'SELECT CAST(min(reviewed) AS DATE)::VARCHAR AS first FROM answered_scorecards'
  const isCovered = await hasDays(copy, REVIEWS, first, given)
  if (isOther || !isCovered || zone === undefined || typeof from !== 'string' || typeof to !== 'string')
    return undefined
  const rows = await copy.copy.rows(
    `SELECT raw FROM answered_scorecards WHERE CAST(timezone($zone, call_started) AS DATE) >= $from::DATE
     AND CAST(timezone($zone, call_started) AS DATE) < $to::DATE
     AND ($user = '' OR reviewed_user_id IN (SELECT unnest(string_to_array($user, ','))))
     AND ($scorecard = '' OR scorecard_id IN (SELECT unnest(string_to_array($scorecard, ','))))
     ORDER BY call_started, answered_scorecard_id`,
    { from, to, zone, user: textsIn(user).join(), scorecard: textsIn(scorecard).join() },
  )
  return rows.flatMap(({ raw }) => (isRow(raw) ? [raw] : []))
}

/** Whether figures are those of some days: their first is not later, and their last is a day earlier at most. */
async function hasDays(
  { copy, marks }: AnsweringCopy,
  { mark }: CountedDays,
  sql: string,
  { from, to }: ArgumentValues,
): Promise<boolean> {
  const until = marks.get(mark)
  if (until === undefined || typeof from !== 'string' || typeof to !== 'string') return false
  if (from >= until || Date.parse(to) - Date.parse(until) > MOST_LATE_MS) return false
  const [row] = await copy.rows(sql)
  return typeof row?.first === 'string' && row.first <= from
}
