import { readWindow } from '../../../src/app/input/input.ts'
import { defineQuery } from '../../../src/app/model/command.ts'
import type { Raw } from '../../../src/app/model/inputs.ts'
import { formatDuration } from '../../../src/output/columns.ts'
import type { SearchedCopy } from '../../../src/search/copy/searched-copy.ts'
import { searchSentences } from '../../search/search.ts'
import { searchInCopy, searchInGong } from '../../search/sources.ts'
import { commandLineOf } from '../command-line.ts'
import { endOfCopy, hasWindow } from '../copy/open-copy.ts'
import { coverageText } from './coverage.ts'
import { ask, type Question } from './question.ts'
import {
  choice,
  FRESH,
  inputOf,
  listsOf,
  most,
  numberOf,
  type QuestionTool,
  textField,
  textsOf,
  WHEN,
  windowOf,
} from './question-tool.ts'

/** The same command, which searches the copy that is open, or Gong. */
function searchOf(copy: SearchedCopy | undefined) {
  return defineQuery({
    ...searchSentences,
    rows: (input, job) => (copy === undefined ? searchInGong(input, job) : searchInCopy(input, job, copy)),
  })
}

export const searchSaid: QuestionTool = {
  name: 'search_said',
  title: 'Search what was said',
  covers: ['search'],
  description:
    'Sentences of transcripts, the best first: callId, title, started, at, seconds, speaker, side, text, before and after (the sentences around it), link to the second; `coverage` says how many hits. All words in one turn, in any order; "a phrase" in quotes; budget* for beginnings; /a pattern/. Last 30 days unless told.',
  input: inputOf(
    {
      words: textField('what to look for'),
      side: choice(['internal', 'external', 'unknown'], 'only what colleagues, or what others say'),
      account: textField('only calls of this account: name or id in the CRM'),
      participant: textField('only calls that this colleague took part in: name, e-mail or id'),
      tracker: textField('only calls in which this tracker was heard'),
      topic: textField('only this topic'),
      workspace: textField('name or id'),
      ...WHEN,
      limit: most(100, 10),
      ...FRESH,
    },
    ['words'],
  ),
  async answer(input, question) {
    const { participant, side } = textsOf(input, ['participant', 'side'])
    const typed: Raw = {
      words: wordsOf(String(input.words)),
      ...listsOf(input, ['account', 'tracker', 'topic']),
      ...textsOf(input, ['workspace']),
      ...(participant !== undefined && { user: [participant] }),
      ...(side !== undefined && { speaker: [side] }),
      ...windowOf(input),
    }
    const { copy, raw } = await whereToSearch(typed, question)
    const limit = numberOf(input, 'limit', 10)
    const job = { ...question.job, globals: { ...question.job.globals, limit } }
    const found = await ask(searchOf(copy), raw, job)
    return {
      content: found.rows.map(({ at = null, affiliation = null, callId = null, ...hit }) => ({
        callId,
        title: hit.title ?? null,
        started: hit.started ?? null,
        at: formatDuration(Number(at)),
        seconds: at,
        speaker: hit.speaker ?? null,
        side: affiliation,
        text: hit.text ?? null,
        before: hit.before ?? null,
        after: hit.after ?? null,
        link: hit.link ?? null,
      })),
      sources: [{ command: commandLineOf('search', searchSentences, raw) }],
      coverage: await coverageText(question, { ...found, read: 0 }, { command: searchSentences, raw }),
      ...(found.rows.length > 0 && { next: 'read_transcript with callId and fromSeconds for what was said around it' }),
    }
  },
}

/** Phrases in quotes and patterns stay whole; every other word is one by itself. */
function wordsOf(typed: string): readonly string[] {
  const found = [...typed.matchAll(/"([^"]+)"|(\/.+\/)|(\S+)/g)]
  return found.map(([, phrase, pattern, word]) => phrase ?? pattern ?? word ?? '')
}

interface WhereToSearch {
  /** Where it has the window; else Gong has. */
  readonly copy: SearchedCopy | undefined
  readonly raw: Raw
}

/** A copy is searched as far as it goes: the window ends where it does. */
async function whereToSearch(typed: Raw, { copy, job }: Question): Promise<WhereToSearch> {
  const { from, to } = await readWindow(searchSentences, typed, job)
  const toMs = to === undefined ? job.moment() : Date.parse(String(to))
  if (copy === undefined || typeof from !== 'string' || !hasWindow(copy, Date.parse(from), toMs))
    return { copy: undefined, raw: typed }
  const { during: _, ...others } = typed
  const end = Math.min(toMs, copy.coverage.asOfMs)
  const endText = end < toMs ? endOfCopy(copy) : new Date(toMs).toISOString()
  return { copy: copy.copy, raw: { ...others, from, to: endText } }
}
