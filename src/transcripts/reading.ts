import { type Json, type Row, rowsIn } from '../rows.ts'

/**
 * A transcript as a person reads it: one row a monologue, with the time it starts at and a speaker number in the order
 * of speaking; the call stands in the first row alone. Gong's speakerId says nothing to a reader and belongs to this one call (field notes).
 *
 * @param row one record of getCallTranscripts; times in it are milliseconds from the start of the call
 */
export function monologues(row: Row): readonly Row[] {
  const speakers: Json[] = []
  return rowsIn(row.transcript).map((monologue, index) => {
    const { speakerId = null } = monologue
    if (!speakers.includes(speakerId)) speakers.push(speakerId)
    const sentences = rowsIn(monologue.sentences)
    return {
      callId: index === 0 ? (row.callId ?? null) : null,
      at: Math.floor(Number(sentences[0]?.start ?? 0) / 1000),
      speaker: `Speaker ${speakers.indexOf(speakerId) + 1}`,
      text: sentences.map((sentence) => String(sentence.text ?? '')).join(' '),
    }
  })
}
