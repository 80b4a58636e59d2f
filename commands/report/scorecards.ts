import { defineQuery } from '../../src/app/model/command.ts'
import type { InputOf } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { users } from '../../src/catalogue/users.ts'
import type { Json, Pages } from '../../src/lib/rows.ts'
import { rowsIn } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'
import {
  SCORECARD_GROUPS,
  SCORECARD_RULES,
  type ScorecardGroup,
  scorecardTable,
} from '../../src/stats/scorecard-figures.ts'
import { groupFields, groupsAndPeriod, PERIODS_ELSEWHERE } from './by.ts'
import { explained, presented } from './explain.ts'
import { DAYS, REPORT_INPUTS, REPORT_WINDOW } from './inputs.ts'
import { openDayReport } from './open-report.ts'
import { lastPages, progressPage } from './report-pages.ts'

const BY = ['rep', 'scorecard', 'question', 'reviewer', 'week', 'month'] as const
const USUAL = ['rep', 'scorecard'] as const
const FIGURES = ['answers', 'average', 'minimum', 'maximum', 'notApplicable']

const inputs = {
  ...DAYS,
  by: { kind: 'choice', of: BY, elsewhere: PERIODS_ELSEWHERE, many: true, help: 'what a row is about (rep,scorecard)' },
  scorecard: { kind: 'id', many: true, hint: 'id or name', lookup: 'scorecard', help: 'only these scorecards' },
  ...REPORT_INPUTS,
} as const

type Scorecards = InputOf<typeof inputs>

export const reportScorecards = defineQuery({
  name: 'scorecards',
  summary: 'Report scores by person, scorecard, question, reviewer or period',
  operations: [users.list, stats.scorecards, settings.scorecards, stats.activity],
  inputs,
  arguments: [],
  window: REPORT_WINDOW,
  ...presented(
    (raw) => [...groupFields(SCORECARD_GROUPS, USUAL, raw), ...FIGURES],
    (raw) => [
      ...groupFields(SCORECARD_GROUPS, USUAL, raw)
        .filter((field) => !/Id$/.test(field))
        .map((field) => (/^(name|from|\w+Name|questionText)$/.test(field) ? importantColumn(field) : field)),
      ...FIGURES.map(importantColumn),
    ],
    [...Object.values(SCORECARD_GROUPS).flat(), 'from', 'to', ...FIGURES],
  ),
  examples: [
    'gong report scorecards --during last-month',
    'gong report scorecards --by question,month --during last-quarter',
    'gong report scorecards --by reviewer --team k.nakamura@tallyhouse.example --from 30d',
  ],
  cautions: [
    'Questions have scales of their own, so only the scores for whole calls are put together, unless --by question.',
    'By people and by machines; --by reviewer tells them apart. What did not apply is counted and never averaged.',
  ],
  check: (input) => void groupsAndPeriod(input),
  rows: (input, job) => explained(input, job, SCORECARD_RULES, () => scorecards(input, job)),
})

async function* scorecards(input: Scorecards, job: QueryJob): Pages {
  const { groups, per } = groupsAndPeriod({ by: input.by ?? USUAL, per: input.per })
  const isNamed = groups.includes('rep') || groups.includes('reviewer')
  const report = await openDayReport({ ...input, per, isNamed }, job)
  const { people, periods, companyDays, userIds, pages, periodAt } = report
  const forms = await formsOf(input, groups, job)
  const by = Object.keys(SCORECARD_GROUPS).filter((group): group is ScorecardGroup => groups.includes(group))
  const table = scorecardTable({ by, people, questions: forms.questions, periods, withPeriods: per !== undefined })
  const given = {
    ...companyDays,
    ...(userIds && { user: userIds }),
    ...(input.scorecard && { scorecard: input.scorecard }),
  }
  for await (const page of pages(stats.scorecards, given, { filter: { reviewMethod: 'BOTH' } })) {
    for (const card of page.rows) {
      const period = periodAt(String(card.callStartTime))
      if (period !== undefined && (forms.inWorkspace?.has(String(card.scorecardId)) ?? true)) table.add(card, period)
    }
    yield progressPage(page)
  }
  yield* lastPages(table.rows(), job)
}

/** What the forms of a company say about the answers. */
export interface Forms {
  readonly questions: ReadonlyMap<string, Json>
  /** The scorecards of the workspace that was asked for; all when absent. */
  readonly inWorkspace: ReadonlySet<string> | undefined
}

/** The forms are asked for where their questions or workspaces are needed: answers have neither. */
export async function formsOf(
  { workspace }: Pick<Scorecards, 'workspace'>,
  groups: readonly string[],
  { read }: QueryJob,
): Promise<Forms> {
  const questions = new Map<string, Json>()
  const inWorkspace = new Set<string>()
  if (workspace === undefined && !groups.includes('question')) return { questions, inWorkspace: undefined }
  for await (const form of read.rows(settings.scorecards, {})) {
    for (const { questionId, questionText = null } of rowsIn(form.questions))
      questions.set(String(questionId), questionText)
    if (form.workspaceId === workspace) inWorkspace.add(String(form.scorecardId))
  }
  return { questions, inWorkspace: workspace === undefined ? undefined : inWorkspace }
}
