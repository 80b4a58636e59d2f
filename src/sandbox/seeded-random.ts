import { Failure } from '../lib/errors.ts'

/**
 * A seeded pseudo-random generator: equal keys give equal numbers. So a whole company needs no storage: everything about
 * call `i` is generated again whenever it is read.
 */
export class SeededRandom {
  #state: number

  /** @param key what the numbers are for, such as `(seed, 'start', index)` */
  constructor(...key: readonly (number | string)[]) {
    this.#state = hash(key)
  }

  /** A number from 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from `least` to `most`, both possible. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** True with a probability of `rate` (0 to 1). */
  bool(rate: number): boolean {
    return this.next() < rate
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(this.next() * list.length)]
    if (chosen === undefined) throw new Failure('bug', 'the sandbox has nothing to pick from')
    return chosen
  }

  /** The list in another order; the one handed in stays as it was. */
  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }

  /** A decimal numeral of `length` digits without a leading zero, as text because it may pass 2^53. */
  digits(length: number): string {
    let text = String(this.int(1, 8))
    while (text.length < length) text += this.int(0, 9)
    return text
  }
}

/** FNV-1a over the key, then murmur's finish, since neighbouring indexes must not give similar numbers. */
function hash(key: readonly (number | string)[]): number {
  let bits = 0x811c9dc5
  for (const part of key) {
    if (typeof part === 'number') bits = Math.imul(bits ^ part, 0x01000193) ^ (part / 4294967296)
    else for (let at = 0; at < part.length; at++) bits = Math.imul(bits ^ part.charCodeAt(at), 0x01000193)
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  }
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
