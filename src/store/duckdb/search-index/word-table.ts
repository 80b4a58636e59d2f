/** A hash of bytes, one after the other; it begins with 0. */
export function hashWith(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193) ^ (hash >>> 15)
}

/** Numbers words, which are bytes of UTF-8: what a `Map` of texts does, without a text for each that is looked up. */
export class WordTable {
  /** By hash: the number of a word, and one more; 0 is free. */
  private slots = new Int32Array(1 << 16)
  private hashes = new Int32Array(1 << 15)
  /** By word, and for the end of the last: where its bytes begin. */
  private starts = new Int32Array((1 << 15) + 1)
  private bytes = new Uint8Array(1 << 19)
  private words = 0

  get size(): number {
    return this.words
  }

  /** The number of the word from an index to another, exclusive. @param hash of its bytes */
  numberOf(hash: number, text: Uint8Array, from: number, to: number): number {
    const { slots, hashes } = this
    const mask = slots.length - 1
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const word = (slots[slot] ?? 0) - 1
      if (word === -1) return this.add(slot, hash, text.subarray(from, to))
      if (hashes[word] === hash && this.isSame(word, text, from, to)) return word
    }
  }

  /** All words, in their order. */
  sorted(): readonly { readonly number: number; readonly text: string }[] {
    const all = Buffer.from(this.bytes.buffer)
    return Array.from({ length: this.words }, (_, number) => ({
      number,
      text: all.toString('utf8', this.starts[number], this.starts[number + 1]),
    })).sort((a, b) => (a.text < b.text ? -1 : 1))
  }

  private isSame(word: number, text: Uint8Array, from: number, to: number): boolean {
    const { bytes, starts } = this
    const start = starts[word] ?? 0
    if ((starts[word + 1] ?? 0) - start !== to - from) return false
    for (let at = start, of = from; of < to; at += 1, of += 1) if (bytes[at] !== text[of]) return false
    return true
  }

  private add(slot: number, hash: number, text: Uint8Array): number {
    const word = this.words
    this.words += 1
    const start = this.starts[word] ?? 0
    if (start + text.length > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2 + text.length)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes.set(text, start)
    this.starts[word + 1] = start + text.length
    this.hashes[word] = hash
    this.slots[slot] = word + 1
    if (this.words + 1 >= this.hashes.length) this.makeRoom()
    return word
  }

  private makeRoom(): void {
    this.hashes = grown(this.hashes)
    this.starts = grown(this.starts)
    this.slots = new Int32Array(this.slots.length * 2)
    const mask = this.slots.length - 1
    for (let word = 0; word < this.words; word += 1) {
      const hash = this.hashes[word] ?? 0
      let slot = (hash ^ (hash >>> 13)) & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = word + 1
    }
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
