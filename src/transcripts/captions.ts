import type { Conversation } from './conversation.ts'

/** One line of subtitles. */
interface Cue {
  /** Milliseconds. */
  readonly start: number
  readonly end: number
  readonly name: string
  /** Whether the speaker changes here. */
  readonly first: boolean
  readonly text: string
}

/** The shortest time that a cue is shown, ms: one without any is not valid. */
const SHORTEST = 1

/** A sentence a cue, in the order of time; what holds no text shows nothing. */
function cues({ turns }: Conversation): Cue[] {
  const all = turns.flatMap(({ speaker: { name }, sentences }) =>
    sentences
      .filter(({ text }) => text !== '')
      .map(({ start, end, text }, at) => ({
        start,
        end: Math.max(end, start + SHORTEST),
        name,
        first: at === 0,
        text,
      })),
  )
  return all.sort((a, b) => a.start - b.start)
}

/** SubRip: the name where the speaker changes. It has no escapes, so the arrow of its timestamps is replaced in text. */
export function toSrt(call: Conversation): string {
  const blocks = cues(call).map(({ start, end, name, first, text }, index) => {
    const line = (first ? `${name}: ${text}` : text).replaceAll('-->', '→')
    return `${index + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${line}\n`
  })
  return blocks.join('\n')
}

/** WebVTT, with the speaker of every cue as its voice. */
export function toVtt(call: Conversation): string {
  const blocks = cues(call).map(({ start, end, name, text }) => {
    return `${clock(start, '.')} --> ${clock(end, '.')}\n<v ${escaped(name)}>${escaped(text)}\n`
  })
  return ['WEBVTT\n', ...blocks].join('\n')
}

/** `>` too: it ends a voice tag, and `-->` would be a timestamp line. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** `01:02:03,456` */
function clock(ms: number, point: ',' | '.'): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0')
  const hands = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(two).join(':')
  return `${hands}${point}${String(ms % 1000).padStart(3, '0')}`
}
