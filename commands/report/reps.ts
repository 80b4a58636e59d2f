import { defineQuery } from '../../src/app/model/command.ts'
import type { InputOf } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { users } from '../../src/catalogue/users.ts'
import type { Json, Pages, Row } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { activityCounts } from '../../src/stats/activity-counts.ts'
import { detailedCall } from '../../src/stats/detailed-call.ts'
import { personRow } from '../../src/stats/people.ts'
import { type RepFigures, repFigures } from '../../src/stats/rep-figures.ts'
import { REP_RULES } from '../../src/stats/rep-rules.ts'
import { explained, presented } from './explain.ts'
import { DAYS, REPORT_INPUTS, REPORT_WINDOW } from './inputs.ts'
import { type DayReport, type OpenReport, openDayReport } from './open-report.ts'
import { lastPages, progressPage } from './report-pages.ts'

const inputs = { ...DAYS, ...REPORT_INPUTS } as const

type Reps = InputOf<typeof inputs>

const COLUMNS = REP_RULES.map(({ column }) => column)
const FIGURES = COLUMNS.slice(7)
/** Tells how far the averages go, and is the first to make room on a terminal. */
const MEASURED = 'callsMeasured'
const SEEN_FIRST = ['callsHosted', 'callHours', 'talkRatio', 'questionRate', 'scoreAverage']

export const reportReps = defineQuery({
  name: 'reps',
  summary: 'Report what each person did: calls, talk, questions, scorecards, feedback',
  operations: [users.list, stats.activity, stats.periods, calls.details, stats.scorecards],
  inputs,
  arguments: [],
  window: REPORT_WINDOW,
  ...presented(
    () => COLUMNS,
    ({ per }) => [
      importantColumn('name'),
      ...(per === undefined ? [] : [importantColumn('from')]),
      ...FIGURES.filter((column) => column !== MEASURED).map((column) =>
        SEEN_FIRST.includes(column) ? importantColumn(column) : column,
      ),
      MEASURED,
      ...(per === undefined ? ['from', 'to'] : []),
    ],
    COLUMNS,
  ),
  examples: [
    'gong report reps --during last-month',
    'gong report reps --team k.nakamura@tallyhouse.example --per week --from 28d -o weeks.csv',
    'gong report reps --explain',
  ],
  cautions: [
    'Active people who did nothing have a row too, with zeros and without averages.',
    "Days are those of the company's time zone, as Gong tells it; with --tz, calls and scorecards are those of its days, and Gong's own counts still of the company's.",
    'Gong gives talk and questions call by call, and about the host alone: every call of the window is read, 100 a request.',
  ],
  rows: (input, job) => explained(input, job, REP_RULES, () => reps(input, job)),
})

async function* reps(input: Reps, job: QueryJob): Pages {
  const report = await openDayReport({ ...input, isNamed: true }, job)
  const figures = repFigures(report.periods.length, input.workspace !== undefined)
  if (input.workspace === undefined) yield* addActivity(input, report, figures)
  else await job.say('Gong counts feedback and listening for the whole company, so these are empty')
  const callIds = yield* addCalls(input, report, figures)
  yield* addScorecards(report, figures, input.workspace === undefined ? undefined : callIds)
  yield* lastPages(repRows(report, figures), job)
}

/** Gong's counts, cut by Gong itself where periods are wanted. */
async function* addActivity({ per }: Reps, { pages, days, userIds, periods }: OpenReport, figures: RepFigures): Pages {
  const given = { ...days, ...(userIds && { user: userIds }) }
  const answers =
    per === undefined ? pages(stats.activity, given) : pages(stats.periods, { ...given, per: per.toUpperCase() })
  for await (const page of answers) {
    for (const row of page.rows)
      for (const { day, counts } of activityCounts(row)) {
        const period = day === undefined ? 0 : periods.findIndex(({ from }) => from === day)
        if (period >= 0) figures.addActivity(String(row.userId), period, counts)
      }
    yield progressPage(page)
  }
}

/** What calls say about their host, and in a workspace about who was there. */
async function* addCalls(
  { workspace }: Reps,
  { pages, instants, userIds, periodAt }: OpenReport,
  figures: RepFigures,
): AsyncGenerator<ReturnType<typeof progressPage>, ReadonlySet<string>> {
  const inWorkspace = workspace !== undefined
  const given = { ...instants, ...(inWorkspace ? { workspace } : userIds && { host: userIds }) }
  const ids = new Set<string>()
  for await (const page of pages(calls.details, given, exposed(inWorkspace))) {
    for (const row of page.rows) {
      const call = detailedCall(row)
      const period = periodAt(call.started)
      if (inWorkspace) ids.add(call.id)
      if (period !== undefined) figures.addCall(call, period)
    }
    yield progressPage(page)
  }
  return ids
}

function exposed(parties: boolean): Json {
  const interaction = { personInteractionStats: true, questions: true }
  return { contentSelector: { exposedFields: { interaction, ...(parties && { parties: true }) } } }
}

/** @param callIds only scorecards about these calls; all when absent */
async function* addScorecards(
  { pages, companyDays, userIds, periodAt }: DayReport,
  figures: RepFigures,
  callIds: ReadonlySet<string> | undefined,
): Pages {
  const given = { ...companyDays, ...(userIds && { user: userIds }) }
  for await (const page of pages(stats.scorecards, given, { filter: { reviewMethod: 'BOTH' } })) {
    for (const card of page.rows) {
      const period = periodAt(String(card.callStartTime))
      if (period !== undefined && (callIds?.has(String(card.callId)) ?? true)) figures.addScorecard(card, period)
    }
    yield progressPage(page)
  }
}

/** Those who were asked for; else all who are active, and whoever else did something, deleted users at the end. */
function peopleIn({ people, userIds }: OpenReport, figures: RepFigures): readonly string[] {
  if (userIds !== undefined) return userIds
  const seen = new Set(figures.userIds())
  const listed = [...people.values()].filter(({ id, active }) => active || seen.has(id)).map(({ id }) => id)
  return [...new Set([...listed, ...seen])]
}

/** The rows of a report, one a person and period. */
export function* repRows(report: OpenReport, figures: RepFigures): Iterable<Row> {
  for (const id of peopleIn(report, figures)) {
    const person = personRow(report.people, id)
    for (const [at, { from, to }] of report.periods.entries()) yield { ...person, from, to, ...figures.row(id, at) }
  }
}
