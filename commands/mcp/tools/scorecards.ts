import { reportScorecards } from '../../report/scorecards.ts'
import { choice, inputOf, listsOf, type QuestionTool, textField, textsOf } from './question-tool.ts'
import { REPORT_PARAMETERS, reportAnswer, reportFlags } from './report-tool.ts'

export const scorecardNumbers: QuestionTool = {
  name: 'scorecards',
  title: 'Scorecards',
  covers: ['report_scorecards'],
  description:
    'Scores that people and machines gave, a row a rep and scorecard, or by what you say (name, scorecardName, questionText, reviewerName): answers, average, minimum, maximum, notApplicable. Without question in by, scores are those of the whole call. Last 30 days of calls unless told.',
  input: inputOf({
    by: {
      type: 'array',
      maxItems: 4,
      items: { type: 'string', enum: ['rep', 'scorecard', 'question', 'reviewer'] },
      description: 'what a row is about',
    },
    scorecard: textField('only this form: name or id'),
    ...REPORT_PARAMETERS,
    per: choice(['day', 'week', 'month', 'quarter'], 'a row for each, with from and to'),
  }),
  answer(input, question) {
    const by = Array.isArray(input.by) ? { by: input.by.map(String) } : {}
    const raw = { ...reportFlags(input), ...textsOf(input, ['per']), ...listsOf(input, ['scorecard']), ...by }
    return reportAnswer(reportScorecards, raw, question)
  },
}
