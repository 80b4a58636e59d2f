import type { Json } from './rows.ts'

/** The head of an entry: its hash, then how many bytes its key and its value have. */
const [KEY_AT, VALUE_AT, HEAD_BYTES] = [4, 8, 12]

/** A map that keeps its entries outside of the heap, in a fraction of the space: one of 100,000 texts would fill the memory. */
export class PackedMap<V extends Json> {
  /** Entries one behind the other; what was set anew stays as a gap. */
  #bytes = Buffer.allocUnsafeSlow(4096)
  #used = 0
  #size = 0
  /** Open addressing: where an entry starts, plus one; 0 is free. */
  #slots = new Uint32Array(256)

  get size(): number {
    return this.#size
  }

  get(key: string): V | undefined {
    const bytes = Buffer.from(key)
    const start = this.#slots[this.#slotOf(bytes, hashOf(bytes))] ?? 0
    if (start === 0) return undefined
    const from = start - 1 + HEAD_BYTES + bytes.length
    return JSON.parse(this.#bytes.toString('utf8', from, from + this.#bytes.readUInt32LE(start - 1 + VALUE_AT)))
  }

  set(key: string, value: V): void {
    const [keyBytes, valueBytes] = [Buffer.from(key), Buffer.from(JSON.stringify(value))]
    const hash = hashOf(keyBytes)
    const slot = this.#slotOf(keyBytes, hash)
    const isNew = this.#slots[slot] === 0
    this.#slots[slot] = this.#append(hash, keyBytes, valueBytes) + 1
    if (!isNew) return
    this.#size += 1
    if (this.#size * 2 > this.#slots.length) this.#growSlots()
  }

  /** The slot of a key, or the free one where it belongs. */
  #slotOf(key: Buffer, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const start = this.#slots[slot] ?? 0
      if (start === 0 || this.#isAt(start - 1, key, hash)) return slot
      slot = (slot + 1) & mask
    }
  }

  #isAt(start: number, key: Buffer, hash: number): boolean {
    const bytes = this.#bytes
    if (bytes.readUInt32LE(start) !== hash || bytes.readUInt32LE(start + KEY_AT) !== key.length) return false
    const from = start + HEAD_BYTES
    return bytes.compare(key, 0, key.length, from, from + key.length) === 0
  }

  #append(hash: number, key: Buffer, value: Buffer): number {
    const start = this.#used
    this.#used += HEAD_BYTES + key.length + value.length
    if (this.#used > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.#used, this.#bytes.length * 2))
      this.#bytes.copy(larger, 0, 0, start)
      this.#bytes = larger
    }
    this.#bytes.writeUInt32LE(hash, start)
    this.#bytes.writeUInt32LE(key.length, start + KEY_AT)
    this.#bytes.writeUInt32LE(value.length, start + VALUE_AT)
    key.copy(this.#bytes, start + HEAD_BYTES)
    value.copy(this.#bytes, start + HEAD_BYTES + key.length)
    return start
  }

  #growSlots(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    const mask = this.#slots.length - 1
    for (const start of old) {
      if (start === 0) continue
      let slot = this.#bytes.readUInt32LE(start - 1) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = start
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
