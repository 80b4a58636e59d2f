/**
 * A posting list: in which of many numbered texts a word stands, and where. As varints it is: how many places there are in all;
 * then for each text that has the word, how far its number is from the one before, times two, and one more where the word stands
 * there more than once; how often, if so; and its places in the text, each as its distance from the one before.
 */
export interface Postings {
  readonly texts: Uint32Array
  /** By index in `texts`, and for its end: where its places begin in `places`. */
  readonly starts: Uint32Array
  readonly places: Uint32Array
}

const NO_POSTINGS: Postings = { texts: new Uint32Array(), starts: new Uint32Array(1), places: new Uint32Array() }

/** Makes a posting list of so many places at most. */
class PostingsMaker {
  private readonly texts: Uint32Array
  private readonly starts: Uint32Array
  private readonly places: Uint32Array
  private textCount = 0
  private placeCount = 0

  constructor(most: number) {
    this.texts = new Uint32Array(most)
    this.starts = new Uint32Array(most + 1)
    this.places = new Uint32Array(most)
  }

  /** By text, and by place. */
  add(text: number, place: number): void {
    if (this.textCount === 0 || this.texts[this.textCount - 1] !== text) {
      this.texts[this.textCount] = text
      this.starts[this.textCount] = this.placeCount
      this.textCount += 1
    }
    this.places[this.placeCount++] = place
  }

  made(): Postings {
    this.starts[this.textCount] = this.placeCount
    return {
      texts: this.texts.subarray(0, this.textCount),
      starts: this.starts.subarray(0, this.textCount + 1),
      places: this.places.subarray(0, this.placeCount),
    }
  }
}

/** Reads the posting list that begins at an index. */
export function readPostings(values: Uint32Array, from: number): Postings {
  const all = values[from] ?? 0
  const [texts, starts, places] = [new Uint32Array(all), new Uint32Array(all + 1), new Uint32Array(all)]
  let [at, text, found] = [from + 1, -1, 0]
  for (let read = 0; read < all; found += 1) {
    const step = values[at++] ?? 0
    const count = step % 2 === 1 ? (values[at++] ?? 0) : 1
    text += step >>> 1
    texts[found] = text
    starts[found] = read
    let place = 0
    for (const end = read + count; read < end; read += 1) {
      place += values[at++] ?? 0
      places[read] = place
    }
  }
  starts[found] = all
  return { texts: texts.subarray(0, found), starts: starts.subarray(0, found + 1), places }
}

/** Where the next posting list begins. */
export function endOfPostings(values: Uint32Array, from: number): number {
  const all = values[from] ?? 0
  let at = from + 1
  for (let read = 0; read < all; ) {
    const isOnce = (values[at++] ?? 0) % 2 === 0
    const count = isOnce ? 1 : (values[at++] ?? 0)
    read += count
    at += count
  }
  return at
}

/** Where something is said, and so many words later the other. */
export function followedBy(one: Postings, other: Postings, distance: number): Postings {
  const maker = new PostingsMaker(Math.min(one.places.length, other.places.length))
  for (let at = 0, of = 0; at < one.texts.length && of < other.texts.length; ) {
    const [text, later] = [one.texts[at] ?? 0, other.texts[of] ?? 0]
    if (text === later) {
      let next = other.starts[of] ?? 0
      const end = other.starts[of + 1] ?? 0
      for (let each = one.starts[at] ?? 0; each < (one.starts[at + 1] ?? 0); each += 1) {
        const place = one.places[each] ?? 0
        while (next < end && (other.places[next] ?? 0) < place + distance) next += 1
        if (next < end && other.places[next] === place + distance) maker.add(text, place)
      }
    }
    if (text <= later) at += 1
    if (later <= text) of += 1
  }
  return maker.made()
}

/** Where any of them is said. */
export function unionOf(lists: readonly Postings[]): Postings {
  const [first, ...rest] = lists
  return first === undefined ? NO_POSTINGS : rest.reduce(either, first)
}

function either(one: Postings, other: Postings): Postings {
  const maker = new PostingsMaker(one.places.length + other.places.length)
  for (let at = 0, of = 0; at < one.texts.length || of < other.texts.length; ) {
    const text = one.texts[at] ?? Number.POSITIVE_INFINITY
    const later = other.texts[of] ?? Number.POSITIVE_INFINITY
    const places = [
      ...(text <= later ? one.places.subarray(one.starts[at], one.starts[at + 1]) : []),
      ...(later <= text ? other.places.subarray(other.starts[of], other.starts[of + 1]) : []),
    ].sort((a, b) => a - b)
    for (const place of places) maker.add(Math.min(text, later), place)
    if (text <= later) at += 1
    if (later <= text) of += 1
  }
  return maker.made()
}
