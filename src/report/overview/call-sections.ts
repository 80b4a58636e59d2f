import { localTimeFormatter } from '../../lib/local-time.ts'
import type { Json, Row } from '../../lib/rows.ts'
import type { NumberColumn, ReportPart, ReportSection } from '../document.ts'
import type { OverviewData, OverviewFacts } from './overview-data.ts'
import { mostIn, periodColumns, pivotRows } from './pivot.ts'

/** Lines that can be told apart in one picture. */
const MOST_LINES = 6
/** Accounts that a page has room for. */
const MOST_ACCOUNTS = 100

const text = (value: Json | undefined, other: string) => String(value ?? other)
const number = (heading: string, field: string, digits = 0): NumberColumn => ({ heading, field, digits })

/** Rows with most of something first; among equals as they came. */
function byMost(rows: readonly Row[], field: string): readonly Row[] {
  return rows.toSorted((a, b) => Number(b[field] ?? 0) - Number(a[field] ?? 0))
}

/** The rows of periods in the order of the rows of the whole. */
function inOrder(periods: readonly Row[], whole: readonly Row[], id: string): readonly Row[] {
  const place = new Map(whole.map((row, at) => [String(row[id]), at]))
  return periods.toSorted((a, b) => (place.get(String(a[id])) ?? 0) - (place.get(String(b[id])) ?? 0))
}

export function scorecardSection(data: OverviewData, { per, downloads }: OverviewFacts): ReportSection {
  const { periods } = data
  const forms = byMost(data.scorecards, 'answers')
  const emptyText = 'No scorecard was filled in about a call of these days.'
  const average = number('Average', 'average', 2)
  const ends = [number('Lowest', 'minimum'), number('Highest', 'maximum'), number('Did not apply', 'notApplicable')]
  return {
    heading: 'Scorecards',
    explanation: 'By people and by machines. What did not apply is counted, and in no average.',
    parts: [
      linesPart({
        caption: `Average score, a ${per}`,
        name: 'Scorecard',
        periods,
        rows: pivotRows({
          rows: inOrder(data.scorecardsByPeriod, forms, 'scorecardId'),
          periods,
          keyOf: ({ scorecardId }) => String(scorecardId),
          nameOf: ({ scorecardName, scorecardId }) => text(scorecardName, String(scorecardId)),
          figureOf: ({ average = null }) => average,
        }),
        emptyText,
        unit: 'average score',
        digits: 2,
        download: downloads.scorecardsByPeriod,
      }),
      ...(forms.length === 0
        ? []
        : [
            {
              caption: 'Each scorecard: the score for the whole call',
              columns: [
                { heading: 'Scorecard', field: 'scorecardName' },
                number('Scores', 'answers'),
                { ...average, bar: { full: mostIn(forms, ['maximum']) } },
                ...ends,
              ],
              rows: forms,
              emptyText,
              download: downloads.scorecards,
            },
            {
              caption: 'Each question, on a scale of its own',
              columns: [
                { heading: 'Scorecard', field: 'scorecardName' },
                { heading: 'Question', field: 'question' },
                number('Scores', 'answers'),
                average,
                ...ends,
              ],
              rows: data.questions.map((row) => ({
                ...row,
                question: text(row.questionText, `Question ${row.questionId}`),
              })),
              emptyText,
              download: downloads.questions,
            },
          ]),
    ],
  }
}

export function trackerSection(data: OverviewData, { per, downloads }: OverviewFacts): ReportSection {
  const { periods } = data
  const trackers = byMost(data.trackers, 'occurrences')
  const emptyText = 'No tracker heard anything in these days.'
  return {
    heading: 'Trackers',
    explanation: 'How often each tracker heard its words, whoever said them, and in how many calls.',
    parts: [
      linesPart({
        caption: `Occurrences, a ${per}`,
        name: 'Tracker',
        periods,
        rows: pivotRows({
          rows: inOrder(data.trackersByPeriod, trackers, 'trackerId'),
          periods,
          keyOf: ({ trackerId }) => String(trackerId),
          nameOf: ({ trackerName, trackerId }) => text(trackerName, String(trackerId)),
          figureOf: ({ occurrences = null }) => occurrences,
        }),
        emptyText,
        unit: 'occurrences',
        digits: 0,
        download: downloads.trackersByPeriod,
      }),
      ...(trackers.length === 0
        ? []
        : [
            {
              caption: 'Each tracker',
              columns: [
                { heading: 'Tracker', field: 'trackerName' },
                { ...number('Occurrences', 'occurrences'), bar: { full: mostIn(trackers, ['occurrences']) } },
                number('Calls', 'calls'),
              ],
              rows: trackers,
              emptyText,
              download: downloads.trackers,
            },
          ]),
    ],
  }
}

export function accountSection({ accounts }: OverviewData, { downloads, zone }: OverviewFacts): ReportSection {
  const dayOf = localTimeFormatter(zone)
  const most = byMost(accounts, 'minutes').slice(0, MOST_ACCOUNTS)
  const isCut = accounts.length > most.length
  return {
    heading: 'Accounts',
    explanation: `Accounts in the CRM that Gong knows for a call, those with most minutes first.${
      isCut ? ` These are the first ${MOST_ACCOUNTS} of ${accounts.length}; the file has all of them.` : ''
    }`,
    parts: [
      {
        caption: 'Each account',
        columns: [
          { heading: 'Account', field: 'account' },
          { ...number('Minutes', 'minutes'), bar: { full: mostIn(most, ['minutes']) } },
          number('Calls', 'calls'),
          number('People', 'people'),
          { heading: 'Last call', field: 'lastDay' },
          { heading: 'Hosts', field: 'reps' },
          { heading: 'Topics', field: 'shortTopics' },
        ],
        rows: most.map((row) => ({
          ...row,
          account: text(row.accountName, `Account ${row.accountId}`),
          lastDay: (dayOf(text(row.lastCall, '')) ?? '').slice(0, 10),
          shortTopics: Array.isArray(row.topics) ? row.topics.slice(0, 3) : null,
        })),
        emptyText: 'No call of these days belongs to an account.',
        download: downloads.accounts,
      },
    ],
  }
}

const COVERED = [
  ['calls', 'Given by Gong'],
  ['transcribed', 'Transcribed'],
  ['analysed', 'Analysed'],
  ['missing', 'Missing'],
  ['counted', 'Counted by Gong'],
  ['withMedia', 'With media'],
  ['private', 'Private'],
] as const
/** Of these the first are drawn: the others would hide them. */
const COVERAGE_LINES = 4

/** Days are what coverage is about, whatever the periods of the rest are. */
export function coverageSection({ coverage }: OverviewData, { downloads }: OverviewFacts): ReportSection {
  const days = coverage.map(({ day }) => ({ from: String(day), to: String(day) }))
  const rows = COVERED.map(([field, name]) => ({
    name,
    ...Object.fromEntries(coverage.map((row, at) => [`p${at}`, row[field] ?? null])),
  }))
  return {
    heading: 'Coverage',
    explanation:
      'What of the calls is there, day by day. Calls of the last day may still be on their way: up to a day for what Gong makes of them.',
    parts: [
      linesPart({
        caption: 'Calls, a day',
        name: 'What of them',
        periods: days,
        rows,
        emptyText: 'There are no days.',
        unit: 'calls',
        digits: 0,
        most: COVERAGE_LINES,
        download: downloads.coverage,
      }),
    ],
  }
}

interface Lines extends Pick<ReportPart, 'caption' | 'rows' | 'emptyText'> {
  readonly name: string
  readonly periods: OverviewData['periods']
  readonly unit: string
  readonly digits: number
  readonly most?: number
  readonly download: NonNullable<ReportPart['download']>
}

function linesPart({ name, periods, unit, digits, most = MOST_LINES, ...part }: Lines): ReportPart {
  return {
    ...part,
    columns: [{ heading: name, field: 'name' }, ...periodColumns(periods, { digits })],
    lines: { unit, most },
    isFolded: true,
  }
}
