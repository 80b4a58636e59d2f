import type { QueryJob } from '../../src/app/model/job.ts'
import { stats } from '../../src/catalogue/stats.ts'
import type { Page, Row } from '../../src/lib/rows.ts'
import type { OverviewData } from '../../src/report/overview/overview-data.ts'
import { accountTable } from '../../src/stats/account-figures.ts'
import { activityCounts } from '../../src/stats/activity-counts.ts'
import { coverageTable } from '../../src/stats/coverage-figures.ts'
import { cutPeriods, periodIndex } from '../../src/stats/cut-periods.ts'
import { detailedCall } from '../../src/stats/detailed-call.ts'
import { repFigures } from '../../src/stats/rep-figures.ts'
import { type ScorecardGroup, scorecardTable } from '../../src/stats/scorecard-figures.ts'
import { trackerTable } from '../../src/stats/tracker-figures.ts'
import { COVERAGE_EXPOSED, callsWithMedia } from './calls-with-media.ts'
import { transcribedCalls } from './coverage.ts'
import type { DayReport, OpenReport } from './open-report.ts'
import type { Overview } from './overview-inputs.ts'
import { progressPage } from './report-pages.ts'
import { repRows } from './reps.ts'
import { formsOf } from './scorecards.ts'

interface Pulled {
  readonly data: OverviewData
  readonly isMediaShown: boolean
}

/** What each report asks of a call, together. */
const EXPOSED: Row = {
  ...COVERAGE_EXPOSED,
  parties: true,
  content: { topics: true, structure: true, trackers: true },
  interaction: { personInteractionStats: true, questions: true },
}

/** Asks each source once, and adds every answer to the figures of all reports that it is in. */
export async function* pullOverview(input: Overview, report: DayReport, job: QueryJob): AsyncGenerator<Page, Pulled> {
  const { workspace } = input
  const figures = await openFigures(input, report, job)
  if (workspace === undefined) yield* addActivity(report, figures)
  const transcribed = yield* transcribedCalls(input, report)
  const media = { shown: true }
  const callIds = yield* addCalls(input, report, figures, transcribed, media)
  yield* addScorecards(report, figures, workspace === undefined ? undefined : callIds)
  const withCounted = workspace === undefined && input.tz === undefined
  return {
    data: dataOf(report, figures, { withCounted, withMedia: media.shown }),
    isMediaShown: media.shown,
  }
}

type Figures = Awaited<ReturnType<typeof openFigures>>

async function openFigures(input: Overview, report: OpenReport, job: QueryJob) {
  const { people, periods, days } = report
  const whole = [days]
  const inWorkspace = input.workspace !== undefined
  const forms = await formsOf(input, ['question'], job)
  const cards = (by: readonly ScorecardGroup[], withPeriods: boolean) =>
    scorecardTable({
      by,
      people,
      questions: forms.questions,
      periods: withPeriods ? periods : whole,
      withPeriods,
    })
  const trackers = (withPeriods: boolean) =>
    trackerTable({
      by: ['tracker'],
      people,
      periods: withPeriods ? periods : whole,
      withPeriods,
      isWanted: () => true,
    })
  const everyDay = cutPeriods(days, 'day')
  return {
    forms,
    everyDay,
    reps: repFigures(1, inWorkspace),
    repsByPeriod: repFigures(periods.length, inWorkspace),
    scorecards: cards(['scorecard'], false),
    scorecardsByPeriod: cards(['scorecard'], true),
    questions: cards(['scorecard', 'question'], false),
    trackers: trackers(false),
    trackersByPeriod: trackers(true),
    accounts: accountTable({ people, periods: whole, withPeriods: false, isWanted: () => true }),
    coverage: coverageTable(everyDay),
  }
}

/** Gong's counts by day, which make up those of longer periods and of all days. */
async function* addActivity({ pages, days, userIds, periods }: OpenReport, figures: Figures): AsyncGenerator<Page> {
  const given = { ...days, per: 'DAY', ...(userIds && { user: userIds }) }
  for await (const page of pages(stats.periods, given)) {
    for (const row of page.rows) for (const one of activityCounts(row)) addCounts(String(row.userId), one)
    yield progressPage(page)
  }
  function addCounts(userId: string, { day = '', counts }: ReturnType<typeof activityCounts>[number]): void {
    const [period, at] = [periodIndex(periods, day), periodIndex(figures.everyDay, day)]
    if (period === undefined || at === undefined) return
    figures.reps.addActivity(userId, 0, counts)
    figures.repsByPeriod.addActivity(userId, period, counts)
    figures.coverage.addCounted(at, Number(counts.callsAsHost ?? 0))
  }
}

/** In a workspace the calls of everybody are read, since they tell who attended; only those of hosts who were asked for count. */
async function* addCalls(
  { workspace }: Overview,
  report: OpenReport,
  figures: Figures,
  transcribed: ReadonlySet<string>,
  media: { shown: boolean },
): AsyncGenerator<Page, ReadonlySet<string>> {
  const { instants, userIds, periodAt, dayAt } = report
  const given = {
    ...instants,
    ...(workspace === undefined ? userIds && { host: userIds } : { workspace }),
    crm: 'Extended',
  }
  const ids = new Set<string>()
  for await (const page of callsWithMedia(report, given, EXPOSED, media)) {
    for (const row of page.rows) {
      const call = detailedCall(row)
      const period = periodAt(call.started)
      const day = periodIndex(figures.everyDay, dayAt(call.started))
      ids.add(call.id)
      if (period === undefined || day === undefined) continue
      figures.reps.addCall(withoutAttendees(call, workspace), 0)
      figures.repsByPeriod.addCall(withoutAttendees(call, workspace), period)
      if (userIds !== undefined && !userIds.includes(call.hostId ?? '')) continue
      figures.trackers.add(call, 0)
      figures.trackersByPeriod.add(call, period)
      figures.accounts.add(call, 0)
      figures.coverage.addCall(call, day, transcribed.has(call.id))
    }
    yield progressPage(page)
  }
  return ids
}

/** Without a workspace Gong itself counts who attended, and a call does not make somebody appear who only did that. */
function withoutAttendees(call: ReturnType<typeof detailedCall>, workspace: string | undefined) {
  return workspace === undefined ? { ...call, parties: [] } : call
}

async function* addScorecards(
  { pages, companyDays, userIds, periodAt }: DayReport,
  figures: Figures,
  callIds: ReadonlySet<string> | undefined,
): AsyncGenerator<Page> {
  const given = { ...companyDays, ...(userIds && { user: userIds }) }
  const { inWorkspace } = figures.forms
  for await (const page of pages(stats.scorecards, given, { filter: { reviewMethod: 'BOTH' } })) {
    for (const card of page.rows) {
      const period = periodAt(String(card.callStartTime))
      if (period === undefined) continue
      if (callIds?.has(String(card.callId)) ?? true) {
        figures.reps.addScorecard(card, 0)
        figures.repsByPeriod.addScorecard(card, period)
      }
      if (!(inWorkspace?.has(String(card.scorecardId)) ?? true)) continue
      figures.scorecards.add(card, 0)
      figures.scorecardsByPeriod.add(card, period)
      figures.questions.add(card, 0)
    }
    yield progressPage(page)
  }
}

function dataOf(report: OpenReport, figures: Figures, shown: { withCounted: boolean; withMedia: boolean }) {
  const whole = { ...report, periods: [report.days] }
  return {
    periods: report.periods,
    reps: [...repRows(whole, figures.reps)],
    repsByPeriod: [...repRows(report, figures.repsByPeriod)],
    scorecards: figures.scorecards.rows(),
    scorecardsByPeriod: figures.scorecardsByPeriod.rows(),
    questions: figures.questions.rows(),
    trackers: figures.trackers.rows(),
    trackersByPeriod: figures.trackersByPeriod.rows(),
    accounts: figures.accounts.rows(),
    coverage: figures.coverage.rows(shown),
  }
}
