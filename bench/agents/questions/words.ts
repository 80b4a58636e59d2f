import type { Tools } from '../tools.ts'
import { heardIn, type Truth, utcWindow } from '../truth.ts'
import type { GoldenQuestion } from './question.ts'

function hitsIn(coverage: string): number {
  return Number(/([\d,]+) hits?/.exec(coverage)?.[1]?.replaceAll(',', ''))
}

/** What was said in all calls of a week. */
export function aboutWords(truth: Truth): readonly GoldenQuestion[] {
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
    (await ask('search_said', { words: phrase, ...utcWindow(week), limit: 1 })).rows[0] ?? {}
  const heard = (name: string) =>
    calls.map((call) => heardIn(truth.record(call)).find((one) => one.name === name)).filter((one) => one !== undefined)
  return [
    {
      ask: `How often was Quillmark spoken of from ${week.from} to ${week.to}, counted in turns?`,
      expected: says(/\bquillmark\b/i).length,
      solve: async ({ ask }) =>
        hitsIn((await ask('search_said', { words: 'Quillmark', ...utcWindow(week), limit: 1 })).coverage),
    },
    {
      ask: 'How often by people from outside?',
      expected: says(/\bquillmark\b/i).filter(({ speaker }) => speaker.row.affiliation === 'External').length,
      solve: async ({ ask }) =>
        hitsIn(
          (await ask('search_said', { words: 'Quillmark', side: 'external', ...utcWindow(week), limit: 1 })).coverage,
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
        const { rows } = await ask('tracker_mentions', { tracker: 'competitors', ...utcWindow(week) })
        return rows[0]?.calls ?? null
      },
    },
    {
      ask: 'How often was the price spoken of?',
      expected: heard('Pricing').reduce((sum, one) => sum + Number(one.count), 0),
      async solve({ ask }) {
        const { rows } = await ask('tracker_mentions', { ...utcWindow(week) })
        return rows.find(({ trackerName }) => trackerName === 'Pricing')?.occurrences ?? null
      },
    },
  ]
}
