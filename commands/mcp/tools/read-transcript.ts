import { linkToSecond } from '../../../src/lib/call-link.ts'
import { foldText } from '../../../src/lib/fold-text.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { counted } from '../../../src/lib/spelling.ts'
import { formatDuration } from '../../../src/output/columns.ts'
import { toConversation } from '../../../src/transcripts/conversation.ts'
import { fetchDetails } from '../../../src/transcripts/fetch-details.ts'
import { sideOf } from '../../../src/transcripts/speakers.ts'
import { getTranscripts } from '../../transcripts/get.ts'
import { coverageText } from './coverage.ts'
import { ask, type Question } from './question.ts'
import { FRESH, inputOf, numberOf, type QuestionTool, textField, textsOf } from './question-tool.ts'
import { toCallId } from './read-call.ts'

const MAX_BYTES = 48_000

const seconds = (description: string) => ({ type: 'number', minimum: 0, description }) as const

export const readTranscript: QuestionTool = {
  name: 'read_transcript',
  title: 'Read a transcript',
  description:
    'What was said in one call, turn by turn: seconds, speaker, side, text; where narrowed by speaker or seconds, also at and link to that second. The whole call unless narrowed.',
  input: inputOf(
    {
      call: textField('callId, or the link of the call'),
      speaker: textField('only who has these words in the name'),
      fromSeconds: seconds('only turns that begin at or after this second'),
      toSeconds: seconds('only turns that begin before this second'),
      ...FRESH,
    },
    ['call'],
  ),
  async answer(input, question) {
    const call = toCallId(String(input.call))
    const { title, url, turns } = await turnsOf(call, question)
    const { speaker } = textsOf(input, ['speaker'])
    const [from, to] = [numberOf(input, 'fromSeconds', 0), numberOf(input, 'toSeconds', Number.POSITIVE_INFINITY)]
    const shown = turns.filter(
      (turn) =>
        Number(turn.seconds) >= from &&
        Number(turn.seconds) < to &&
        (speaker === undefined || foldText(String(turn.speaker)).includes(foldText(speaker))),
    )
    const speakers = [...new Set(turns.map((turn) => String(turn.speaker)))]
    const none = shown.length === 0 ? `; speakers are ${speakers.join(', ')}` : ''
    const isWhole = speaker === undefined && from === 0 && to === Number.POSITIVE_INFINITY
    return {
      content: isWhole ? shown.map(compact) : shown,
      // A call of an hour has some 50 kB of words.
      maxBytes: MAX_BYTES,
      sources: [{ ...(title !== '' && { title }), ...(url !== '' && { link: url }) }],
      coverage: `${shown.length} of ${counted(turns.length, 'turn')} of the call${none}; ${await coverageText(question, { read: 0, unanalysed: 0 })}`,
    }
  },
}

/** Of a whole call, links would take more than the words. */
function compact({ at: _, link: __, ...turn }: Row): Row {
  return turn
}

/** A transcript with its title, its link, and a row for each turn. @throws Failure `not-found` without one */
export async function turnsOf(call: string, question: Question) {
  const { rows } = await ask(getTranscripts, { call: [call] }, question.job)
  const details = await fetchDetails([call], question.job.read)
  const conversation = toConversation(rows[0] ?? {}, details.get(call) ?? {}, 'UTC')
  const { title, url } = conversation
  const turns = conversation.turns.map((turn): Row => {
    const [first, last] = [turn.sentences[0], turn.sentences.at(-1)]
    const at = Math.floor((first?.start ?? 0) / 1000)
    return {
      at: formatDuration(at),
      seconds: at,
      speaker: turn.speaker.name,
      side: sideOf(turn.speaker) ?? null,
      text: turn.sentences.map((sentence) => sentence.text).join(' '),
      link: linkToSecond(url, at, last?.end),
    }
  })
  return { title, url, turns, conversation }
}
