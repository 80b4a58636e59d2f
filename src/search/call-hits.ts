import { linkToSecond } from '../lib/call-link.ts'
import { type Json, type Row, rowsIn } from '../lib/rows.ts'
import { toMilliseconds } from '../transcripts/conversation.ts'
import { cleanText, objectAt, type Speaker, speakersOf } from '../transcripts/speakers.ts'
import { matchTurn, type SpokenSentence, type TurnMatch } from './match-turn.ts'
import type { SpokenQuery } from './spoken-query.ts'

/** The fields of a hit. `at` is seconds from the start of the call. */
export const HIT_FIELDS = [
  'score',
  'callId',
  'title',
  'started',
  'at',
  'speaker',
  'emailAddress',
  'affiliation',
  'userId',
  'text',
  'before',
  'after',
  'link',
]

/** What one speaker says without a break, and how it matched. */
interface MatchedTurn extends TurnMatch {
  readonly turn: SpokenTurn
}

export interface SpokenTurn {
  readonly speakerId: Json
  readonly topic: string
  /** Its sentences, and where the first stands among those of the call. */
  readonly sentences: readonly SpokenSentence[]
  readonly place: number
}

/** A transcript in which something was found, before anybody knows who speaks. */
export interface FoundCall {
  readonly callId: string
  readonly transcript: Row
  readonly turns: readonly MatchedTurn[]
  /** All of the call. */
  readonly sentences: readonly SpokenSentence[]
}

/** Looks a transcript through. @param transcript a record of getCallTranscripts */
export function searchTranscript(transcript: Row, query: SpokenQuery): FoundCall | undefined {
  const sentences: SpokenSentence[] = []
  const turns: MatchedTurn[] = []
  for (const { speakerId = null, topic, sentences: own } of rowsIn(transcript.transcript)) {
    const said = rowsIn(own).map(toSentence)
    const turn = { speakerId, topic: cleanText(topic), sentences: said, place: sentences.length }
    sentences.push(...said)
    const match = matchTurn(query, said)
    if (match !== undefined) turns.push({ ...match, turn })
  }
  return turns.length === 0 ? undefined : { callId: String(transcript.callId), transcript, turns, sentences }
}

function toSentence({ start, end, text }: Row): SpokenSentence {
  const startMs = toMilliseconds(start)
  return { start: startMs, end: Math.max(startMs, toMilliseconds(end)), text: cleanText(text) }
}

/** The hits in a call that pass, as rows. @param call its details; an empty record where Gong gave none */
export function hitRows(
  { callId, transcript, turns, sentences }: FoundCall,
  call: Row,
  passes: (turn: SpokenTurn, speaker: Speaker) => boolean,
): readonly Row[] {
  const { title = null, started = null, url } = objectAt(call, 'metaData')
  const who = speakersOf(transcript.transcript, rowsIn(call.parties))
  return turns.flatMap(({ turn, sentences: shown, score }) => {
    const speaker = who(turn.speakerId)
    if (!passes(turn, speaker)) return []
    const [first = 0, last = first] = [shown[0], shown.at(-1)]
    const at = Math.floor((turn.sentences[first]?.start ?? 0) / 1000)
    const { emailAddress = null, affiliation = null, userId = null } = speaker.party ?? {}
    const row: Row = {
      score,
      callId,
      title,
      started,
      at,
      speaker: speaker.name,
      emailAddress,
      affiliation,
      userId,
      text: excerpt(turn.sentences, shown),
      before: sentences[turn.place + first - 1]?.text ?? null,
      after: sentences[turn.place + last + 1]?.text ?? null,
      link: linkToSecond(url, at, turn.sentences[last]?.end),
    }
    return [row]
  })
}

/** The sentences that show it; dots where others stand between. */
function excerpt(sentences: readonly SpokenSentence[], shown: readonly number[]): string {
  return shown
    .map((index, at) => {
      const gap = at === 0 ? '' : index === (shown[at - 1] ?? 0) + 1 ? ' ' : ' … '
      return `${gap}${sentences[index]?.text ?? ''}`
    })
    .join('')
}
