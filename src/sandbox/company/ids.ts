import { SeededRandom } from '../seeded-random.ts'

/** The ids of each length fill the numbers of that length, and stay below the largest signed int64. */
const RANGES = [
  { length: 17, least: 10n ** 16n, span: 9n * 10n ** 16n },
  { length: 18, least: 10n ** 17n, span: 9n * 10n ** 17n },
  { length: 19, least: 10n ** 18n, span: 8n * 10n ** 18n },
] as const

/** A prime other than 2, 3 and 5, the only factors of a span, so that the ids of two indexes differ. */
const STEP = 1_181_783_497_276_652_981n

/** Ids that look random and can be read backwards, so that a lookup needs no table. */
export interface IdSeries {
  /** A numeral of 17 to 19 digits, as text. */
  of(index: number): string
  /** The index of this id, whether or not there is a record; `undefined` when it cannot be an id of the series. */
  indexOf(id: string): number | undefined
}

/** The ids of one kind of record; `kind` and `seed` together choose the series. */
export function idSeries(seed: number, kind: string): IdSeries {
  const offset = BigInt(new SeededRandom(seed, 'ids', kind).digits(15))
  function of(index: number): string {
    const { least, span } = range(index)
    return String(least + ((BigInt(index) * STEP + offset) % span))
  }

  function indexOf(id: string): number | undefined {
    const range = RANGES.find(({ length }) => /^\d+$/.test(id) && length === id.length)
    if (!range) return undefined
    const { least, span } = range
    const index = Number(((((BigInt(id) - least - offset) % span) + span) * inverse(STEP, span)) % span)
    return Number.isSafeInteger(index) && of(index) === id ? index : undefined
  }

  return { of, indexOf }
}

/** A fifth of the ids has 17 digits, a fifth 18, the rest 19. */
function range(index: number): (typeof RANGES)[number] {
  return index % 5 === 0 ? RANGES[0] : index % 5 === 1 ? RANGES[1] : RANGES[2]
}

/** The number that undoes a multiplication by `value` modulo `modulus` (Euclid). */
function inverse(value: bigint, modulus: bigint): bigint {
  let [left, right, x, y] = [value % modulus, modulus, 1n, 0n]
  while (right !== 0n) [left, right, x, y] = [right, left % right, y, x - (left / right) * y]
  return ((x % modulus) + modulus) % modulus
}
