import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Call } from '../company/call.ts'
import { seconds } from './digest.ts'
import { RIVALS } from './facts.ts'
import type { Monologue } from './script.ts'

/** What the company listens for. */
export const TRACKERS = [
  { name: 'Competitors', type: 'KEYWORD', phrases: RIVALS },
  { name: 'Pricing', type: 'KEYWORD', phrases: ['budget', 'discount', 'price', 'quote'] },
  { name: 'Security', type: 'KEYWORD', phrases: ['SOC 2', 'penetration test', 'data residency', 'single sign-on'] },
  { name: 'Next steps', type: 'KEYWORD', phrases: ['next step', 'follow up', 'send you', 'send me'] },
  { name: 'Hesitation', type: 'SMART', phrases: ['afraid', 'not sure', 'worries me', 'to be frank'] },
] as const

interface Hit {
  /** The sentence in lower case. */
  readonly words: string
  readonly row: { readonly startTime: number; readonly speakerId: string | null }
}

/** The id of the tracker at a place in the list. */
export function trackerId(seed: number, place: number): string {
  return new Chance(seed, 'tracker', place).digits(18)
}

/** What the trackers heard. With `where`, each hit by time (seconds) and speaker; those who heard nothing are left out. */
export function trackers({ seed }: Call, said: readonly Monologue[], where: boolean): Row[] {
  const sentences = said.flatMap(({ speaker, sentences }) =>
    sentences.map(({ start, text }) => ({
      words: text.toLowerCase(),
      row: { startTime: seconds(start), speakerId: speaker.speakerId },
    })),
  )
  const occurrences = (hits: readonly Hit[]): readonly Row[] => (where ? hits.map(({ row }) => row) : [])
  return TRACKERS.flatMap(({ name, type, phrases }, place) => {
    const found = phrases.map((phrase) => ({
      phrase,
      hits: sentences.filter(({ words }) => words.includes(phrase.toLowerCase())),
    }))
    const hits = found.flatMap((one) => one.hits).sort((a, b) => a.row.startTime - b.row.startTime)
    if (hits.length === 0) return []
    return {
      id: trackerId(seed, place),
      name,
      count: hits.length,
      type,
      occurrences: occurrences(hits),
      phrases: found
        .filter((one) => one.hits.length > 0)
        .map((one) => ({ count: one.hits.length, occurrences: occurrences(one.hits), phrase: one.phrase })),
    }
  })
}
