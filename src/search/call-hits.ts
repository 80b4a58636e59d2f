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

/** A call in the transcript of which something was found, before anybody knows who speaks. */
export interface FoundCall {
  readonly callId: string
  /** In the order of speaking, each as often as it may be. */
  readonly speakerIds: readonly Json[]
  readonly turns: readonly MatchedTurn[]
  /** Of the call, with those around each turn. */
  readonly sentences: readonly SpokenSentence[]
}

/** Looks a transcript through. @param transcript a record of getCallTranscripts @returns with it, what was found */
export function searchTranscript(
  transcript: Row,
  query: SpokenQuery,
): (FoundCall & { readonly transcript: Row }) | undefined {
  const sentences: SpokenSentence[] = []
  const turns: SpokenTurn[] = []
  const monologues = rowsIn(transcript.transcript)
  for (const { speakerId = null, topic, sentences: own } of monologues) {
    const said = rowsIn(own).map(toSentence)
    turns.push({ speakerId, topic: cleanText(topic), sentences: said, place: sentences.length })
    sentences.push(...said)
  }
  const speakerIds = monologues.map(({ speakerId = null }) => speakerId)
  const found = searchTurns({ callId: String(transcript.callId), speakerIds, turns, sentences }, query)
  return found === undefined ? undefined : { ...found, transcript }
}

/** Looks some turns of a call through. */
export function searchTurns(
  call: Omit<FoundCall, 'turns'> & { readonly turns: readonly SpokenTurn[] },
  query: SpokenQuery,
): FoundCall | undefined {
  const turns = call.turns.flatMap((turn) => {
    const match = matchTurn(query, turn.sentences)
    return match === undefined ? [] : [{ ...match, turn }]
  })
  return turns.length === 0 ? undefined : { ...call, turns }
}

/** @param sentence as getCallTranscripts has it */
export function toSentence({ start, end, text }: Row): SpokenSentence {
  const startMs = toMilliseconds(start)
  return { start: startMs, end: Math.max(startMs, toMilliseconds(end)), text: cleanText(text) }
}

/** The hits in a call that pass, as rows. @param call its details; an empty record where Gong gave none */
export function hitRows(
  { callId, speakerIds, turns, sentences }: FoundCall,
  call: Row,
  passes: (turn: SpokenTurn, speaker: Speaker) => boolean,
): readonly Row[] {
  const { title = null, started = null, url } = objectAt(call, 'metaData')
  const who = speakersOf(
    speakerIds.map((speakerId) => ({ speakerId })),
    rowsIn(call.parties),
  )
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
