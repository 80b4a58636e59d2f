import { showCoaching } from '../../stats/coaching.ts'
import { commandLineOf } from '../command-line.ts'
import { coverageText } from './coverage.ts'
import { ask } from './question.ts'
import { flag, inputOf, type QuestionTool, textField, textsOf, WHEN, windowOf } from './question-tool.ts'

export const coaching: QuestionTool = {
  name: 'coaching',
  title: 'Coaching',
  description:
    "What a manager did for their direct reports, as Gong counts it: a row a person (name, emailAddress), workspaceName and metric (callsListenedTo, callsGaveFeedback, callsScorecardsFilled, callsAttended), with how many calls; with callIds, which. Always from Gong. For the reps' own figures: team_numbers with team, scorecards with team. Last 30 days unless told.",
  input: inputOf(
    {
      manager: textField('name, e-mail or id'),
      workspace: textField('name or id; else each of them'),
      callIds: flag('also the ids of the calls'),
      ...WHEN,
    },
    ['manager'],
  ),
  async answer(input, question) {
    const flags = { ...textsOf(input, ['manager', 'workspace']), callIds: input.callIds === true, ...windowOf(input) }
    const found = await ask(showCoaching, flags, question.job, { flat: true })
    const rows = found.rows.map(({ managerId: _, managerName: __, ...row }) => row)
    return {
      content: rows,
      sources: [{ command: commandLineOf('stats coaching', showCoaching, flags) }],
      coverage: await coverageText(question, found),
      next: 'read_call for a call behind a count',
    }
  },
}
