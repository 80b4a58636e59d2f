import { createHmac } from 'node:crypto'

/** Numbers for people and companies: the same one always has the same number, and the number says nothing of them. */
export interface Pseudonyms {
  /** @param key of the person, such as an e-mail address in lower case */
  numberOf(kind: 'customer' | 'company', key: string): number
  /** What has to be kept so that a later run gives the same numbers; no name is in it. */
  toJson(): string
}

/** @param kept of an earlier run @param random bytes of a new key */
export function pseudonyms(kept: string | undefined, random: () => Uint8Array): Pseudonyms {
  const { secret, numbers } = read(kept) ?? { secret: Buffer.from(random()).toString('hex'), numbers: new Map() }
  return {
    numberOf(kind, key) {
      const name = `${kind}:${createHmac('sha256', secret).update(`${kind}\n${key}`).digest('hex').slice(0, 32)}`
      const known = numbers.get(name)
      if (known !== undefined) return known
      const next = 1 + [...numbers.keys()].filter((other) => other.startsWith(kind)).length
      numbers.set(name, next)
      return next
    },
    toJson: () => `${JSON.stringify({ secret, numbers: Object.fromEntries(numbers) })}\n`,
  }
}

function read(
  kept: string | undefined,
): { readonly secret: string; readonly numbers: Map<string, number> } | undefined {
  if (kept === undefined) return undefined
  const value: unknown = JSON.parse(kept)
  if (typeof value !== 'object' || value === null || !('secret' in value) || !('numbers' in value)) return undefined
  const { secret, numbers } = value
  if (typeof secret !== 'string' || typeof numbers !== 'object' || numbers === null) return undefined
  return { secret, numbers: new Map(Object.entries(numbers).map(([name, number]) => [name, Number(number)])) }
}
