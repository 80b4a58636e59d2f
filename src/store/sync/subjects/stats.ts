import { stats } from '../../../catalogue/stats.ts'
import { utcDay } from '../../../lib/utc-time.ts'
import type { SyncContext } from '../context.ts'
import { countsOf } from '../tally.ts'
import { subjectPages } from './pull.ts'

const DAY_MS = 86_400_000
const HALF_DAY_MS = DAY_MS / 2
/** What is counted for a day still changes: comments are given later, and calls analysed. */
const OVERLAP_DAYS = 14
const FIRST_DAYS = 90
/** Whole weeks that are read at first, a request each. */
export const FIRST_WEEKS = Math.floor(FIRST_DAYS / 7)
const DAILY = 'stats.daily'
const WEEKS = 'stats.weeks'

/** What each user did on each day, and how they talk, by whole weeks. */
export async function* pullStats(context: SyncContext): AsyncGenerator<void> {
  yield* pullDaily(context)
  yield* pullWeeks(context)
}

async function* pullDaily(context: SyncContext): AsyncGenerator<void> {
  const { store, nowMs, rowsOf, tally } = context
  const to = lastWholeDay(nowMs)
  const until = await store.mark(DAILY)
  const fromMs = until === undefined ? nowMs - FIRST_DAYS * DAY_MS : Date.parse(until) - OVERLAP_DAYS * DAY_MS
  const from = utcDay(fromMs)
  if (from >= to) return
  for await (const { rows } of subjectPages(context, 'stats', stats.daily, { from, to })) {
    countsOf(tally, 'stats').changed += rows.length
    await store.commit(rowsOf(stats.daily.id, rows))
    yield
  }
  await store.commit({ marks: { [DAILY]: to } })
}

/** A week is read when it is over, and once more two weeks later, when all of its calls are analysed. */
async function* pullWeeks(context: SyncContext): AsyncGenerator<void> {
  const { store, nowMs, rowsOf, tally } = context
  const read: Record<string, number> = JSON.parse((await store.mark(WEEKS)) ?? '{}')
  for (const monday of weeksBefore(lastWholeDay(nowMs))) {
    const toMs = Date.parse(monday) + 7 * DAY_MS
    const isSettled = toMs + OVERLAP_DAYS * DAY_MS <= nowMs
    if ((read[monday] ?? 0) >= (isSettled ? 2 : 1)) continue
    const days = { from: monday, to: utcDay(toMs) }
    for await (const { rows } of subjectPages(context, 'stats', stats.interaction, days)) {
      countsOf(tally, 'stats').changed += rows.length
      await store.commit(rowsOf(stats.interaction.id, rows, { from_day: days.from, to_day: days.to }))
      yield
    }
    read[monday] = isSettled ? 2 : 1
    await store.commit({ marks: { [WEEKS]: JSON.stringify(read) } })
  }
}

/** The first day that is not over everywhere yet: no company is further west than twelve hours. */
function lastWholeDay(nowMs: number): string {
  return utcDay(nowMs - HALF_DAY_MS)
}

/** The Mondays of the whole weeks before a day, the latest first, as far back as is read at first. */
function weeksBefore(day: string): string[] {
  const endMs = Date.parse(day)
  const sinceMonday = (new Date(endMs).getUTCDay() + 6) % 7
  const lastMondayMs = endMs - sinceMonday * DAY_MS
  return Array.from({ length: FIRST_WEEKS }, (_, index) => utcDay(lastMondayMs - (index + 1) * 7 * DAY_MS))
}
