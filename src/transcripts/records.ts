import { type Row, rowsIn } from '../lib/rows.ts'
import { csvPrinter } from '../output/csv/csv.ts'
import type { Conversation } from './conversation.ts'
import { SENTENCE_FIELDS } from './named-speakers.ts'
import { objectAt, speakersOf } from './speakers.ts'

/** Every sentence as a row. @param guard whether a spreadsheet is kept from running what stands in it */
export function toCsv({ callId, call, turns }: Conversation, guard: boolean): string {
  const { title = null, started = null } = objectAt(call, 'metaData')
  const rows = turns.flatMap(({ speakerId, speaker: { name, party }, sentences }) =>
    sentences.map(({ start, end, topic, text }): Row => {
      const { emailAddress = null, affiliation = null } = party ?? {}
      const about = { callId, title, started, start, end, speakerId, speaker: name }
      return { ...about, emailAddress, affiliation, topic, text }
    }),
  )
  const look = {
    single: false,
    columns: [],
    fields: SENTENCE_FIELDS,
    width: 80,
    colour: false,
    zone: 'UTC',
    pretty: false,
  }
  const print = csvPrinter({ ...look, guard })
  return `${print.page({ rows })}${print.end()}`
}

/** The record of getCallTranscripts as it came, with the call, its parties and the name of every speaker. */
export function toJson({ transcript, call, parties }: Conversation): string {
  const who = speakersOf(transcript.transcript, parties)
  const monologues = rowsIn(transcript.transcript).map(({ speakerId = null, ...rest }) => {
    return { speakerId, speaker: who(speakerId).name, ...rest }
  })
  const { metaData = null, content } = call
  const { callId = null } = transcript
  const joined = { callId, metaData, parties, ...(content !== undefined && { content }), transcript: monologues }
  return `${JSON.stringify(joined, null, 2)}\n`
}
