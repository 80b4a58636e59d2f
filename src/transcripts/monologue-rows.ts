import { type Row, rowsIn } from '../lib/rows.ts'
import { toMilliseconds } from './conversation.ts'
import { speakersOf } from './speakers.ts'

/**
 * A transcript as a person reads it: one row a monologue, with the time it starts at and a speaker number in the order
 * of speaking; the call stands in the first row alone. Gong's speakerId says nothing to a reader and belongs to this one
 * call (field note "What real answers look like"). A call without a transcript is a row that says so.
 *
 * @param row one record of getCallTranscripts; times in it are milliseconds from the start of the call
 */
export function monologueRows(row: Row): readonly Row[] {
  const { callId = null, transcript } = row
  const monologues = rowsIn(transcript)
  if (monologues.length === 0) return [{ callId, at: null, speaker: null, text: 'no transcript yet' }]
  const who = speakersOf(transcript, [])
  return monologues.map((monologue, index) => {
    const sentences = rowsIn(monologue.sentences)
    return {
      callId: index === 0 ? callId : null,
      at: Math.floor(toMilliseconds(sentences[0]?.start) / 1000),
      speaker: who(monologue.speakerId ?? null).name,
      text: sentences.map((sentence) => String(sentence.text ?? '')).join(' '),
    }
  })
}
