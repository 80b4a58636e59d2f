import { checkWords } from '../../src/app/input/id-of-name.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import type { InputOf } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { transcripts } from '../../src/catalogue/transcripts.ts'
import { users } from '../../src/catalogue/users.ts'
import { Failure } from '../../src/lib/errors.ts'
import { foldText } from '../../src/lib/fold-text.ts'
import type { Page, Pages, Row } from '../../src/lib/rows.ts'
import { rowsIn } from '../../src/lib/rows.ts'
import { durationColumn, importantColumn } from '../../src/output/columns.ts'
import { type DetailedCall, detailedCall } from '../../src/stats/detailed-call.ts'
import {
  QUOTE_FIELDS,
  TRACKER_GROUPS,
  TRACKER_RULES,
  type TrackerGroup,
  trackerTable,
} from '../../src/stats/tracker-figures.ts'
import { quoteRows } from '../../src/stats/tracker-quotes.ts'
import { groupFields, groupsAndPeriod, PERIODS_ELSEWHERE } from './by.ts'
import { explained, presented } from './explain.ts'
import { INSTANTS, REPORT_INPUTS, REPORT_WINDOW } from './inputs.ts'
import { type OpenReport, openInstantReport } from './open-report.ts'
import { lastPages, progressPage } from './report-pages.ts'

const BY = ['tracker', 'account', 'rep', 'week'] as const
const USUAL = ['tracker'] as const
const FIGURES = ['calls', 'occurrences']

const inputs = {
  ...INSTANTS,
  by: { kind: 'choice', of: BY, elsewhere: PERIODS_ELSEWHERE, many: true, help: 'what a row is about (tracker)' },
  tracker: { kind: 'text', repeat: true, hint: 'name or id', help: 'only these trackers' },
  quotes: { kind: 'flag', help: 'a row for each occurrence: who said it, the sentence, and a link to that second' },
  ...REPORT_INPUTS,
} as const

type Trackers = InputOf<typeof inputs>

export const reportTrackers = defineQuery({
  name: 'trackers',
  summary: 'Report what trackers heard, by tracker, account, rep or week, with the sentences',
  operations: [users.list, calls.details, transcripts.get],
  inputs,
  arguments: [],
  window: REPORT_WINDOW,
  ...presented(
    (raw) => (raw.quotes === true ? QUOTE_FIELDS : [...groupFields(TRACKER_GROUPS, USUAL, raw), ...FIGURES]),
    (raw) =>
      raw.quotes === true
        ? ['trackerName', 'started', 'speakerName', durationColumn('at'), importantColumn('sentence'), 'link']
        : [
            ...groupFields(TRACKER_GROUPS, USUAL, raw).filter((field) => !/Id$/.test(field)),
            ...FIGURES.map(importantColumn),
          ],
    [...new Set([...Object.values(TRACKER_GROUPS).flat(), 'from', 'to', ...FIGURES, ...QUOTE_FIELDS])],
  ),
  examples: [
    'gong report trackers --during last-month',
    'gong report trackers --by rep,week --tracker competitors --from 28d',
    'gong report trackers --tracker competitors --quotes --during last-week -o quotes.csv',
  ],
  cautions: [
    'A rep is the host of the call, whoever said it; --quotes tells who did.',
    'What trackers heard is there up to a day after the call, and so are transcripts.',
  ],
  check(input) {
    groupsAndPeriod(input)
    if (input.quotes && (input.by !== undefined || input.per !== undefined))
      throw new Failure(
        'usage',
        '--quotes has a row for each occurrence, so --by and --per have nothing to put together',
      )
  },
  rows: (input, job) => explained(input, job, TRACKER_RULES, () => trackers(input, job)),
})

async function* trackers(input: Trackers, job: QueryJob): Pages {
  const { groups, per } = groupsAndPeriod({ by: input.by ?? USUAL, per: input.per })
  const isNamed = input.quotes || groups.includes('rep')
  const report = await openInstantReport({ ...input, per, isNamed }, job)
  const isWanted = await wantedTrackers(input, job)
  if (input.quotes) return yield* quotes(input, report, isWanted)
  const by = Object.keys(TRACKER_GROUPS).filter((group): group is TrackerGroup => groups.includes(group))
  const { people, periods, periodAt } = report
  const table = trackerTable({ by, people, periods, withPeriods: per !== undefined, isWanted })
  for await (const { page, found } of heardCalls(input, report, by.includes('account'))) {
    for (const call of found) {
      const period = periodAt(call.started)
      if (period !== undefined) table.add(call, period)
    }
    yield progressPage(page)
  }
  yield* lastPages(table.rows(), job)
}

/** Page by page: the calls that have an occurrence, and the transcripts of these alone. */
async function* quotes(input: Trackers, report: OpenReport, isWanted: (tracker: Row) => boolean): Pages {
  for await (const { page, found } of heardCalls(input, report, true)) {
    const quoted = found.filter(({ trackers: all }) => all.some(isWanted))
    const said = await transcriptsOf(quoted, report)
    const rows = quoted.flatMap((call) => quoteRows(call, said.get(call.id) ?? [], report.people, isWanted))
    yield { rows, readCount: page.rows.length }
  }
}

async function transcriptsOf(
  found: readonly DetailedCall[],
  { pages }: OpenReport,
): Promise<Map<string, readonly Row[]>> {
  const said = new Map<string, readonly Row[]>()
  if (found.length === 0) return said
  for await (const page of pages(transcripts.get, { call: found.map(({ id }) => id) }))
    for (const { callId, transcript } of page.rows) said.set(String(callId), rowsIn(transcript))
  return said
}

async function* heardCalls(
  { workspace, quotes: withQuotes }: Trackers,
  { pages, instants, userIds }: OpenReport,
  withAccounts: boolean,
): AsyncIterable<{ readonly page: Page; readonly found: readonly DetailedCall[] }> {
  const given = {
    ...instants,
    ...(workspace !== undefined && { workspace }),
    ...(userIds && { host: userIds }),
    // Names of accounts come with the extended context alone.
    ...(withAccounts && { crm: 'Extended' }),
  }
  const content = { trackers: true, ...(withQuotes && { trackerOccurrences: true }) }
  const exposedFields = { content, ...(withQuotes && { parties: true }) }
  for await (const page of pages(calls.details, given, { contentSelector: { exposedFields } }))
    yield { page, found: page.rows.map(detailedCall) }
}

/** Those whose name or id was typed. A tracker that does not exist would hear nothing in any call. */
async function wantedTrackers(input: Trackers, job: QueryJob): Promise<(tracker: Row) => boolean> {
  const typed = input.tracker?.map((text) => text.trim())
  if (typed === undefined) return () => true
  for (const text of typed.filter((one) => !/^\d+$/.test(one)))
    await checkWords('tracker', { read: job.read, flag: '--tracker', otherInputs: input }, text, (name) => {
      return foldText(name) === foldText(text)
    })
  const wanted = new Set(typed.map(foldText))
  return ({ id, name }) => wanted.has(String(id)) || wanted.has(foldText(String(name)))
}
