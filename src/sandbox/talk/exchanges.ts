import { demo } from './demo.ts'
import { discovery } from './discovery.ts'
import { next } from './next.ts'
import { objections } from './objections.ts'
import { opening } from './opening.ts'
import { pricing } from './pricing.ts'
import { renewal } from './renewal.ts'
import { security } from './security.ts'
import { team } from './team.ts'

const texts = { opening, discovery, demo, pricing, objections, security, renewal, team, next } as const

export type Phase = keyof typeof texts

/** A sentence, cut where a word is filled in: plain text, `{slot}` or `{one|another}`. */
export type Sentence = readonly string[]

/** One turn of a dialogue. */
export interface ExchangeLine {
  readonly side: 'seller' | 'buyer'
  readonly sentences: readonly Sentence[]
}

/** A short dialogue, complete in itself. */
export type Exchange = readonly ExchangeLine[]

const parsed = new Map<Phase, readonly Exchange[]>()

/** Everything written for a phase of a call, read once. */
export function exchangesOf(phase: Phase): readonly Exchange[] {
  const exchanges = parsed.get(phase) ?? texts[phase].trim().split('\n\n').map(parseExchange)
  parsed.set(phase, exchanges)
  return exchanges
}

/** Reads one exchange: a line per turn, `R:` for the selling and `B:` for the buying side. */
export function parseExchange(text: string): Exchange {
  return text.split('\n').map((line) => ({
    side: line.startsWith('R') ? 'seller' : 'buyer',
    sentences: line
      .slice(3)
      .split(/(?<=[.?!]"?) (?=[A-Z{"])/)
      .map((sentence) => sentence.split(/[{}]/)),
  }))
}
