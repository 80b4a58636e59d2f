import type { Json } from '../../lib/rows.ts'

/** A value in a text of JSON that may have comments and trailing commas, as editors read it. */
export interface JsonNode {
  readonly value: Json
  /** Of its first character, and behind its last. */
  readonly start: number
  readonly end: number
  /** Of an object, in the order of the text. */
  readonly members?: readonly JsonMember[]
  /** Of an object: whether a comma follows its last member. */
  readonly endsWithComma?: boolean
}

interface JsonMember {
  readonly key: string
  readonly keyStart: number
  readonly node: JsonNode
}

/** No file of settings is nested as deep. */
const MAX_DEPTH = 100

const TRIVIA = /(?:[\s\uFEFF]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
const STRING = /"(?:[^"\\\n]|\\.)*"/y
const SCALAR = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y

/** @returns the value of a whole text; `undefined` where it is not JSON with comments */
export function parseJsonWithComments(text: string): JsonNode | undefined {
  try {
    const reader = new Reader(text)
    const node = reader.value(0)
    return reader.isAtEnd() ? node : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  isAtEnd(): boolean {
    this.#take(TRIVIA)
    return this.#at === this.#text.length
  }

  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw new SyntaxError('too deep')
    this.#take(TRIVIA)
    const start = this.#at
    if (this.#skip('{')) return this.#object(start, depth)
    if (this.#skip('[')) return this.#list(start, depth)
    const token = this.#take(STRING) ?? this.#take(SCALAR)
    if (token === undefined) throw new SyntaxError('no value')
    return { value: JSON.parse(token), start, end: this.#at }
  }

  #object(start: number, depth: number): JsonNode {
    const members: JsonMember[] = []
    const endsWithComma = this.#items('}', () => {
      const keyStart = this.#at
      const key = this.#take(STRING)
      this.#take(TRIVIA)
      if (key === undefined || !this.#skip(':')) throw new SyntaxError('no member')
      members.push({ key: JSON.parse(key), keyStart, node: this.value(depth + 1) })
    })
    const value = Object.fromEntries(members.map(({ key, node }) => [key, node.value]))
    return { value, start, end: this.#at, members, endsWithComma }
  }

  #list(start: number, depth: number): JsonNode {
    const items: Json[] = []
    this.#items(']', () => items.push(this.value(depth + 1).value))
    return { value: items, start, end: this.#at }
  }

  /** Reads items with commas between them, up to `close`. @returns whether a comma stands behind the last */
  #items(close: string, read: () => void): boolean {
    let isAfterComma = false
    for (;;) {
      this.#take(TRIVIA)
      if (this.#skip(close)) return isAfterComma
      read()
      this.#take(TRIVIA)
      isAfterComma = this.#skip(',')
      if (!isAfterComma) {
        if (this.#skip(close)) return false
        throw new SyntaxError('no comma')
      }
    }
  }

  #skip(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false
    this.#at += 1
    return true
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const [found] = pattern.exec(this.#text) ?? []
    this.#at += found?.length ?? 0
    return found
  }
}
