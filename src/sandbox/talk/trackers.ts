import type { Row } from '../../lib/rows.ts'
import type { SandboxCall } from '../company/call.ts'
import { SeededRandom } from '../seeded-random.ts'
import { toSeconds } from './call-content.ts'
import { COMPETITORS } from './facts.ts'
import type { Monologue } from './script.ts'

/** The trackers of the company. */
export const TRACKERS = [
  { name: 'Competitors', type: 'KEYWORD', phrases: COMPETITORS },
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

/** The id of the tracker at an index in the list. */
export function trackerId(seed: number, index: number): string {
  return new SeededRandom(seed, 'tracker', index).digits(18)
}

/** The trackers with hits. With `where`, each hit by time (seconds) and speaker. */
export function trackerRows({ seed }: SandboxCall, monologues: readonly Monologue[], where: boolean): Row[] {
  const sentences = monologues.flatMap(({ speaker, sentences }) =>
    sentences.map(({ start, text }) => ({
      words: text.toLowerCase(),
      row: { startTime: toSeconds(start), speakerId: speaker.speakerId },
    })),
  )
  const occurrences = (hits: readonly Hit[]): readonly Row[] => (where ? hits.map(({ row }) => row) : [])
  const all = sentences.map(({ words }) => words).join('\n')
  const hitsOf = (phrase: string) =>
    all.includes(phrase) ? sentences.filter(({ words }) => words.includes(phrase)) : []
  return TRACKERS.flatMap(({ name, type, phrases }, index) => {
    const found = phrases.map((phrase) => ({ phrase, hits: hitsOf(phrase.toLowerCase()) }))
    const hits = found.flatMap((one) => one.hits).sort((a, b) => a.row.startTime - b.row.startTime)
    if (hits.length === 0) return []
    return {
      id: trackerId(seed, index),
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
