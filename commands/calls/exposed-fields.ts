import { setAt } from '../../src/api/request.ts'
import type { Json } from '../../src/lib/rows.ts'

const EXPOSED = 'contentSelector.exposedFields'

interface Part {
  /** The switch of the body that turns it on. */
  readonly at: string
  /** What of it a table shows. */
  readonly shown: string
}

/** What `--with` can ask for. */
export const EXPOSED_PARTS: { readonly [word: string]: Part } = {
  parties: { at: 'parties', shown: 'parties.name' },
  brief: { at: 'content.brief', shown: 'content.brief' },
  outline: { at: 'content.outline', shown: 'content.outline.section' },
  highlights: { at: 'content.highlights', shown: 'content.highlights.items.text' },
  'key-points': { at: 'content.keyPoints', shown: 'content.keyPoints.text' },
  outcome: { at: 'content.callOutcome', shown: 'content.callOutcome.name' },
  topics: { at: 'content.topics', shown: 'content.topics.name' },
  trackers: { at: 'content.trackers', shown: 'content.trackers.name' },
  'tracker-occurrences': { at: 'content.trackerOccurrences', shown: 'content.trackers.count' },
  structure: { at: 'content.structure', shown: 'content.structure.name' },
  'points-of-interest': { at: 'content.pointsOfInterest', shown: 'content.pointsOfInterest' },
  speakers: { at: 'interaction.speakers', shown: 'interaction.speakers.talkTime' },
  video: { at: 'interaction.video', shown: 'interaction.video.name' },
  stats: { at: 'interaction.personInteractionStats', shown: 'interaction.interactionStats' },
  questions: { at: 'interaction.questions', shown: 'interaction.questions' },
  comments: { at: 'collaboration.publicComments', shown: 'collaboration.publicComments.comment' },
  media: { at: 'media', shown: 'media' },
}

/** The default. */
export const DEFAULT_PARTS = ['parties', 'brief']

/** Turns on what the words of `--with` stand for. Occurrences come only together with their trackers (quirk 35). */
export function withExposedFields(body: Json, wanted: readonly string[]): Json {
  const all = wanted.includes('all') ? Object.keys(EXPOSED_PARTS) : wanted
  const together = all.includes('tracker-occurrences') ? [...all, 'trackers'] : all
  return together.reduce<Json>((made, word) => setAt(made, `${EXPOSED}.${EXPOSED_PARTS[word]?.at}`, true), body)
}

/** Whether a field belongs to the part that a word stands for. */
export function isOfPart(word: string, field: string): boolean {
  return [EXPOSED_PARTS[word]?.at, EXPOSED_PARTS[word]?.shown].some((path) => isWithin(path, field))
}

/** Whether a field lies at the path, below it or above it. */
function isWithin(path: string | undefined, field: string): boolean {
  return path !== undefined && (`${field}.`.startsWith(`${path}.`) || path.startsWith(`${field}.`))
}
