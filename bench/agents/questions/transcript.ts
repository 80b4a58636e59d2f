import type { Row } from '../../../src/lib/rows.ts'
import type { Tools } from '../tools.ts'
import { sorted, type Truth } from '../truth.ts'
import { exemplaryCall, findId, inWords } from './exemplary-call.ts'
import type { GoldenQuestion } from './question.ts'

/** What was said in one call. */
export function insideTranscripts(truth: Truth): readonly GoldenQuestion[] {
  const call = exemplaryCall(truth)
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
  const whole = async (tools: Tools) => await tools.all('read_transcript', { call: await findId(tools, call) })
  const part = async (tools: Tools, span: Row) =>
    (await tools.ask('read_transcript', { call: await findId(tools, call), ...span })).rows[0] ?? {}
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
