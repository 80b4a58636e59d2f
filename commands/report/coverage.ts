import { defineQuery } from '../../src/app/model/command.ts'
import type { InputOf } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { transcripts } from '../../src/catalogue/transcripts.ts'
import { users } from '../../src/catalogue/users.ts'
import type { Page, Pages } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { activityCounts } from '../../src/stats/activity-counts.ts'
import { COVERAGE_RULES, type CoverageTable, coverageTable } from '../../src/stats/coverage-figures.ts'
import { detailedCall } from '../../src/stats/detailed-call.ts'
import { COVERAGE_EXPOSED, callsWithMedia, NO_MEDIA } from './calls-with-media.ts'
import { explained, presented } from './explain.ts'
import { DAYS, REPORT_INPUTS, REPORT_WINDOW } from './inputs.ts'
import { type OpenReport, openDayReport } from './open-report.ts'
import { lastPages, progressPage } from './report-pages.ts'

const { per: _, ...others } = REPORT_INPUTS
const inputs = { ...DAYS, ...others } as const

type Coverage = InputOf<typeof inputs>

const COLUMNS = COVERAGE_RULES.map(({ column }) => column)

export const reportCoverage = defineQuery({
  name: 'coverage',
  summary: 'Report, day by day, what of the calls is there: media, transcripts, analysis',
  operations: [users.list, stats.activity, stats.periods, calls.details, transcripts.get],
  inputs,
  arguments: [],
  window: REPORT_WINDOW,
  ...presented(
    () => COLUMNS,
    () => COLUMNS.map((name) => (/^(calls|missing)$/.test(name) ? importantColumn(name) : name)),
    COLUMNS,
  ),
  examples: ['gong report coverage --during last-week', 'gong report coverage --from 30d -o coverage.csv'],
  cautions: [
    'Calls of the last day may still be on their way: up to an hour for the call, up to a day for what Gong makes of it.',
    'Links to media need the scope api:calls:read:media-url; without it their column is empty.',
  ],
  rows: (input, job) => explained(input, job, COVERAGE_RULES, () => coverage(input, job)),
})

async function* coverage(input: Coverage, job: QueryJob): Pages {
  const report = await openDayReport({ ...input, per: 'day', isNamed: false }, job)
  const { periods, periodAt } = report
  // Days of another zone hold other calls than those that Gong counts.
  const withCounted = input.workspace === undefined && input.tz === undefined
  const table = coverageTable(periods)
  if (withCounted) yield* addCounted(report, table)
  const transcribed = yield* transcribedCalls(input, report)
  const media = { shown: true }
  const given = {
    ...report.instants,
    ...(input.workspace !== undefined && { workspace: input.workspace }),
    ...(report.userIds && { host: report.userIds }),
  }
  for await (const page of callsWithMedia(report, given, COVERAGE_EXPOSED, media)) {
    for (const row of page.rows) {
      const call = detailedCall(row)
      const day = periodAt(call.started)
      if (day !== undefined) table.addCall(call, day, transcribed.has(call.id))
    }
    yield progressPage(page)
  }
  if (!media.shown) await job.say(NO_MEDIA)
  yield* lastPages(table.rows({ withCounted, withMedia: media.shown }), job)
}

async function* addCounted({ pages, days, userIds, periods }: OpenReport, table: CoverageTable): Pages {
  const given = { ...days, per: 'DAY', ...(userIds && { user: userIds }) }
  for await (const page of pages(stats.periods, given)) {
    for (const { day, counts } of page.rows.flatMap(activityCounts))
      table.addCounted(
        periods.findIndex(({ from }) => from === day),
        Number(counts.callsAsHost ?? 0),
      )
    yield progressPage(page)
  }
}

/** The ids of the calls that have a transcript. */
export async function* transcribedCalls(
  { workspace: within }: Pick<Coverage, 'workspace'>,
  { pages, instants }: OpenReport,
): AsyncGenerator<Page, ReadonlySet<string>> {
  const ids = new Set<string>()
  for await (const page of pages(transcripts.get, {
    ...instants,
    ...(within !== undefined && { workspace: within }),
  })) {
    for (const { callId } of page.rows) ids.add(String(callId))
    yield progressPage(page)
  }
  return ids
}
