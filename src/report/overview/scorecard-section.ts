import { type NumberColumn, numberColumn, type ReportSection } from '../document.ts'
import type { OverviewData, OverviewFacts } from './overview-data.ts'
import { mostIn } from './pivot.ts'
import { rankedSection } from './ranked-section.ts'

const AVERAGE = numberColumn('Average', 'average', 2)
const ENDS: readonly NumberColumn[] = [
  numberColumn('Lowest', 'minimum'),
  numberColumn('Highest', 'maximum'),
  numberColumn('Did not apply', 'notApplicable'),
]

/** What scorecards came to, form by form and question by question. */
export function scorecardSection(
  { periods, scorecards, scorecardsByPeriod, questions }: OverviewData,
  { per, downloads }: OverviewFacts,
): ReportSection {
  return rankedSection(
    {
      heading: 'Scorecards',
      explanation: 'By people and by machines. What did not apply is counted, and in no average.',
      ...{ id: 'scorecardId', name: 'scorecardName', thing: 'Scorecard' },
      ...{ whole: scorecards, most: 'answers', byPeriod: scorecardsByPeriod },
      drawn: {
        caption: `Average score, a ${per}`,
        field: 'average',
        unit: 'average score',
        digits: 2,
        download: downloads.scorecardsByPeriod,
      },
      emptyText: 'No scorecard was filled in about a call of these days.',
      tables: (forms) => [
        {
          caption: 'Each scorecard: the score for the whole call',
          columns: [
            { heading: 'Scorecard', field: 'scorecardName' },
            numberColumn('Scores', 'answers'),
            { ...AVERAGE, bar: { full: mostIn(forms, ['maximum']) } },
            ...ENDS,
          ],
          rows: forms,
          download: downloads.scorecards,
        },
        {
          caption: 'Each question, on a scale of its own',
          columns: [
            { heading: 'Scorecard', field: 'scorecardName' },
            { heading: 'Question', field: 'question' },
            numberColumn('Scores', 'answers'),
            AVERAGE,
            ...ENDS,
          ],
          rows: questions.map((row) => ({
            ...row,
            question: String(row.questionText ?? `Question ${row.questionId}`),
          })),
          download: downloads.questions,
        },
      ],
    },
    periods,
  )
}
