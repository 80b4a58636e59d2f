import { settings } from '../catalogue/settings.ts'
import { stats } from '../catalogue/stats.ts'
import { users } from '../catalogue/users.ts'
import type { Period } from '../lib/calendar-period.ts'
import { type Json, type Row, rowsIn } from '../lib/rows.ts'
import type { ColumnRule } from './column-rules.ts'
import { byText, groupTable } from './group-table.ts'
import type { People } from './people.ts'
import { addValue, averageOf, type WeightedMean, weightedMean } from './weighted-mean.ts'

/** What the answers can be put together by, besides periods. */
export const SCORECARD_GROUPS = {
  rep: ['userId', 'name', 'emailAddress', 'managerName'],
  scorecard: ['scorecardId', 'scorecardName'],
  question: ['questionId', 'questionText'],
  reviewer: ['reviewerUserId', 'reviewerName', 'reviewMethod'],
} as const

export type ScorecardGroup = keyof typeof SCORECARD_GROUPS

const from = [stats.scorecards]
const SCORES = 'of the scores for the whole call (isOverall); by question, of the scores of that question'

/** Each column of `gong report scorecards`. */
export const SCORECARD_RULES: readonly ColumnRule[] = [
  { column: 'userId', rule: 'the user whom the scorecard is about', from },
  { column: 'name', rule: 'of that user; null for one whom Gong has deleted', from: [users.list] },
  { column: 'emailAddress', rule: 'of that user; null for one whom Gong has deleted', from: [users.list] },
  { column: 'managerName', rule: 'the name of the manager in Gong', from: [users.list] },
  { column: 'scorecardId', rule: 'the id of the form', from },
  { column: 'scorecardName', rule: 'the name of the form when it was filled in', from },
  { column: 'questionId', rule: 'the id of the question', from },
  {
    column: 'questionText',
    rule: 'the text of the question; null for one that is no longer in its form',
    from: [settings.scorecards],
  },
  { column: 'reviewerUserId', rule: 'the user who filled it in; null for a machine', from },
  { column: 'reviewerName', rule: 'of that user', from: [users.list] },
  { column: 'reviewMethod', rule: 'MANUAL or AUTOMATIC', from },
  { column: 'from', rule: 'with a period: its first day, by the day of the call', from },
  { column: 'to', rule: 'with a period: the day after its last one', from },
  { column: 'answers', rule: 'how many scores there are', from },
  { column: 'average', rule: `average ${SCORES}; each score counts once`, from },
  { column: 'minimum', rule: `lowest ${SCORES}`, from },
  { column: 'maximum', rule: `highest ${SCORES}`, from },
  { column: 'notApplicable', rule: 'how many of these questions did not apply; they are in no other figure', from },
]

interface ScoreCell {
  answers: number
  readonly average: WeightedMean
  minimum: number | null
  maximum: number | null
  notApplicable: number
}

interface ScorecardTable {
  /** @param card a scorecard that was filled in */
  add(card: Row, period: number): void
  rows(): readonly Row[]
}

export interface ScorecardOptions {
  readonly by: readonly ScorecardGroup[]
  readonly people: People
  /** The text of each question, by its id. */
  readonly questions: ReadonlyMap<string, Json>
  readonly periods: readonly Period[]
  readonly withPeriods: boolean
}

/** Adds up answers by what they are put together by. Where that is not the question, only the score for the whole call counts. */
export function scorecardTable({ by, people, questions, periods, withPeriods }: ScorecardOptions): ScorecardTable {
  const table = groupTable<ScoreCell>({
    by: by.map((group) => SCORECARD_GROUPS[group][0]),
    periods,
    withPeriods,
    empty: emptyCell,
  })
  const byQuestion = by.includes('question')
  return {
    add(card, period) {
      for (const answer of rowsIn(card.answers)) {
        if (!byQuestion && answer.isOverall !== true) continue
        const columns = Object.assign({}, ...by.map((group) => COLUMNS[group](card, answer, people, questions)))
        addAnswer(table.cell(columns, period), answer)
      }
    },
    rows: () => table.rows(showCell, byText('name', 'userId', 'scorecardName', 'questionText', 'reviewerName')),
  }
}

type Columns = (card: Row, answer: Row, people: People, questions: ReadonlyMap<string, Json>) => Row

const COLUMNS: { readonly [G in ScorecardGroup]: Columns } = {
  rep: ({ reviewedUserId }, _, people) => {
    const person = people.get(String(reviewedUserId))
    return {
      userId: reviewedUserId ?? null,
      name: person?.name ?? null,
      emailAddress: person?.emailAddress ?? null,
      managerName: people.get(person?.managerId ?? '')?.name ?? null,
    }
  },
  scorecard: ({ scorecardId = null, scorecardName = null }) => ({ scorecardId, scorecardName }),
  question: (_, { questionId = null }, __, questions) => ({
    questionId,
    questionText: questions.get(String(questionId)) ?? null,
  }),
  reviewer: ({ reviewerUserId = null, reviewMethod = null }, _, people) => ({
    reviewerUserId,
    reviewerName: people.get(String(reviewerUserId))?.name ?? null,
    reviewMethod,
  }),
}

function emptyCell(): ScoreCell {
  return { answers: 0, average: weightedMean(), minimum: null, maximum: null, notApplicable: 0 }
}

function addAnswer(cell: ScoreCell, answer: Row): void {
  if (answer.notApplicable === true) cell.notApplicable += 1
  const score = scoreOf(answer)
  if (typeof score !== 'number') return
  cell.answers += 1
  addValue(cell.average, score)
  cell.minimum = Math.min(score, cell.minimum ?? score)
  cell.maximum = Math.max(score, cell.maximum ?? score)
}

function showCell({ answers, average, minimum, maximum, notApplicable }: ScoreCell): Row {
  return { answers, average: averageOf(average), minimum, maximum, notApplicable }
}

/** The score of an answer; null where the question did not apply, which is not zero. */
export function scoreOf({ score = null, notApplicable }: Row): Json {
  return notApplicable === true ? null : score
}
