import { Failure } from '../lib/errors.ts'
import { MAX_DEPTH, tooDeep } from '../lib/json-depth.ts'

/** Where the items of a JSON text stand: one after the other, in a list, or in the lists of an object. */
export type JsonLayout = 'lines' | 'list' | 'object'

/** One value among those of a text. */
export interface JsonItem {
  /** Where it starts in the text; from 1. */
  readonly line: number
  readonly text: string
  /** In an object: the key of its list. */
  readonly key: string | undefined
}

/** What is open around an item. */
const AROUND: { readonly [L in JsonLayout]: string } = { lines: '', list: '[', object: '{[' }
/** Characters of one item; beyond, a bracket or a quote is missing somewhere. */
const MAX_ITEM = 16_000_000

/**
 * Detects the layout of a JSON text by its start; `undefined` for what is no JSON, such as a heading `[Email],[Name]`.
 *
 * @param isWhole whether there is nothing after the sample
 */
export function detectJson(sample: string, isWhole: boolean): JsonLayout | undefined {
  if (/^\s*\[\s*(["\d[{\]]|-\d|$)/.test(sample)) return 'list'
  if (!/^\s*\{\s*(["}]|$)/.test(sample)) return undefined
  const [, first = '', rest = ''] = /^\s*([^\n\r]*)(.*)$/s.exec(sample) ?? []
  if (!isObject(first)) return isWhole && !hasLists(sample) ? 'lines' : 'object'
  return rest.trim() === '' && isWhole && hasLists(first) ? 'object' : 'lines'
}

/**
 * Splits JSON into its items as it comes, without parsing them. At most an item and a chunk are in memory.
 *
 * @param what the file, for messages
 * @throws Failure `usage` for a text that ends within an item or a list, and for an item that is nested too deep
 */
export async function* jsonItems(
  chunks: AsyncIterable<string>,
  layout: JsonLayout,
  what: string,
): AsyncIterable<JsonItem> {
  const splitter = new Splitter(AROUND[layout], what)
  for await (const chunk of chunks) {
    yield* splitter.items(chunk)
    if (splitter.pending.length > MAX_ITEM)
      throw new Failure(
        'usage',
        `${what}: the item in line ${splitter.itemLine} is longer than ${MAX_ITEM / 1e6} million characters`,
      )
  }
  yield* splitter.items('\n')
  if (splitter.isOpen)
    throw new Failure('usage', `${what} ends within the item or list that opens in line ${splitter.itemLine}`)
}

const LF = 10
const SPACE = 32
const QUOTE = 34
const COMMA = 44
const COLON = 58
const BACKSLASH = 92

class Splitter {
  /** The part of an item that has come. */
  pending = ''
  itemLine = 1
  private line = 1
  /** The brackets that are open. */
  private open = ''
  private inString = false
  private isEscaped = false
  private inItem = false
  /** The last string outside of items, which is the key of the list after it. */
  private key = ''
  private readonly around: string
  private readonly what: string

  constructor(around: string, what: string) {
    this.around = around
    this.what = what
  }

  get isOpen(): boolean {
    return this.inItem || this.inString || this.open !== ''
  }

  *items(chunk: string): Iterable<JsonItem> {
    let start = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at)
      if (code === LF) this.line += 1
      if (this.inString) {
        this.passString(code, chunk, at)
        continue
      }
      const isOutside = this.open === this.around
      if (this.inItem && isOutside && endsItem(code)) {
        yield this.finished(chunk.slice(start, at))
        start = at
      }
      if (!this.inItem && isOutside && startsItem(code)) {
        this.inItem = true
        this.itemLine = this.line
        start = at
      }
      this.pass(code, chunk, at)
    }
    if (this.inItem) this.pending += chunk.slice(start)
  }

  private finished(rest: string): JsonItem {
    const item = { line: this.itemLine, text: this.pending + rest, key: this.key === '' ? undefined : this.key }
    this.pending = ''
    this.inItem = false
    return item
  }

  private passString(code: number, chunk: string, at: number): void {
    if (this.isEscaped) this.isEscaped = false
    else if (code === BACKSLASH) this.isEscaped = true
    else if (code === QUOTE) this.inString = false
    if (!this.inItem && this.inString) this.key += chunk[at]
  }

  private pass(code: number, chunk: string, at: number): void {
    if (code === QUOTE) {
      this.inString = true
      if (!this.inItem) this.key = ''
      return
    }
    const sign = chunk[at] ?? ''
    if (sign === '{' || sign === '[') this.open += sign
    else if (sign === '}' || sign === ']') this.open = this.open.slice(0, -1)
    if (!this.inItem && this.open !== '') this.itemLine = this.line
    if (this.open.length > this.around.length + MAX_DEPTH)
      throw tooDeep(`${this.what}: the item in line ${this.itemLine}`)
  }
}

function startsItem(code: number): boolean {
  return code > SPACE && code !== COMMA && code !== COLON && code !== 93 && code !== 125
}

/** Behind an item there is a blank, a comma or what closes its list. */
function endsItem(code: number): boolean {
  return code <= SPACE || code === COMMA || code === 93 || code === 125
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** Whether an object has a list of objects, and so is not a row itself. */
function hasLists(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return Object.values(value ?? {}).some((one) => Array.isArray(one) && typeof one[0] === 'object')
  } catch {
    return true
  }
}
