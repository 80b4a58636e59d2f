import { hashWith, WordTable } from './word-table.ts'

const [BLANK, NEWLINE, ZERO] = [32, 10, 48]
/** A block is full when it has as many; a single list may have more. */
const BLOCK_BYTES = 256
/** With the blank behind it. */
const USUAL_WORD_BYTES = 5
/** Of a varint. */
const MOST_BYTES = 5

export interface AddedText {
  readonly label: number
  /** Its length in characters. */
  readonly chars: number
}

/** Words that follow each other, and their posting lists, one after the other, as `lib/postings.ts` reads them. */
export interface PostingBlock {
  readonly words: readonly string[]
  readonly postings: Uint8Array
}

/** Posting lists of texts that are numbered as they come. */
export class PostingLists {
  private readonly words = new WordTable()
  /** What is said: words by their numbers. */
  private said: Uint32Array
  private saidCount = 0
  /** By text, and for the end of the last: where in `said` it begins. */
  private readonly starts: number[] = [0]

  /** @param bytes of all texts together, nearly */
  constructor(bytes: number) {
    this.said = new Uint32Array(Math.ceil(bytes / USUAL_WORD_BYTES))
  }

  /** Adds texts in UTF-8, a line each: a number that labels it, and its words by `toComparable`, with a blank around each. */
  add(lines: Uint8Array): readonly AddedText[] {
    const { length } = lines
    const said = this.withRoomFor(length / 2)
    const { words, starts } = this
    const added: AddedText[] = []
    let count = this.saidCount
    for (let at = 0; at < length; at += 1) {
      let label = 0
      for (; lines[at] !== BLANK; at += 1) label = label * 10 + (lines[at] ?? 0) - ZERO
      const first = at
      let [from, hash, continuations] = [at + 1, 0, 0]
      for (; at < length; at += 1) {
        const byte = lines[at] ?? 0
        if (byte === NEWLINE) break
        if (byte !== BLANK) {
          hash = hashWith(hash, byte)
          if ((byte & 0xc0) === 0x80) continuations += 1
          continue
        }
        if (at > from) said[count++] = words.numberOf(hash, lines, from, at)
        from = at + 1
        hash = 0
      }
      added.push({ label, chars: at - first - continuations })
      starts.push(count)
    }
    this.saidCount = count
    return added
  }

  private withRoomFor(more: number): Uint32Array {
    if (this.saidCount + more > this.said.length) {
      const larger = new Uint32Array(Math.ceil((this.saidCount + more) * 1.5))
      larger.set(this.said)
      this.said = larger
    }
    return this.said
  }

  /** All lists, in the order of their words. */
  *blocks(): Iterable<PostingBlock> {
    const lists = this.byWord()
    let bytes = new Uint8Array(BLOCK_BYTES * 2)
    let used = 0
    let words: string[] = []
    for (const { number, text } of this.words.sorted()) {
      const most = (lists.sizeOf(number) * 3 + 1) * MOST_BYTES
      if (bytes.length < used + most) {
        const larger = new Uint8Array(used + most)
        larger.set(bytes.subarray(0, used))
        bytes = larger
      }
      used = lists.write(number, bytes, used)
      words.push(text)
      if (used < BLOCK_BYTES) continue
      yield { words, postings: bytes.slice(0, used) }
      words = []
      used = 0
    }
    if (words.length > 0) yield { words, postings: bytes.slice(0, used) }
  }

  /** Counting sort: what is said, by word. */
  private byWord(): SortedWords {
    const { said, saidCount, starts } = this
    const firsts = new Uint32Array(this.words.size + 2)
    for (let at = 0; at < saidCount; at += 1) {
      const slot = (said[at] ?? 0) + 2
      firsts[slot] = (firsts[slot] ?? 0) + 1
    }
    for (let word = 2; word < firsts.length; word += 1) firsts[word] = (firsts[word] ?? 0) + (firsts[word - 1] ?? 0)
    const [texts, places] = [new Uint32Array(saidCount), new Uint32Array(saidCount)]
    for (let text = 0, at = 0; text + 1 < starts.length; text += 1) {
      const [first, end] = [at, starts[text + 1] ?? 0]
      for (; at < end; at += 1) {
        const slot = (said[at] ?? 0) + 1
        const to = firsts[slot] ?? 0
        firsts[slot] = to + 1
        texts[to] = text
        places[to] = at - first
      }
    }
    return new SortedWords(firsts, texts, places)
  }
}

/** In which texts and where the words are, one word after the other. */
class SortedWords {
  /** By word, and for the end of the last. */
  private readonly firsts: Uint32Array
  private readonly texts: Uint32Array
  private readonly places: Uint32Array

  constructor(firsts: Uint32Array, texts: Uint32Array, places: Uint32Array) {
    this.firsts = firsts
    this.texts = texts
    this.places = places
  }

  sizeOf(word: number): number {
    return (this.firsts[word + 1] ?? 0) - (this.firsts[word] ?? 0)
  }

  /** Writes the list of a word. @returns the index behind it */
  write(word: number, bytes: Uint8Array, from: number): number {
    const { texts, places } = this
    const end = this.firsts[word + 1] ?? 0
    let at = this.firsts[word] ?? 0
    let used = writeVarint(end - at, bytes, from)
    for (let last = -1; at < end; ) {
      const text = texts[at] ?? 0
      let next = at + 1
      while (next < end && texts[next] === text) next += 1
      const isOnce = next === at + 1
      used = writeVarint((text - last) * 2 + (isOnce ? 0 : 1), bytes, used)
      if (!isOnce) used = writeVarint(next - at, bytes, used)
      for (let before = 0; at < next; at += 1) {
        const place = places[at] ?? 0
        used = writeVarint(place - before, bytes, used)
        before = place
      }
      last = text
    }
    return used
  }
}

/** @returns the index behind it */
function writeVarint(value: number, bytes: Uint8Array, from: number): number {
  let [rest, at] = [value, from]
  for (; rest > 0x7f; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80
  bytes[at++] = rest
  return at
}
