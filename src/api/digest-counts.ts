/** A 64-bit digest of a text. In a list of a million texts, the chance that two collide is 1 in 30 million. */
export type Digest = readonly [high: number, low: number]

/** MurmurHash3 over UTF-16 code units, in two lanes. Not cryptographic. */
export function digestOf(text: string): Digest {
  let [high, low] = [0x9747b28c, 0x3c6ef372]
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    high = mix(high, unit, 0xcc9e2d51, 0x1b873593)
    low = mix(low, unit, 0x85ebca6b, 0xc2b2ae35)
  }
  return [finalize(high ^ text.length), finalize(low ^ text.length)]
}

function mix(hash: number, unit: number, one: number, other: number): number {
  const product = Math.imul(unit, one)
  const turned = Math.imul((product << 15) | (product >>> 17), other) ^ hash
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}

function finalize(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const mixed = Math.imul(half ^ (half >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A hash table from digest to count, with 12 bytes a slot: a million rows take 25 MB, where a Map takes 150. */
export class Counts {
  #size = 0
  #high = new Uint32Array(64)
  #low = new Uint32Array(64)
  /** One more than the count; 0 for a free slot. */
  #value = new Uint32Array(64)

  get([high, low]: Digest): number | undefined {
    const value = this.#value[this.#slot(high, low)] ?? 0
    return value === 0 ? undefined : value - 1
  }

  set([high, low]: Digest, value: number): void {
    const slot = this.#slot(high, low)
    if (this.#value[slot] === 0) this.#size += 1
    this.#put(slot, high, low, value + 1)
    if (this.#size > this.#value.length * 0.7) this.#grow()
  }

  copy(): Counts {
    const copy = new Counts()
    copy.#size = this.#size
    copy.#high = this.#high.slice()
    copy.#low = this.#low.slice()
    copy.#value = this.#value.slice()
    return copy
  }

  /** The slot of the digest, or the free one where it goes (linear probing). */
  #slot(high: number, low: number): number {
    const mask = this.#value.length - 1
    let slot = low & mask
    while (this.#value[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & mask
    return slot
  }

  #put(slot: number, high: number, low: number, value: number): void {
    this.#high[slot] = high
    this.#low[slot] = low
    this.#value[slot] = value
  }

  #grow(): void {
    const [high, low, value] = [this.#high, this.#low, this.#value]
    this.#high = new Uint32Array(high.length * 2)
    this.#low = new Uint32Array(low.length * 2)
    this.#value = new Uint32Array(value.length * 2)
    for (const [at, one] of value.entries())
      if (one !== 0) this.#put(this.#slot(high[at] ?? 0, low[at] ?? 0), high[at] ?? 0, low[at] ?? 0, one)
  }
}

/** Digests as text, 8 bytes each in base64. */
export function encodeDigests(digests: readonly Digest[]): string {
  return Buffer.from(Uint32Array.from(digests.flat()).buffer).toString('base64')
}

export function decodeDigests(text: string): Digest[] {
  const bytes = Buffer.from(text, 'base64')
  const pair = (at: number): Digest => [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)]
  return Array.from({ length: Math.floor(bytes.length / 8) }, (_, index) => pair(index * 8))
}
