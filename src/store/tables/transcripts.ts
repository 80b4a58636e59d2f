import { integer, json, required, type StoreTable, text } from './table.ts'

const transcripts = { operation: 'getCallTranscripts', record: 'callTranscripts[]' } as const
const callId = required(text('callId', 'the call'))
const rest = (of: string) => json(undefined, `fields of the ${of} that have no column here; null when there are none`)

/** What was said in a call. */
export const transcriptTables = {
  turns: {
    means: 'what one speaker says without a break',
    key: ['call_id', 'turn'],
    parent: 'calls',
    source: { ...transcripts, each: ['transcript[]'] },
    columns: {
      call_id: callId,
      turn: required(integer('transcript[#]', 'its place in the call, from 0')),
      speaker_id: text('./speakerId', 'who speaks: `speaker_id` of the parties of this call'),
      topic: text('./topic', 'mostly null; the outline has the sections'),
      start_ms: integer(undefined, 'when it begins, milliseconds from the start of the call'),
      end_ms: integer(undefined, 'when it ends'),
      sentences: required(integer(undefined, 'how many sentences it has')),
      text: required(text(undefined, 'its sentences, with a blank between two')),
      folded: required(text(undefined, 'its words in small letters without accents, for `gong search`')),
      raw: rest('monologue'),
    },
  },
  sentences: {
    means: 'a sentence of a transcript',
    key: ['call_id', 'turn', 'place'],
    parent: 'calls',
    source: { ...transcripts, each: ['transcript[].sentences[]'] },
    columns: {
      call_id: callId,
      turn: required(integer('transcript[#]', 'the turn that it belongs to')),
      place: required(integer('.[#]', 'its place in the turn, from 0')),
      speaker_id: text('../speakerId', 'who speaks'),
      start_ms: integer('./start', 'when it begins, milliseconds from the start of the call'),
      end_ms: integer('./end', 'when it ends'),
      text: text('./text', 'what was said'),
      raw: rest('sentence'),
    },
  },
} as const satisfies Readonly<Record<string, StoreTable>>
