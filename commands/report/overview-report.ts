import type { Command } from '../../src/app/model/command.ts'
import type { Raw } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { dayBefore } from '../../src/lib/calendar-period.ts'
import { formatZonedTime } from '../../src/lib/local-time.ts'
import type { Page, Row } from '../../src/lib/rows.ts'
import { csvPrinter } from '../../src/output/csv/csv.ts'
import type { ReportDocument } from '../../src/report/document.ts'
import type { OverviewData, OverviewFacts, OverviewList } from '../../src/report/overview/overview-data.ts'
import { overviewDocument } from '../../src/report/overview/overview-document.ts'
import { longDay } from '../../src/report/overview/pivot.ts'
import { ACCOUNT_RULES } from '../../src/stats/account-figures.ts'
import type { ColumnRule } from '../../src/stats/column-rules.ts'
import { COVERAGE_RULES } from '../../src/stats/coverage-figures.ts'
import { REP_RULES } from '../../src/stats/rep-rules.ts'
import { SCORECARD_RULES } from '../../src/stats/scorecard-figures.ts'
import { TRACKER_RULES } from '../../src/stats/tracker-figures.ts'
import { reportAccounts } from './accounts.ts'
import { NO_MEDIA } from './calls-with-media.ts'
import { reportCoverage } from './coverage.ts'
import { type OpenReport, openDayReport } from './open-report.ts'
import type { Overview } from './overview-inputs.ts'
import { pullOverview } from './overview-pull.ts'
import { reportReps } from './reps.ts'
import { reportScorecards } from './scorecards.ts'
import { reportTrackers } from './trackers.ts'

interface Made {
  readonly document: ReportDocument
  readonly data: Row
}

/** Asks for all of it, and makes the document and its data. */
export async function* overviewOf(input: Overview, job: QueryJob): AsyncGenerator<Page, Made> {
  const per = input.per ?? 'week'
  const report = await openDayReport({ ...input, per, isNamed: true }, job)
  const { data, isMediaShown } = yield* pullOverview(input, report, job)
  if (!isMediaShown) await job.say(NO_MEDIA)
  const remarks = [
    ...(isMediaShown ? [] : ['The key may not ask for links to media, so nothing tells whether calls have any.']),
    ...(input.workspace === undefined ? [] : ['Gong counts feedback and listening for the whole company alone.']),
  ]
  const document = overviewDocument(data, {
    ...{ per, zone: report.zone, remarks },
    heading: `Calls, ${longDay(report.days.from)} to ${longDay(dayBefore(report.days.to))}`,
    facts: factsOf(input, report, job),
    downloads: downloadsOf(data, per),
  })
  const { periods: _, ...lists } = data
  return { document, data: { ...report.days, timeZone: report.zone, per, ...lists } }
}

function factsOf({ team, workspace, user }: Overview, { zone, userIds, people, days }: OpenReport, job: QueryJob) {
  const now = new Date(job.moment()).toISOString()
  const who = userIds?.map((id) => String(people.get(id)?.name ?? id)) ?? []
  const few = who.length > 8 ? `${who.length} people` : who.join(', ')
  const named = team === undefined ? few : `${team} and everybody below${user ? ', and others' : ''}: ${few}`
  const facts: readonly (readonly [string, string])[] = [
    ['Days', `${days.from} to ${dayBefore(days.to)}, both included, in ${zone}`],
    ['People', userIds === undefined ? 'Everybody' : named],
    ...(workspace === undefined ? [] : [['Workspace', workspace] as const]),
    ['Written', `${formatZonedTime(zone, now) ?? now}, by gong report overview`],
  ]
  return facts
}

type Per = NonNullable<Overview['per']>

/** Each list as its own report writes it, so that what is on the page can be taken on from there. */
function downloadsOf(data: OverviewData, per: Per): OverviewFacts['downloads'] {
  const file = (name: string, command: Command, list: OverviewList, raw: Raw = {}) => ({
    file: `${name}.csv`,
    csv: csvOf(command, raw, data[list]),
  })
  return {
    reps: file('reps', reportReps, 'reps'),
    repsByPeriod: file(`reps-per-${per}`, reportReps, 'repsByPeriod', { per }),
    scorecards: file('scorecards', reportScorecards, 'scorecards', { by: ['scorecard'] }),
    scorecardsByPeriod: file(`scorecards-per-${per}`, reportScorecards, 'scorecardsByPeriod', {
      by: ['scorecard'],
      per,
    }),
    questions: file('questions', reportScorecards, 'questions', { by: ['scorecard', 'question'] }),
    trackers: file('trackers', reportTrackers, 'trackers'),
    trackersByPeriod: file(`trackers-per-${per}`, reportTrackers, 'trackersByPeriod', { per }),
    accounts: file('accounts', reportAccounts, 'accounts'),
    coverage: file('coverage', reportCoverage, 'coverage'),
  }
}

function csvOf({ fieldsFor, flat: taken }: Command, raw: Raw, rows: readonly Row[]): string {
  const flat = typeof taken === 'function' ? taken(raw) : taken
  const fields = flat?.fields ?? fieldsFor?.(raw)
  const print = csvPrinter({
    ...{ single: false, columns: [], fields, width: Number.POSITIVE_INFINITY },
    ...{ colour: false, zone: 'UTC', pretty: false },
  })
  const lines = flat === undefined ? rows : rows.flatMap((row) => flat.rows(row, { rows }))
  return `${print.page({ rows: lines })}${print.end()}`
}

const RULES: Readonly<Record<string, readonly ColumnRule[]>> = {
  reps: REP_RULES,
  scorecards: SCORECARD_RULES,
  trackers: TRACKER_RULES,
  accounts: ACCOUNT_RULES,
  coverage: COVERAGE_RULES,
}

/** How each column comes about, report by report. @param rowsOf makes rows of rules */
export function explainedDocument(rowsOf: (rules: readonly ColumnRule[]) => readonly Row[]): Made {
  const explained = Object.entries(RULES).flatMap(([report, rules]) =>
    rowsOf(rules).map((row) => ({ report: `gong report ${report}`, ...row })),
  )
  const columns = ['Column', 'Rule', 'Request'].map((heading) => ({
    heading,
    column: heading.toLowerCase(),
    ...(heading !== 'Rule' && { width: heading === 'Column' ? '22%' : '32%' }),
  }))
  const sections = Object.keys(RULES).map((report) => ({
    heading: `gong report ${report}`,
    table: { columns, rows: explained.filter((row) => row.report === `gong report ${report}`), emptyText: '' },
  }))
  const heading = 'How the figures of an overview come about'
  return { document: { heading, facts: [], remarks: [], sections, zone: 'UTC' }, data: { explained } }
}
