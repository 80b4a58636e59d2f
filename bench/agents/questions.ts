import { isRow, type Json, type Row, rowsIn } from '../../src/lib/rows.ts'
import type { SandboxCall } from '../../src/sandbox/company/call.ts'
import { questionCounts, speakerRows } from '../../src/sandbox/talk/speech-stats.ts'
import type { Tools } from './tools.ts'
import { firstOf, heardIn, mostOf, type Truth } from './truth.ts'

/** A question whose answer is known, and a way to it by tools alone. */
export interface GoldenQuestion {
  readonly ask: string
  readonly expected: Json
  readonly solve: (tools: Tools) => Promise<Json>
}

/** The questions, about a company as it is at some moment. */
export function goldenQuestions(truth: Truth): readonly GoldenQuestion[] {
  return [
    ...aboutCalls(truth),
    ...insideCalls(truth),
    ...insideTranscripts(truth),
    ...aboutWords(truth),
    ...aboutPeople(truth),
  ]
}

/** Days of UTC as a window. */
function windowOf({ from, to }: { readonly from: string; readonly to: string }) {
  return { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` }
}

/** How many of a listing match, as its coverage begins. */
function countIn(coverage: string): number {
  return Number(/^[\d,]+ of ([\d,]+)/.exec(coverage)?.[1]?.replaceAll(',', ''))
}

function hitsIn(coverage: string): number {
  return Number(/([\d,]+) hits?/.exec(coverage)?.[1]?.replaceAll(',', ''))
}

function sorted(values: readonly Json[]): readonly string[] {
  return values.map(String).toSorted()
}

function isExternal(call: SandboxCall): boolean {
  return call.kind !== 'team'
}

function aboutCalls(truth: Truth): readonly GoldenQuestion[] {
  const [week, month, day] = [truth.days(9, 7), truth.days(32, 30), truth.days(5, 1)]
  const [ofWeek, ofMonth, ofDay] = [week, month, day].map((one) => truth.calls(one))
  if (ofWeek === undefined || ofMonth === undefined || ofDay === undefined) return []
  const host = mostOf(ofMonth.map((call) => call.host))
  const account = mostOf(ofMonth.filter(isExternal).map((call) => call.account))
  const withDeal = mostOf(
    ofMonth.filter((call) => isExternal(call) && call.account.index % 3 !== 0).map((one) => one.account),
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
  const latest = [...ofMonth].reverse().find((call) => isExternal(call) && call.account === account)
  const longest = ofDay.toSorted((a, b) => b.duration - a.duration)[0]
  return [
    {
      ask: `How many calls began from ${week.from} to ${week.to}?`,
      expected: ofWeek.length,
      solve: count(windowOf(week)),
    },
    {
      ask: `How many calls did ${host.name} host from ${month.from} to ${month.to}?`,
      expected: ofMonth.filter((call) => call.host === host).length,
      solve: count({ ...windowOf(month), host: host.email }),
    },
    {
      ask: `How many calls of that week were with others?`,
      expected: ofWeek.filter((call) => truth.basic(call).scope === 'External').length,
      solve: count({ ...windowOf(week), scope: 'external' }),
    },
    {
      ask: `How many of them were among colleagues?`,
      expected: ofWeek.filter((call) => truth.basic(call).scope === 'Internal').length,
      solve: count({ ...windowOf(week), scope: 'internal' }),
    },
    {
      ask: 'How many calls of that week took 50 minutes or longer?',
      expected: ofWeek.filter(({ duration }) => duration >= 3000).length,
      solve: count({ ...windowOf(week), minDuration: '50m' }),
    },
    {
      ask: `How many calls were there with ${account.name} in that month?`,
      expected: ofMonth.filter((call) => isExternal(call) && call.account === account).length,
      solve: count({ ...windowOf(month), account: account.name }),
    },
    {
      ask: `In how many of them did somebody of ${account.domain} take part, by e-mail address?`,
      expected: ofMonth.filter((call) => emailsOf(call).some((one) => one.endsWith(`@${account.domain}`))).length,
      solve: count({ ...windowOf(month), domain: account.domain }),
    },
    {
      ask: `In how many calls of that month did ${buyer} take part?`,
      expected: ofMonth.filter((call) => emailsOf(call).includes(buyer)).length,
      solve: count({ ...windowOf(month), participant: buyer }),
    },
    {
      ask: `How many calls of that month belong to the deal ${withDeal.name}: first year?`,
      expected: ofMonth.filter((call) => isExternal(call) && call.account === withDeal).length,
      solve: count({ ...windowOf(month), deal: `${withDeal.name}: first year` }),
    },
    {
      ask: `How many calls of that week are in the workspace ${workspace.row.name}?`,
      expected: ofWeek.filter((call) => call.workspace === workspace).length,
      solve: count({ ...windowOf(week), workspace: String(workspace.row.name) }),
    },
    {
      ask: `What is the title of the latest call with ${account.name} in that month?`,
      expected: latest === undefined ? null : (truth.basic(latest).title ?? null),
      solve: async ({ ask }) =>
        (await ask('find_calls', { ...windowOf(month), account: account.name, limit: 1 })).rows[0]?.title ?? null,
    },
    {
      ask: `Who hosted the longest call of ${day.from}?`,
      expected: longest?.host.name ?? null,
      async solve({ all }) {
        const rows = await all('find_calls', { ...windowOf(day), limit: 200 })
        return rows.toSorted((a, b) => Number(b.minutes) - Number(a.minutes))[0]?.host ?? null
      },
    },
    {
      ask: `How many minutes were spoken with ${account.name} in that month?`,
      expected: ofMonth
        .filter((call) => isExternal(call) && call.account === account)
        .reduce((sum, one) => sum + one.duration / 60, 0),
      solve: async ({ ask }) =>
        (await ask('account_history', { ...windowOf(month), account: account.name, limit: 1 })).rows[0]?.minutes ??
        null,
    },
  ]
}

/** A call whose record leaves nothing out, of a deal, whose host was there; neither short nor long. */
function exemplary(truth: Truth): SandboxCall {
  return firstOf(truth.calls(truth.days(9, 7)), (call) => {
    const { content, interaction } = truth.record(call)
    const isWhole =
      isRow(content) &&
      isRow(interaction) &&
      ['trackers', 'brief'].every((name) => name in content) &&
      ['questions', 'speakers'].every((name) => name in interaction)
    const parties = truth.parties(call)
    const isNamed = parties.every(({ row }) => row.name !== undefined)
    const hasHost = parties.some(({ userId, speakerId }) => userId === call.host.id && speakerId !== null)
    return (
      isWhole &&
      isNamed &&
      hasHost &&
      isExternal(call) &&
      call.account.index % 3 !== 0 &&
      call.duration > 900 &&
      call.duration < 2400
    )
  })
}

/** The call as a person names it: with whom, and when. */
function inWords({ account, started }: SandboxCall): string {
  return `the call with ${account.name} that began at ${new Date(started.at).toISOString()}`
}

/** Its id, as it is found by that. */
async function idOf({ ask }: Tools, { account, started }: SandboxCall): Promise<string> {
  const [from, to] = [started.at, started.at + 1000].map((ms) => new Date(ms).toISOString())
  const { rows } = await ask('find_calls', { account: account.name, from: from ?? '', to: to ?? '', limit: 1 })
  return String(rows[0]?.callId)
}

function insideCalls(truth: Truth): readonly GoldenQuestion[] {
  const call = exemplary(truth)
  const read = async (tools: Tools): Promise<Row> =>
    (await tools.ask('read_call', { call: await idOf(tools, call) })).rows[0] ?? {}
  const [parties, said, record] = [truth.parties(call), truth.said(call), truth.record(call)]
  const crm = (row: Row, type: string, field: string): Json => {
    const fields = rowsIn(row.crm).find((one) => one.type === type)?.fields
    return isRow(fields) ? (fields[field] ?? null) : null
  }
  const spoke = speakerRows(parties, said).find(({ userId }) => userId === call.host.id)?.talkTime
  return [
    {
      ask: `Who from outside took part in ${inWords(call)}?`,
      expected: sorted(parties.filter(({ side }) => side === 'buyer').map(({ row }) => row.name ?? null)),
      solve: async (tools) =>
        sorted(
          rowsIn((await read(tools)).people)
            .filter(({ side }) => side !== 'Internal')
            .map(({ name = null }) => name),
        ),
    },
    {
      ask: 'In which industry is their company?',
      expected: call.account.industry,
      solve: async (tools) => crm(await read(tools), 'Account', 'industry'),
    },
    {
      ask: 'What is the amount of the deal?',
      expected: truth.amount(call),
      solve: async (tools) => crm(await read(tools), 'Opportunity', 'amount'),
    },
    {
      ask: 'What is the e-mail address of its host?',
      expected: call.host.email,
      async solve(tools) {
        const { host, people } = await read(tools)
        return rowsIn(people).find(({ name }) => name === host)?.email ?? null
      },
    },
    {
      ask: 'Which trackers were heard in it?',
      expected: sorted(heardIn(record).map(({ name = null }) => name)),
      solve: async (tools) => sorted(rowsIn((await read(tools)).trackers).map(({ name = null }) => name)),
    },
    {
      ask: 'What was it about?',
      expected: isRow(record.content) ? (record.content.brief ?? null) : null,
      solve: async (tools) => (await read(tools)).brief ?? null,
    },
    {
      ask: 'How many questions did the company ask in it?',
      expected: questionCounts(said).companyCount ?? null,
      async solve(tools) {
        const { questions } = await read(tools)
        return isRow(questions) ? (questions.byCompany ?? null) : null
      },
    },
    {
      ask: 'For how many seconds did its host speak?',
      expected: spoke ?? null,
      async solve(tools) {
        const { host, people } = await read(tools)
        return rowsIn(people).find(({ name }) => name === host)?.talkSeconds ?? null
      },
    },
  ]
}

function insideTranscripts(truth: Truth): readonly GoldenQuestion[] {
  const call = exemplary(truth)
  const turns: { readonly speaker: string; readonly side: string; readonly start: number; text: string }[] = []
  for (const { speaker, sentences } of truth.said(call)) {
    const last = turns.at(-1)
    const text = sentences.map((one) => one.text).join(' ')
    const name = String(speaker.row.name)
    if (last !== undefined && last.speaker === name) last.text += ` ${text}`
    else turns.push({ speaker: name, side: String(speaker.row.affiliation), start: sentences[0]?.start ?? 0, text })
  }
  const middle = turns[Math.floor(turns.length / 2)]
  const second = Math.floor((middle?.start ?? 0) / 1000)
  const whole = async (tools: Tools) => await tools.all('read_transcript', { call: await idOf(tools, call) })
  const part = async (tools: Tools, span: Row) =>
    (await tools.ask('read_transcript', { call: await idOf(tools, call), ...span })).rows[0] ?? {}
  const atThatSecond = { fromSeconds: second, toSeconds: second + 1 }
  return [
    {
      ask: `Who speaks first in ${inWords(call)}?`,
      expected: turns[0]?.speaker ?? null,
      solve: async (tools) => (await part(tools, { toSeconds: 60 })).speaker ?? null,
    },
    {
      ask: 'What is said last in it?',
      expected: turns.at(-1)?.text ?? null,
      solve: async (tools) => (await whole(tools)).at(-1)?.text ?? null,
    },
    {
      ask: 'How many turns does it have?',
      expected: turns.length,
      solve: async (tools) => (await whole(tools)).length,
    },
    {
      ask: 'Who speaks in it?',
      expected: sorted([...new Set(turns.map(({ speaker }) => speaker))]),
      solve: async (tools) => sorted([...new Set((await whole(tools)).map(({ speaker = null }) => speaker))]),
    },
    {
      ask: `What is said at second ${second}?`,
      expected: middle?.text ?? null,
      solve: async (tools) => (await part(tools, atThatSecond)).text ?? null,
    },
    {
      ask: `On which side is who speaks at second ${second}?`,
      expected: middle?.side ?? null,
      solve: async (tools) => (await part(tools, atThatSecond)).side ?? null,
    },
  ]
}

function aboutWords(truth: Truth): readonly GoldenQuestion[] {
  const week = truth.days(9, 7)
  const calls = truth.calls(week)
  const spoken = calls.flatMap((call) => truth.said(call).map((monologue) => ({ call, ...monologue })))
  const says = (word: RegExp) => spoken.filter(({ sentences }) => sentences.some(({ text }) => word.test(text)))
  const times = new Map<string, number>()
  for (const { sentences } of spoken) for (const { text } of sentences) times.set(text, (times.get(text) ?? 0) + 1)
  const plain = /^[A-Za-z][a-z ,]{30,}[a-z]\.$/
  const once = spoken
    .flatMap(({ call, speaker, sentences }) => sentences.map((sentence) => ({ call, speaker, sentence })))
    .find(({ sentence: { text } }) => times.get(text) === 1 && plain.test(text))
  const phrase = `"${once?.sentence.text.replace(/[.,]/g, '')}"`
  const hit = async ({ ask }: Tools) =>
    (await ask('search_said', { words: phrase, ...windowOf(week), limit: 1 })).rows[0] ?? {}
  const heard = (name: string) =>
    calls.map((call) => heardIn(truth.record(call)).find((one) => one.name === name)).filter((one) => one !== undefined)
  return [
    {
      ask: `How often was Quillmark spoken of from ${week.from} to ${week.to}, counted in turns?`,
      expected: says(/\bquillmark\b/i).length,
      solve: async ({ ask }) =>
        hitsIn((await ask('search_said', { words: 'Quillmark', ...windowOf(week), limit: 1 })).coverage),
    },
    {
      ask: 'How often by people from outside?',
      expected: says(/\bquillmark\b/i).filter(({ speaker }) => speaker.row.affiliation === 'External').length,
      solve: async ({ ask }) =>
        hitsIn(
          (await ask('search_said', { words: 'Quillmark', side: 'external', ...windowOf(week), limit: 1 })).coverage,
        ),
    },
    {
      ask: `In which call was it said: ${phrase}?`,
      expected: once?.call.id ?? null,
      solve: async (tools) => (await hit(tools)).callId ?? null,
    },
    {
      ask: 'At which second?',
      expected: Math.floor((once?.sentence.start ?? 0) / 1000),
      solve: async (tools) => (await hit(tools)).seconds ?? null,
    },
    {
      ask: 'Where can it be heard?',
      expected: `https://app.gong.io/call?id=${once?.call.id}`,
      solve: async (tools) => String((await hit(tools)).link).split('&')[0] ?? null,
    },
    {
      ask: 'In how many calls of that week were competitors heard?',
      expected: heard('Competitors').length,
      async solve({ ask }) {
        const { rows } = await ask('tracker_mentions', { tracker: 'competitors', ...windowOf(week) })
        return rows[0]?.calls ?? null
      },
    },
    {
      ask: 'How often was the price spoken of?',
      expected: heard('Pricing').reduce((sum, one) => sum + Number(one.count), 0),
      async solve({ ask }) {
        const { rows } = await ask('tracker_mentions', { ...windowOf(week) })
        return rows.find(({ trackerName }) => trackerName === 'Pricing')?.occurrences ?? null
      },
    },
  ]
}

function aboutPeople(truth: Truth): readonly GoldenQuestion[] {
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
        const { rows } = await ask('coaching', { manager: manager.email, ...windowOf(days) })
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

/** Whether an answer is right; figures may be rounded. */
export function isRight(expected: Json, found: Json): boolean {
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.abs(expected - found) <= 0.001 * Math.max(1, Math.abs(expected))
  return JSON.stringify(expected) === JSON.stringify(found)
}
