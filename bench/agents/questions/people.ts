import { isRow, type Row, rowsIn } from '../../../src/lib/rows.ts'
import type { Tools } from '../tools.ts'
import { firstOf, sorted, type Truth, utcWindow } from '../truth.ts'
import type { GoldenQuestion } from './question.ts'

/** Colleagues, their teams and their figures. */
export function aboutPeople(truth: Truth): readonly GoldenQuestion[] {
  const days = truth.days(9, 7)
  const { users } = truth
  const host = firstOf(
    users,
    (user) =>
      user.active &&
      user.row.title !== undefined &&
      user.manager !== undefined &&
      truth.done('callsAsHost', user.id, days) > 0,
  )
  const manager = firstOf(users, (user) => user.role === 'manager' && truth.reportsOf(user).length > 3)
  const gone = firstOf(users, (user) => !user.active)
  const team = users.filter((user) => user === manager || users[user.manager ?? -1] === manager)
  const hosted = team.map((user) => ({ user, count: truth.done('callsAsHost', user.id, days) }))
  const busiest = hosted.toSorted((a, b) => b.count - a.count)[0]
  const report = truth
    .reportsOf(manager)
    .toSorted((a, b) => truth.listenedTo(manager, b, days) - truth.listenedTo(manager, a, days))[0]
  const scores = truth.scores('Next Steps Check', truth.companyCalls(truth.days(32, 30)))
  const numbers = async ({ ask }: Tools, input: Row) => (await ask('team_numbers', { ...days, ...input })).rows
  const onPage = async ({ ask }: Tools, user: string): Promise<Row> =>
    (await ask('person', { user, ...days })).rows[0] ?? {}
  return [
    {
      ask: `To whom does ${host.name} report?`,
      expected: users[host.manager ?? -1]?.name ?? null,
      async solve(tools) {
        const { manager: boss } = await onPage(tools, host.name)
        return isRow(boss) ? (boss.name ?? null) : null
      },
    },
    {
      ask: `What is the title of ${host.name}?`,
      expected: host.title,
      solve: async (tools) => (await onPage(tools, host.email)).title ?? null,
    },
    {
      ask: `Who reports to ${manager.name}?`,
      expected: sorted(truth.reportsOf(manager).map(({ name }) => name)),
      solve: async (tools) =>
        sorted(rowsIn((await onPage(tools, manager.email)).reports).map(({ name = null }) => name)),
    },
    {
      ask: `Is ${gone.name} still there?`,
      expected: false,
      solve: async ({ ask }) => (await ask('names', { kind: 'users', text: gone.name })).rows[0]?.active ?? null,
    },
    {
      ask: `How many calls did ${host.name} host from ${days.from} to ${days.to}, by Gong's count?`,
      expected: truth.done('callsAsHost', host.id, days),
      solve: async (tools) => (await numbers(tools, { user: host.email }))[0]?.callsHosted ?? null,
    },
    {
      ask: `And the team of ${manager.name}, they themselves too?`,
      expected: hosted.reduce((sum, { count }) => sum + count, 0),
      solve: async (tools) =>
        (await numbers(tools, { team: manager.email })).reduce((sum, { callsHosted }) => sum + Number(callsHosted), 0),
    },
    {
      ask: 'How many did the busiest of them host?',
      expected: busiest?.count ?? null,
      solve: async (tools) =>
        Math.max(...(await numbers(tools, { team: manager.email })).map(({ callsHosted }) => Number(callsHosted))),
    },
    {
      ask: `How many calls of ${report?.name} did ${manager.name} listen to?`,
      expected: report === undefined ? null : truth.listenedTo(manager, report, days),
      async solve({ ask }) {
        const { rows } = await ask('coaching', { manager: manager.email, ...utcWindow(days) })
        const found = rows.filter(({ name, metric }) => name === report?.name && metric === 'callsListenedTo')
        return found.reduce((sum, { calls }) => sum + Number(calls), 0)
      },
    },
    {
      ask: 'What is the average of the Next Steps Check in that month?',
      expected: scores.reduce((sum, score) => sum + score, 0) / scores.length,
      async solve({ ask }) {
        const { rows } = await ask('scorecards', { by: ['scorecard'], ...truth.days(32, 30) })
        return rows.find(({ scorecardName }) => scorecardName === 'Next Steps Check')?.average ?? null
      },
    },
  ]
}
