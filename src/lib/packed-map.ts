import type { Json } from './rows.ts'

/** The head of an entry: its hash, then how many bytes its key and its value have. */
const [KEY_AT, VALUE_AT, HEAD_BYTES] = [4, 8, 12]

/** Entries lie in blocks of so many bytes: a buffer that grows would be there twice while it does. One that is larger has its own. */
const BLOCK_BYTES = 1_048_576

/** A map that keeps its entries outside of the heap, in a fraction of the space: one of 100,000 texts would fill the memory. */
export class PackedMap<V extends Json> {
  /** A value for which there was no room in the place of the one before leaves a gap. */
  readonly #blocks: Buffer[] = []
  /** Bytes that are taken of the last block. */
  #used = BLOCK_BYTES
  #size = 0
  /** Open addressing: where an entry starts, plus one; 0 is free. */
  #slots = new Uint32Array(256)

  get size(): number {
    return this.#size
  }

  get(key: string): V | undefined {
    const keyBytes = Buffer.from(key)
    const place = this.#slots[this.#slotOf(keyBytes, hashOf(keyBytes))] ?? 0
    if (place === 0) return undefined
    const [bytes, start] = this.#entry(place)
    const from = start + HEAD_BYTES + keyBytes.length
    return JSON.parse(bytes.toString('utf8', from, from + bytes.readUInt32LE(start + VALUE_AT)))
  }

  set(key: string, value: V): void {
    const [keyBytes, valueBytes] = [Buffer.from(key), Buffer.from(JSON.stringify(value))]
    const hash = hashOf(keyBytes)
    const slot = this.#slotOf(keyBytes, hash)
    const place = this.#slots[slot] ?? 0
    if (place !== 0 && this.#replace(place, keyBytes.length, valueBytes)) return
    this.#slots[slot] = this.#append(hash, keyBytes, valueBytes)
    if (place !== 0) return
    this.#size += 1
    if (this.#size * 2 > this.#slots.length) this.#growSlots()
  }

  *entries(): Iterable<readonly [key: string, value: V]> {
    for (const place of this.#slots) {
      if (place === 0) continue
      const [bytes, start] = this.#entry(place)
      const middle = start + HEAD_BYTES + bytes.readUInt32LE(start + KEY_AT)
      const value: V = JSON.parse(bytes.toString('utf8', middle, middle + bytes.readUInt32LE(start + VALUE_AT)))
      yield [bytes.toString('utf8', start + HEAD_BYTES, middle), value]
    }
  }

  /** The slot of a key, or the free one where it belongs. */
  #slotOf(key: Buffer, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const place = this.#slots[slot] ?? 0
      if (place === 0 || this.#isAt(place, key, hash)) return slot
      slot = (slot + 1) & mask
    }
  }

  #isAt(place: number, key: Buffer, hash: number): boolean {
    const [bytes, start] = this.#entry(place)
    if (bytes.readUInt32LE(start) !== hash || bytes.readUInt32LE(start + KEY_AT) !== key.length) return false
    const from = start + HEAD_BYTES
    return bytes.compare(key, 0, key.length, from, from + key.length) === 0
  }

  /** The block of an entry, and where it starts there. */
  #entry(place: number): readonly [block: Buffer, start: number] {
    const at = place - 1
    const block = this.#blocks[Math.floor(at / BLOCK_BYTES)]
    if (block === undefined) throw new Error(`there is no block for ${place}`)
    return [block, at % BLOCK_BYTES]
  }

  /** Puts a value where the one before it is. @returns whether there is room for it */
  #replace(place: number, keyBytes: number, value: Buffer): boolean {
    const [bytes, start] = this.#entry(place)
    if (value.length > bytes.readUInt32LE(start + VALUE_AT)) return false
    bytes.writeUInt32LE(value.length, start + VALUE_AT)
    value.copy(bytes, start + HEAD_BYTES + keyBytes)
    return true
  }

  /** @returns its place */
  #append(hash: number, key: Buffer, value: Buffer): number {
    const size = HEAD_BYTES + key.length + value.length
    if (this.#used + size > BLOCK_BYTES) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(size, BLOCK_BYTES)))
      this.#used = 0
    }
    const start = this.#used
    this.#used += size
    const place = (this.#blocks.length - 1) * BLOCK_BYTES + start + 1
    const [bytes] = this.#entry(place)
    bytes.writeUInt32LE(hash, start)
    bytes.writeUInt32LE(key.length, start + KEY_AT)
    bytes.writeUInt32LE(value.length, start + VALUE_AT)
    key.copy(bytes, start + HEAD_BYTES)
    value.copy(bytes, start + HEAD_BYTES + key.length)
    return place
  }

  #growSlots(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    const mask = this.#slots.length - 1
    for (const place of old) {
      if (place === 0) continue
      const [bytes, start] = this.#entry(place)
      let slot = bytes.readUInt32LE(start) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = place
    }
  }
}

/** FNV-1a, with its bits mixed once more, since the lower ones choose the slot. */
function hashOf(bytes: Buffer): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
