import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { transcripts } from '../../src/catalogue/transcripts.ts'
import { users } from '../../src/catalogue/users.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page, Pages, Row } from '../../src/lib/rows.ts'
import { documentForm, formatsNamed } from '../../src/report/document-form.ts'
import { explainRows } from '../../src/stats/column-rules.ts'
import { REPORT_WINDOW } from './inputs.ts'
import { OVERVIEW_INPUTS, type Overview } from './overview-inputs.ts'

const LISTS = ['reps', 'repsByPeriod', 'scorecards', 'scorecardsByPeriod', 'questions']
const FIELDS = [
  ...['from', 'to', 'timeZone', 'per'],
  ...LISTS,
  ...['trackers', 'trackersByPeriod', 'accounts', 'coverage', 'explained'],
]

export const reportOverview = defineQuery({
  name: 'overview',
  summary: 'Report all of it on one page with charts, to be kept, printed or sent',
  operations: [
    ...[users.list, stats.activity, stats.periods, calls.details],
    ...[stats.scorecards, settings.scorecards, transcripts.get],
  ],
  inputs: OVERVIEW_INPUTS,
  arguments: [],
  window: REPORT_WINDOW,
  fields: FIELDS,
  columns: FIELDS,
  single: true,
  format: 'raw',
  endings: ['html', 'htm', 'md'],
  examples: [
    'gong report overview --during last-month -o overview.html',
    'gong report overview --team k.nakamura@tallyhouse.example --from 90d -o team.html',
    'gong report overview --during last-week -f md',
  ],
  cautions: [
    'Writes a page for -o report.html or -f html, Markdown otherwise, and the rows of all reports with -f json.',
    'Each source is asked once for all of it. Days are those of the company, as in report reps.',
  ],
  check: (_, { globals }) => void formOf(globals),
  rows: overview,
})

/** @throws Failure `usage` for a format that has no charts or no several tables, and for two forms at once */
function formOf(globals: QueryJob['globals']): 'html' | 'md' {
  const wrong = formatsNamed(globals).find((one) => one !== 'html' && one !== 'md' && one !== 'json')
  if (wrong !== undefined || globals.chart !== undefined)
    throw new Failure('usage', `an overview is a page of many tables, and no ${wrong ?? 'chart of one'}`, {
      hint: 'gong report overview -o overview.html, or -f md, or -f json',
    })
  return documentForm(globals, ['html', 'md']) ?? 'md'
}

/** What makes the page is loaded when one is made. */
async function* overview(input: Overview, job: QueryJob): Pages {
  const form = formOf(job.globals)
  const { explainedDocument, overviewOf } = await import('./overview-report.ts')
  const made = input.explain ? explainedDocument(explainRows) : yield* withoutText(overviewOf(input, job))
  const { toMarkdownReport } = await import('../../src/report/markdown.ts')
  const { overviewPage } = await import('../../src/report/overview/overview-page.ts')
  const text = form === 'html' ? overviewPage(made.document) : toMarkdownReport(made.document)
  const data: Row = made.data
  yield { rows: [data], raw: new TextEncoder().encode(text), readCount: 0 }
}

/** While it is read for, there is nothing of the document yet. */
async function* withoutText<Made>(pages: AsyncGenerator<Page, Made>): AsyncGenerator<Page, Made> {
  for (;;) {
    const { done, value } = await pages.next()
    if (done) return value
    yield { ...value, raw: new Uint8Array() }
  }
}
