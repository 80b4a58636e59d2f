import type { SandboxCall } from '../company/call.ts'
import type { CallKind } from '../company/call-kind.ts'
import type { CallParty } from '../company/parties.ts'
import { rememberFor } from '../remember.ts'
import { SeededRandom } from '../seeded-random.ts'
import { type ExchangeLine, exchangesOf, type Phase } from './exchanges.ts'
import { factsOf, fillSentence } from './facts.ts'
import { fillerExchanges } from './filler.ts'

/**
 * What a call is about, and the share of its time that each phase takes, in order. A phase takes no more than was
 * written for it; the demo has no share of its own but all that is left.
 */
const PLANS: { readonly [kind in CallKind]: readonly (readonly [Phase, number])[] } = {
  discovery: [
    ['opening', 0.1],
    ['discovery', 0.45],
    ['demo', 0],
    ['security', 0.05],
    ['objections', 0.15],
    ['next', 0.13],
  ],
  demo: [
    ['opening', 0.08],
    ['discovery', 0.12],
    ['demo', 0],
    ['pricing', 0.08],
    ['objections', 0.13],
    ['next', 0.12],
  ],
  pricing: [
    ['opening', 0.07],
    ['discovery', 0.08],
    ['pricing', 0.45],
    ['demo', 0],
    ['security', 0.07],
    ['objections', 0.15],
    ['next', 0.1],
  ],
  security: [
    ['opening', 0.07],
    ['discovery', 0.08],
    ['security', 0.45],
    ['demo', 0],
    ['objections', 0.15],
    ['next', 0.13],
  ],
  renewal: [
    ['opening', 0.08],
    ['renewal', 0.45],
    ['demo', 0],
    ['pricing', 0.12],
    ['objections', 0.08],
    ['next', 0.12],
  ],
  team: [
    ['team', 0.85],
    ['demo', 0],
  ],
}

interface Spoken {
  /** Milliseconds from the start of the call. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What one person said in one go. */
export interface Monologue {
  readonly speaker: CallParty
  readonly phase: Phase
  readonly sentences: Spoken[]
}

/** A monologue before its sentences have times. */
interface Turn {
  readonly speaker: CallParty
  readonly phase: Phase
  readonly texts: string[]
}

/** Seconds that one sentence takes, with the pause after it. */
const SECONDS_PER_SENTENCE = 9

/** How many sentences the transcript of a call has: 20 to 400, by its length. */
export function sentenceCount({ duration }: SandboxCall): number {
  return Math.min(400, Math.max(20, Math.round(duration / SECONDS_PER_SENTENCE)))
}

/**
 * The whole talk: sentences in order, none outside the call, each longer than 0 ms. In 1 of 10 longer turns the
 * speaker goes on in a second monologue (field note "What real answers look like").
 */
export const script = rememberFor((call: SandboxCall, present: readonly CallParty[]): readonly Monologue[] => {
  const random = new SeededRandom(call.seed, 'script', call.index)
  const count = sentenceCount(call)
  const facts = new Map<string, string>(Object.entries(factsOf(call)))
  const sides = speakersOf(present)
  const turns = phasesOf(call.kind, count - 2).flatMap(([phase, quota]) =>
    phaseTurns(random, facts, sides, phase, quota),
  )
  return withTimes(
    [...turns, ...farewell(random, sides)].flatMap((turn) => splitTurn(random, turn)),
    random,
    call,
    count,
  )
})

/** How many sentences each phase gets. */
function phasesOf(kind: CallKind, count: number): [Phase, number][] {
  const quotas = PLANS[kind].map(([phase, share]): [Phase, number] => {
    return [phase, Math.min(Math.round(share * count), writtenSentences(phase))]
  })
  const left = count - quotas.reduce((sum, [, quota]) => sum + quota, 0)
  return quotas.map(([phase, quota]) => [phase, phase === 'demo' ? left : quota])
}

const sentenceCounts = new Map<Phase, number>()

/** The number of sentences that were written for a phase. */
function writtenSentences(phase: Phase): number {
  const lines = () => exchangesOf(phase).flat()
  const count = sentenceCounts.get(phase) ?? lines().reduce((sum, { sentences }) => sum + sentences.length, 0)
  sentenceCounts.set(phase, count)
  return count
}

/** Who speaks for either side. */
type Sides = Readonly<Record<'sellers' | 'buyers', readonly CallParty[]>>

function speakersOf(present: readonly CallParty[]): Sides {
  const speaking = present.filter(({ speakerId }) => speakerId !== null)
  return {
    sellers: speaking.filter(({ side }) => side === 'seller'),
    buyers: speaking.filter(({ side }) => side === 'buyer'),
  }
}

/**
 * One phase, from exchanges that are used once each, and walks through the product when those run out.
 *
 * @param facts the facts of the call; the names of those who speak are set in it
 */
function phaseTurns(
  random: SeededRandom,
  facts: Map<string, string>,
  sides: Sides,
  phase: Phase,
  quota: number,
): Turn[] {
  const unused = random.shuffled(exchangesOf(phase))
  const walks = fillerExchanges(random)
  const turns: Turn[] = []
  for (let left = quota; left > 0; ) {
    const pair = pickSpeakers(random, sides)
    facts.set('rep', pair.seller.first).set('buyer', pair.buyer.first)
    for (const line of unused.pop() ?? walks()) {
      const texts = line.sentences.slice(0, left).map((sentence) => fillSentence(sentence, facts, random))
      if (texts.length > 0) turns.push({ speaker: pair[line.side], phase, texts })
      left -= texts.length
    }
  }
  return turns
}

/** Who speaks for either side in this exchange. Among colleagues the two sides are two of them. */
function pickSpeakers(random: SeededRandom, { sellers, buyers }: Sides): Record<ExchangeLine['side'], CallParty> {
  const seller = random.pick(sellers)
  return { seller, buyer: random.pick(buyers.length > 0 ? buyers : sellers.filter((other) => other !== seller)) }
}

function farewell(random: SeededRandom, sides: Sides): Turn[] {
  const { seller, buyer } = pickSpeakers(random, sides)
  return [
    {
      speaker: seller,
      phase: 'next',
      texts: [random.pick(['Thanks for your time today.', 'Then I wish you all a good day.'])],
    },
    {
      speaker: buyer,
      phase: 'next',
      texts: [random.pick(['Thank you, talk soon.', 'Thanks, bye for now.', 'Likewise, goodbye.'])],
    },
  ]
}

function splitTurn(random: SeededRandom, turn: Turn): Turn[] {
  if (turn.texts.length < 2 || !random.bool(0.1)) return [turn]
  return [
    { ...turn, texts: turn.texts.slice(0, 1) },
    { ...turn, texts: turn.texts.slice(1) },
  ]
}

/** Gives every sentence its share of the call, and a pause after it. */
function withTimes(
  turns: readonly Turn[],
  random: SeededRandom,
  { duration }: SandboxCall,
  count: number,
): Monologue[] {
  const slot = (duration * 1000) / count
  let spoken = 0
  const at = (text: string): Spoken => {
    const start = Math.floor((spoken++ + random.next() * 0.25) * slot)
    return { start, end: start + Math.floor(Math.min(slot * 0.7, 600 + text.length * 62)), text }
  }
  return turns.map(({ speaker, phase, texts }) => ({ speaker, phase, sentences: texts.map(at) }))
}
