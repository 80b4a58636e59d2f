import { idOf } from '../../../src/app/input/id-of-name.ts'
import { userList, withUserList } from '../../../src/app/input/user-list.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { detailedCall } from '../../../src/stats/detailed-call.ts'
import { peopleOf, personRow } from '../../../src/stats/people.ts'
import { objectAt } from '../../../src/transcripts/speakers.ts'
import { showCallDetails } from '../../calls/details.ts'
import { reportReps } from '../../report/reps.ts'
import { showUser } from '../../users/show.ts'
import { callHead } from './call-facts.ts'
import { coverageText } from './coverage.ts'
import { ask } from './question.ts'
import { FRESH, flag, inputOf, type QuestionTool, textField, WHEN, windowOf } from './question-tool.ts'

const LATEST = 5

export const person: QuestionTool = {
  name: 'person',
  title: 'A person',
  covers: ['users_show'],
  description:
    'One colleague: userId, name, emailAddress, title, active, manager and reports (userId, name, title), numbers (those of team_numbers for the window), latestCalls that they hosted. With `rights`: permission profiles, flows, open tasks, last activity as well (some requests to Gong). Several people of one name: an error with the candidates.',
  input: inputOf(
    {
      user: textField('name, e-mail or id'),
      rights: flag('also permissions, flows, tasks, last activity'),
      ...WHEN,
      ...FRESH,
    },
    ['user'],
  ),
  async answer(input, question) {
    const { job } = question
    const rows = await userList(job, false)
    const read = withUserList(job.read, rows)
    const id = await idOf('user', { read, flag: 'user', otherInputs: {} }, String(input.user))
    const people = peopleOf(rows)
    const window = windowOf(input)
    const [figures = {}] = (await ask(reportReps, { ...window, user: [id] }, job)).rows
    const hosted = await ask(showCallDetails, { ...window, host: [id], with: ['parties'] }, job)
    const latest = hosted.rows.toSorted((a, b) => startOf(b) - startOf(a)).slice(0, LATEST)
    const rights = input.rights === true ? await ask(showUser, { ...window, user: id, noGrants: true }, job) : undefined
    return {
      content: {
        ...personRow(people, id),
        active: people.get(id)?.active ?? null,
        manager: personRow(people, people.get(id)?.managerId ?? ''),
        reports: [...people.values()]
          .filter(({ managerId, active }) => managerId === id && active)
          .map(({ id: userId, name, title }) => ({ userId, name, title })),
        numbers: numbersOf(figures),
        latestCalls: latest.map((record) => callHead(detailedCall(record), people)),
        ...(rights !== undefined && { rights: rights.rows[0] ?? null }),
      },
      coverage: await coverageText(question, { read: 0, unanalysed: 0 }, { command: showCallDetails, raw: window }),
      next: 'find_calls with host for more of their calls; coaching for their team',
    }
  },
}

function startOf(record: Row): number {
  return Date.parse(String(objectAt(record, 'metaData').started))
}

/** The figures of a row without the person, who is named above them. */
function numbersOf(row: Row): Row {
  const { userId: _, name: __, emailAddress: ___, title: ____, managerName: _____, ...figures } = row
  return figures
}
