import type { ReadClient } from '../../api/client.ts'
import { transcripts } from '../../catalogue/transcripts.ts'
import { Failure } from '../../lib/errors.ts'
import { formatZonedTime } from '../../lib/local-time.ts'
import { type Row, rowsIn } from '../../lib/rows.ts'
import { durationColumn, wrappedColumn } from '../../output/columns.ts'
import { toMilliseconds } from '../../transcripts/conversation.ts'
import { speakerIdOf } from '../../transcripts/speakers.ts'
import type { PersonCall } from '../person-call.ts'
import { hasDetails } from '../person-call.ts'
import type { SectionTable } from './tables.ts'

/** What the person said, by the id of the call; a call that is missing here has no transcript yet. */
export type SentencesByCall = ReadonlyMap<string, readonly Sentence[]>

interface Sentence {
  /** Whole seconds from the start of the call. */
  readonly at: number
  readonly text: string
}

/** What the person said, or why that is missing. */
export interface PersonSentences {
  readonly byCall?: SentencesByCall
  /** A sentence without its full stop. */
  readonly missingReason?: string
}

const { max: BATCH } = transcripts.get.params.call

/**
 * Fetches what the person said in these calls, a request for each 100 of them. Sentences of others are dropped here.
 *
 * @throws Failure for anything but a key that may not read transcripts
 */
export async function fetchSentences(gong: ReadClient, calls: readonly PersonCall[]): Promise<PersonSentences> {
  const withDetails = calls.filter(hasDetails)
  const byCall = new Map<string, readonly Sentence[]>()
  const speakers = new Map(withDetails.map((one) => [one.id, one.speakers]))
  try {
    for (let start = 0; start < withDetails.length; start += BATCH) {
      const call = withDetails.slice(start, start + BATCH).map(({ id }) => id)
      for await (const row of gong.rows(transcripts.get, { call })) {
        const id = String(row.callId)
        // An empty transcript is one that is not written yet.
        if (rowsIn(row.transcript).length > 0) byCall.set(id, spokenBy(speakers.get(id) ?? [], row))
      }
    }
    return { byCall }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'auth') throw error
    return { missingReason: `what the person said in calls is not in it: ${error.message}` }
  }
}

function spokenBy(speakers: readonly string[], { transcript }: Row): readonly Sentence[] {
  return rowsIn(transcript)
    .filter(({ speakerId }) => speakers.includes(speakerIdOf(speakerId) ?? ''))
    .flatMap(({ sentences }) => rowsIn(sentences))
    .filter(({ text }) => typeof text === 'string' && text.trim() !== '')
    .map(({ start, text }) => ({ at: Math.floor(toMilliseconds(start) / 1000), text: String(text) }))
}

/** A row for each sentence; a call without one has a row that says why. @param zone IANA name */
export function sentencesTable(calls: readonly PersonCall[], byCall: SentencesByCall, zone: string): SectionTable {
  const rows = calls.flatMap((call): readonly Row[] => {
    const { id, title = null, started = null } = call
    const sentences = byCall.get(id) ?? []
    const about = { callId: id, title, started }
    return sentences.length === 0
      ? [{ ...about, at: null, text: null, note: whyNone(call, byCall) }]
      : sentences.map((one) => ({ ...about, ...one, note: null }))
  })
  return {
    columns: [
      { heading: 'Call', column: wrappedColumn('title'), width: '22%' },
      {
        heading: 'Started',
        column: { path: 'started', show: (time) => formatZonedTime(zone, String(time)) ?? '' },
        width: '11em',
      },
      { heading: 'At', column: durationColumn('at'), width: '4.75em' },
      { heading: 'Sentence', column: wrappedColumn('text'), fallback: 'note' },
    ],
    rows,
    count: rows.filter(({ text }) => text !== null).length,
  }
}

function whyNone(call: PersonCall, byCall: SentencesByCall): string {
  if (!hasDetails(call)) return 'Gong tells no more of this call than its id'
  if (!byCall.has(call.id)) return 'no transcript yet'
  return call.speakers.length === 0
    ? 'Gong does not tell which sentences are of this person'
    : 'no sentence of this person'
}
