import { isRow, type Json, type Row, rowsIn } from '../../../src/lib/rows.ts'
import { questionCounts, speakerRows } from '../../../src/sandbox/talk/speech-stats.ts'
import type { Tools } from '../tools.ts'
import { heardIn, sorted, type Truth } from '../truth.ts'
import { exemplaryCall, findId, inWords } from './exemplary-call.ts'
import type { GoldenQuestion } from './question.ts'

/** What Gong has on one call besides its words. */
export function insideCalls(truth: Truth): readonly GoldenQuestion[] {
  const call = exemplaryCall(truth)
  const read = async (tools: Tools): Promise<Row> =>
    (await tools.ask('read_call', { call: await findId(tools, call) })).rows[0] ?? {}
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
