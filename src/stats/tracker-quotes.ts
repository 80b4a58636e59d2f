import { linkToSecond } from '../lib/call-link.ts'
import { type Json, type Row, rowsIn } from '../lib/rows.ts'
import type { DetailedCall } from './detailed-call.ts'
import type { People } from './people.ts'

/** One occurrence of a tracker. */
interface Occurrence {
  readonly phrase: Json
  /** Seconds from the start of the call. */
  readonly at: number
  readonly speakerId: Json
}

/** One row for each occurrence: who said it, the sentence, and a link to that second. @param transcript monologues of the call */
export function quoteRows(
  call: DetailedCall,
  transcript: readonly Row[],
  people: People,
  isWanted: (tracker: Row) => boolean,
): readonly Row[] {
  const speakers = new Map(call.parties.map((party) => [party.speakerId, party]))
  return call.trackers.filter(isWanted).flatMap((tracker) =>
    occurrencesOf(tracker).map(({ phrase, at, speakerId }) => {
      const speaker = speakerId === null ? undefined : speakers.get(speakerId)
      const said = sentenceAt(transcript, speakerId, at)
      return {
        trackerId: tracker.id ?? null,
        trackerName: tracker.name ?? null,
        phrase,
        callId: call.id,
        title: call.title,
        started: call.started,
        accountName: call.accounts[0]?.name ?? null,
        hostName: people.get(call.hostId ?? '')?.name ?? null,
        speakerUserId: speaker?.userId ?? null,
        speakerName: speaker?.name ?? speaker?.emailAddress ?? speaker?.phoneNumber ?? null,
        affiliation: speaker?.affiliation ?? null,
        at,
        sentence: said?.text ?? null,
        link: linkToSecond(call.url, at, said?.end),
      }
    }),
  )
}

/** By phrase where Gong tells them apart, in the order of the call. */
function occurrencesOf({ phrases, occurrences }: Row): readonly Occurrence[] {
  const byPhrase = rowsIn(phrases).flatMap(({ phrase = null, occurrences: inPhrase }) =>
    rowsIn(inPhrase).map((one) => occurrence(one, phrase)),
  )
  const all = byPhrase.length > 0 ? byPhrase : rowsIn(occurrences).map((one) => occurrence(one, null))
  return all.toSorted((a, b) => a.at - b.at)
}

function occurrence({ startTime, speakerId = null }: Row, phrase: Json): Occurrence {
  return { phrase, at: typeof startTime === 'number' ? startTime : 0, speakerId }
}

/** How far the seconds of a tracker and the milliseconds of a sentence may lie apart by rounding. */
const ROUNDING_MS = 10

/**
 * The sentence of a speaker that is said at a second: where two touch there, the later one, for a tracker begins with its
 * phrase. Sentences are in milliseconds (quirk 47).
 */
function sentenceAt(transcript: readonly Row[], speakerId: Json, at: number): Row | undefined {
  const atMs = at * 1000
  return transcript
    .filter(({ speakerId: who }) => speakerId === null || who === speakerId)
    .flatMap(({ sentences }) => rowsIn(sentences))
    .findLast(({ start, end }) => Number(start) <= atMs + ROUNDING_MS && atMs < Number(end) + ROUNDING_MS)
}
