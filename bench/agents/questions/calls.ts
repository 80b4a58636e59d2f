import type { Row } from '../../../src/lib/rows.ts'
import type { SandboxCall } from '../../../src/sandbox/company/call.ts'
import type { Tools } from '../tools.ts'
import { isWithOthers, mostOf, type Truth, utcWindow } from '../truth.ts'
import type { GoldenQuestion } from './question.ts'

/** How many of a listing match, as its coverage begins. */
function countIn(coverage: string): number {
  return Number(/^[\d,]+ of ([\d,]+)/.exec(coverage)?.[1]?.replaceAll(',', ''))
}

/** Which calls there were: how many, with whom, in which workspace. */
export function aboutCalls(truth: Truth): readonly GoldenQuestion[] {
  const [week, month, day] = [truth.days(9, 7), truth.days(32, 30), truth.days(5, 1)]
  const [ofWeek, ofMonth, ofDay] = [week, month, day].map((one) => truth.calls(one))
  if (ofWeek === undefined || ofMonth === undefined || ofDay === undefined) return []
  const host = mostOf(ofMonth.map((call) => call.host))
  const account = mostOf(ofMonth.filter(isWithOthers).map((call) => call.account))
  const withDeal = mostOf(
    ofMonth.filter((call) => isWithOthers(call) && call.account.index % 3 !== 0).map((one) => one.account),
  )
  const emailsOf = (call: SandboxCall) =>
    truth.parties(call).map(({ row }) => String(row.emailAddress ?? '').toLowerCase())
  const buyer = mostOf(
    ofMonth
      .flatMap((call) => [...new Set(emailsOf(call))])
      .filter((one) => one !== '' && !one.endsWith('@tallyhouse.example')),
  )
  const workspace = mostOf(ofWeek.map((call) => call.workspace))
  const count =
    (input: Row) =>
    async ({ ask }: Tools) =>
      countIn((await ask('find_calls', { ...input, limit: 1 })).coverage)
  const [latest] = ofMonth
    .filter((call) => isWithOthers(call) && call.account === account)
    .toSorted((a, b) => b.started.at - a.started.at)
  const longest = ofDay.toSorted((a, b) => b.duration - a.duration)[0]
  return [
    {
      ask: `How many calls began from ${week.from} to ${week.to}?`,
      expected: ofWeek.length,
      solve: count(utcWindow(week)),
    },
    {
      ask: `How many calls did ${host.name} host from ${month.from} to ${month.to}?`,
      expected: ofMonth.filter((call) => call.host === host).length,
      solve: count({ ...utcWindow(month), host: host.email }),
    },
    {
      ask: `How many calls of that week were with others?`,
      expected: ofWeek.filter((call) => truth.basic(call).scope === 'External').length,
      solve: count({ ...utcWindow(week), scope: 'external' }),
    },
    {
      ask: `How many of them were among colleagues?`,
      expected: ofWeek.filter((call) => truth.basic(call).scope === 'Internal').length,
      solve: count({ ...utcWindow(week), scope: 'internal' }),
    },
    {
      ask: 'How many calls of that week took 50 minutes or longer?',
      expected: ofWeek.filter(({ duration }) => duration >= 3000).length,
      solve: count({ ...utcWindow(week), minDuration: '50m' }),
    },
    {
      ask: `How many calls were there with ${account.name} in that month?`,
      expected: ofMonth.filter((call) => isWithOthers(call) && call.account === account).length,
      solve: count({ ...utcWindow(month), account: account.name }),
    },
    {
      ask: `In how many of them did somebody of ${account.domain} take part, by e-mail address?`,
      expected: ofMonth.filter((call) => emailsOf(call).some((one) => one.endsWith(`@${account.domain}`))).length,
      solve: count({ ...utcWindow(month), domain: account.domain }),
    },
    {
      ask: `In how many calls of that month did ${buyer} take part?`,
      expected: ofMonth.filter((call) => emailsOf(call).includes(buyer)).length,
      solve: count({ ...utcWindow(month), participant: buyer }),
    },
    {
      ask: `How many calls of that month belong to the deal ${withDeal.name}: first year?`,
      expected: ofMonth.filter((call) => isWithOthers(call) && call.account === withDeal).length,
      solve: count({ ...utcWindow(month), deal: `${withDeal.name}: first year` }),
    },
    {
      ask: `How many calls of that week are in the workspace ${workspace.row.name}?`,
      expected: ofWeek.filter((call) => call.workspace === workspace).length,
      solve: count({ ...utcWindow(week), workspace: String(workspace.row.name) }),
    },
    {
      ask: `What is the title of the latest call with ${account.name} in that month?`,
      expected: latest === undefined ? null : (truth.basic(latest).title ?? null),
      solve: async ({ ask }) =>
        (await ask('find_calls', { ...utcWindow(month), account: account.name, limit: 1 })).rows[0]?.title ?? null,
    },
    {
      ask: `Who hosted the longest call of ${day.from}?`,
      expected: longest?.host.name ?? null,
      async solve({ all }) {
        const rows = await all('find_calls', { ...utcWindow(day), limit: 200 })
        return rows.toSorted((a, b) => Number(b.minutes) - Number(a.minutes))[0]?.host ?? null
      },
    },
    {
      ask: `How many minutes were spoken with ${account.name} in that month?`,
      expected: ofMonth
        .filter((call) => isWithOthers(call) && call.account === account)
        .reduce((sum, one) => sum + one.duration / 60, 0),
      solve: async ({ ask }) =>
        (await ask('account_history', { ...utcWindow(month), account: account.name, limit: 1 })).rows[0]?.minutes ??
        null,
    },
  ]
}
