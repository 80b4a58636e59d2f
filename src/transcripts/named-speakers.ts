import { type Json, type Row, rowsIn } from '../lib/rows.ts'
import { toMilliseconds } from './conversation.ts'
import { objectAt, type Speaker, speakersOf } from './speakers.ts'

/** Fields of a sentence with its speaker; `start` and `end` are milliseconds from the start of the call. */
export const SENTENCE_FIELDS = [
  'callId',
  'title',
  'started',
  'start',
  'end',
  'speakerId',
  'speaker',
  'emailAddress',
  'affiliation',
  'topic',
  'text',
]

const NOBODY: Row = Object.fromEntries(SENTENCE_FIELDS.map((name) => [name, null]))

/**
 * A transcript whose monologues say who speaks: name, e-mail address and side. A speaker that no party of the call stands for
 * is `Speaker 2` or unknown, never guessed.
 *
 * @param transcript one record of getCallTranscripts
 * @param call its details; an empty record where Gong gave none
 */
export function withSpeakers(transcript: Row, call: Row): Row {
  const { title = null, started = null } = objectAt(call, 'metaData')
  const who = speakersOf(transcript.transcript, rowsIn(call.parties))
  const isList = Array.isArray(transcript.transcript)
  const monologues = rowsIn(transcript.transcript).map(({ speakerId = null, ...rest }) => {
    return { speakerId, ...speakerFields(who(speakerId)), ...rest }
  })
  const { callId = null, transcript: came = null, ...rest } = transcript
  return { callId, title, started, ...rest, transcript: isList ? monologues : came }
}

function speakerFields({ name, party }: Speaker): Row {
  const { emailAddress = null, affiliation = null } = party ?? {}
  return { speaker: name, emailAddress, affiliation }
}

/** The sentences of a transcript with its speakers, a row each; one without text for a call that has no transcript yet. */
export function sentenceRows({ callId = null, title = null, started = null, transcript }: Row): readonly Row[] {
  const about = { callId, title, started }
  const rows = rowsIn(transcript).flatMap(({ sentences, ...monologue }) =>
    rowsIn(sentences).map((sentence) => sentenceRow(about, monologue, sentence)),
  )
  return rows.length > 0 ? rows : [{ ...NOBODY, ...about }]
}

function sentenceRow(about: Row, monologue: Row, { start, end, text = null }: Row): Row {
  const { speakerId = null, speaker = null, emailAddress = null, affiliation = null, topic = null } = monologue
  const startMs = toMilliseconds(start)
  const times = { start: startMs, end: Math.max(startMs, toMilliseconds(end)) }
  return { ...about, ...times, speakerId, speaker, emailAddress, affiliation, topic, text } satisfies {
    [name: string]: Json
  }
}
