import type { Query } from '../../../src/app/model/command.ts'
import { foldText } from '../../../src/lib/fold-text.ts'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import { personRow } from '../../../src/stats/people.ts'
import { listScorecards } from '../../settings/scorecards.ts'
import { listTrackers } from '../../settings/trackers.ts'
import { listWorkspaces } from '../../settings/workspaces.ts'
import { accountNames } from './account-names.ts'
import { companyPeople } from './call-facts.ts'
import { coverageText } from './coverage.ts'
import { ask, type Question } from './question.ts'
import { choice, FRESH, inputOf, type QuestionTool, textField, textsOf } from './question-tool.ts'

const KINDS = ['users', 'workspaces', 'trackers', 'scorecards', 'accounts'] as const

export const names: QuestionTool = {
  name: 'names',
  title: 'Names and ids',
  description:
    'What there is of a kind, with ids: users (userId, name, emailAddress, title, managerName, active), workspaces (id, name), trackers (name, keywords), scorecards (name, questions), accounts (accountId, name, calls in the last 90 days, which reads all of these). Other tools take these names.',
  input: inputOf({ kind: choice(KINDS, 'what'), text: textField('only those that have these words'), ...FRESH }, [
    'kind',
  ]),
  async answer(input, question) {
    const rows = await rowsOfKind(String(input.kind), question)
    const wanted = foldText(textsOf(input, ['text']).text ?? '')
    const shown = rows.filter((row) => foldText(JSON.stringify(row)).includes(wanted))
    return {
      content: shown,
      coverage: `${shown.length} of ${rows.length}; ${await coverageText(question, { read: 0, unanalysed: 0 })}`,
    }
  },
}

async function rowsOfKind(kind: string, question: Question): Promise<readonly Row[]> {
  const { job } = question
  const rowsOf = async (command: Query) => (await ask(command, {}, job)).rows
  switch (kind) {
    case 'users': {
      const people = await companyPeople(job)
      return [...people.values()].map(({ id, active }) => ({ ...personRow(people, id), active }))
    }
    case 'workspaces':
      return await rowsOf(listWorkspaces)
    case 'trackers':
      return (await rowsOf(listTrackers)).map(
        ({ trackerId = null, trackerName = null, workspaceId = null, languageKeywords }) => ({
          trackerId,
          name: trackerName,
          workspaceId,
          keywords: rowsIn(languageKeywords).flatMap(({ keywords }) => (Array.isArray(keywords) ? keywords : [])),
        }),
      )
    case 'scorecards':
      return (await rowsOf(listScorecards)).map(
        ({ scorecardId = null, scorecardName = null, workspaceId = null, enabled = null, questions }) => ({
          scorecardId,
          name: scorecardName,
          workspaceId,
          enabled,
          questions: rowsIn(questions).map(({ questionId = null, questionText = null }) => ({
            questionId,
            text: questionText,
          })),
        }),
      )
    default:
      return await accountNames(job)
  }
}
