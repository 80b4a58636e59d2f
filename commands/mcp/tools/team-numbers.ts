import { reportReps } from '../../report/reps.ts'
import { choice, inputOf, type QuestionTool, textsOf } from './question-tool.ts'
import { REPORT_PARAMETERS, reportAnswer, reportFlags } from './report-tool.ts'

export const teamNumbers: QuestionTool = {
  name: 'team_numbers',
  title: "A team's numbers",
  covers: ['report_reps'],
  description:
    "A row a person (and period): userId, name, emailAddress, title, managerName, from, to, callsHosted, callsAttended, callHours, talkRatio (0 to 1), longestMonologue, longestCustomerStory, patience (seconds), interactivity (0 to 10), questionRate (an hour), scorecards, scoreAverage, feedbackGiven, feedbackReceived, listened; averages are over callsMeasured. Days are the company's. Last 30 days unless told.",
  input: inputOf({
    ...REPORT_PARAMETERS,
    per: choice(['day', 'week', 'month', 'quarter'], 'a row for each, with from and to'),
  }),
  answer: (input, question) =>
    reportAnswer(reportReps, { ...reportFlags(input), ...textsOf(input, ['per']) }, question, 'person for one of them'),
}
