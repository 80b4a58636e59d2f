import { formatZonedTime } from '../lib/local-time.ts'
import { type Json, type Row, rowsIn } from '../lib/rows.ts'
import { formatDuration } from '../output/columns.ts'
import { cleanText, objectAt, type Speaker, speakerIdOf, speakersOf } from './speakers.ts'

/** A call joined with its transcript: the source of every format. */
export interface Conversation {
  readonly callId: string
  /** Empty where Gong gives none. */
  readonly title: string
  /** In the zone asked for, to the minute, with the zone; empty where unknown. */
  readonly started: string
  /** As a clock shows it; empty where unknown. */
  readonly duration: string
  readonly url: string
  readonly parties: readonly Row[]
  readonly sections: readonly Section[]
  readonly turns: readonly Turn[]
  /** Both records as they came. */
  readonly transcript: Row
  readonly call: Row
}

/** What a document calls it. */
export function titleOf({ title }: Conversation): string {
  return title || 'Untitled call'
}

/** What stands below the title of a document: labels and texts, without those that are not known. */
export function callFacts({ callId, started, duration, url }: Conversation): readonly (readonly [string, string])[] {
  const facts = [
    ['Date', started],
    ['Duration', duration],
    ['Call', callId],
    ['Link', url],
  ] as const
  return facts.filter(([, text]) => text !== '')
}

/** A turn: the consecutive monologues of one speaker. */
export interface Turn {
  readonly speakerId: Json
  readonly speaker: Speaker
  readonly sentences: readonly Sentence[]
}

interface Sentence {
  /** Milliseconds from the start of the call; the end is never before the start. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly topic: Json
}

interface Section {
  readonly name: string
  /** Seconds. */
  readonly start: number
  readonly items: readonly string[]
}

/**
 * Joins a transcript with its call.
 *
 * @param transcript one record of getCallTranscripts
 * @param call the record of listCallsExtensive with parties and outline; an empty one where Gong gave none
 * @param zone IANA name
 */
export function toConversation(transcript: Row, call: Row, zone: string): Conversation {
  const { title, started, duration, url } = objectAt(call, 'metaData')
  const parties = rowsIn(call.parties)
  return {
    callId: String(transcript.callId ?? ''),
    title: cleanText(title),
    started: formatZonedTime(zone, cleanText(started)) ?? '',
    duration: durationText(duration),
    url: cleanText(url),
    parties,
    sections: sectionsOf(objectAt(call, 'content')),
    turns: turnsOf(transcript, parties),
    transcript,
    call,
  }
}

/** Seconds as `1:02:03`; empty where Gong gives none. */
function durationText(seconds: Json | undefined): string {
  const hasSeconds = typeof seconds === 'number' || (typeof seconds === 'string' && seconds.trim() !== '')
  return hasSeconds && Number.isFinite(Number(seconds)) ? formatDuration(Math.round(Number(seconds))) : ''
}

/**
 * The outline is the real sectioning; topics of sentences are mostly null (field note "What real answers look like").
 */
function sectionsOf({ outline }: Row): Section[] {
  return rowsIn(outline).map(({ section, startTime, items }) => ({
    name: cleanText(section),
    start: Math.floor(Number(startTime ?? 0)),
    items: rowsIn(items).map((item) => cleanText(item.text)),
  }))
}

function turnsOf({ transcript }: Row, parties: readonly Row[]): Turn[] {
  const who = speakersOf(transcript, parties)
  const turns: { speakerId: Json; speaker: Speaker; sentences: Sentence[] }[] = []
  for (const { speakerId = null, topic = null, sentences } of rowsIn(transcript)) {
    const own = rowsIn(sentences).map((sentence) => sentenceOf(sentence, topic))
    const last = turns.at(-1)
    // Two monologues without a speaker may be of two people.
    const id = speakerIdOf(speakerId)
    if (id !== undefined && speakerIdOf(last?.speakerId) === id) last?.sentences.push(...own)
    else turns.push({ speakerId, speaker: who(speakerId), sentences: own })
  }
  return turns.filter(({ sentences }) => sentences.length > 0)
}

function sentenceOf(sentence: Row, topic: Json): Sentence {
  const start = toMilliseconds(sentence.start)
  return { start, end: Math.max(start, toMilliseconds(sentence.end)), text: cleanText(sentence.text), topic }
}

/** Whole milliseconds from the start of the call; 0 for what is no such number. */
export function toMilliseconds(value: Json | undefined): number {
  const number = Math.floor(Number(value ?? 0))
  return Number.isSafeInteger(number) && number > 0 ? number : 0
}

/** The start of a turn as a clock shows it, and its text as one paragraph. */
export function toParagraph({ sentences }: Turn): { readonly at: string; readonly text: string } {
  const spoken = sentences.filter((sentence) => sentence.text !== '')
  const at = formatDuration(Math.floor((spoken[0]?.start ?? 0) / 1000))
  return { at, text: spoken.map((sentence) => sentence.text).join(' ') }
}
