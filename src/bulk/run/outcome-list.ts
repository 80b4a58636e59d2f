import { defined } from '../../lib/defined.ts'
import type { Outcome } from '../outcome.ts'

/** The outcomes of lines by their indexes. */
export interface OutcomeList {
  at(index: number): Outcome | undefined
  set(index: number, outcome: Outcome): void
  /** Keeps of an outcome whose row is out what is still asked of it: those of a large table would fill the memory. */
  shorten(index: number, outcome: Outcome): void
}

/** @param count of the lines */
export function outcomeList(count: number): OutcomeList {
  const whole = new Map<number, Outcome>()
  /** One of all short ones that are alike, whose place in the list stands for each line; 0 is none. */
  const known: (Outcome | undefined)[] = [undefined]
  const places = new Map<string, number>()
  const short = new Uint32Array(count)
  return {
    at: (index) => whole.get(index) ?? known[short[index] ?? 0],
    set: (index, outcome) => void whole.set(index, outcome),
    shorten(index, { outcome, failed, open }) {
      const key = `${failed} ${open} ${outcome}`
      const place = places.get(key) ?? known.push({ outcome, ...defined({ failed, open }) }) - 1
      places.set(key, place)
      short[index] = place
      whole.delete(index)
    },
  }
}
