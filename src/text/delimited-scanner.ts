import { Failure } from '../lib/errors.ts'

/** One record of a text whose cells are separated by a character. */
export interface DelimitedRecord {
  /** Where it starts in the text; from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** As it is written, with its line end. */
  readonly raw: string
}

/** Characters of one record; beyond, a quote is missing somewhere. */
export const MAX_RECORD = 16_000_000

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const HASH = 35

/** Reads records of a text that may be continued. */
export class DelimitedScanner {
  /** Behind the last whole record of the text. */
  end = 0
  private line = 1
  private at = 0
  /** Line ends within the record. */
  private breaks = 0
  private readonly code: number
  private readonly what: string

  constructor(separator: string, what: string) {
    this.code = separator.charCodeAt(0)
    this.what = what
  }

  /** @param isEnd whether the text is not continued */
  *records(text: string, isEnd: boolean, comments: boolean): Iterable<DelimitedRecord> {
    this.end = 0
    while (this.end < text.length) {
      const start = this.end
      this.at = start
      this.breaks = 0
      const cells = comments && text.charCodeAt(start) === HASH ? this.comment(text) : this.cells(text, isEnd)
      if (cells === undefined || !this.passLineEnd(text, isEnd)) return
      const { line } = this
      this.line += 1 + this.breaks
      this.end = this.at
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells, raw: text.slice(start, this.at) }
    }
  }

  tooLong(): Failure {
    return new Failure(
      'usage',
      `${this.what}: line ${this.line} is longer than ${MAX_RECORD / 1e6} million characters`,
      {
        hint: 'look for a quote in that line that is never closed',
      },
    )
  }

  private comment(text: string): string[] {
    this.passText(text, -1)
    return []
  }

  private cells(text: string, isEnd: boolean): string[] | undefined {
    const cells: string[] = []
    for (;;) {
      const cell = this.cell(text, isEnd)
      if (cell === undefined) return undefined
      cells.push(cell)
      if (text.charCodeAt(this.at) !== this.code) return cells
      this.at += 1
    }
  }

  /** Leaves `at` at what ends the cell. @returns `undefined` where the text does not reach so far */
  private cell(text: string, isEnd: boolean): string | undefined {
    const start = this.at
    this.passBlanks(text)
    if (text.charCodeAt(this.at) === QUOTE) {
      const quoted = this.quoted(text, start, isEnd)
      if (quoted !== false) return quoted
    }
    this.at = start
    this.passText(text, this.code)
    return text.slice(start, this.at)
  }

  /** @returns false where the quotes are part of the cell */
  private quoted(text: string, start: number, isEnd: boolean): string | undefined | false {
    const open = this.at + 1
    let isDoubled = false
    let close = text.indexOf('"', open)
    while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
      isDoubled = true
      close = text.indexOf('"', close + 2)
    }
    if (close < 0 && isEnd) throw this.unclosed(text, start, 'is never closed')
    // The quote after it may not be there yet.
    if (close < 0 || (close + 1 >= text.length && !isEnd)) return undefined
    this.at = close + 1
    this.passBlanks(text)
    if (this.at >= text.length && !isEnd) return undefined
    const inside = text.slice(open, close)
    const breaks = lineEndsIn(inside)
    if (this.at < text.length && !this.endsCell(text.charCodeAt(this.at))) {
      if (breaks > 0)
        throw this.unclosed(text, start, `is not closed in its line, and the next one is in the midst of a cell`)
      return false
    }
    this.breaks += breaks
    return isDoubled ? inside.replaceAll('""', '"') : inside
  }

  private unclosed(text: string, start: number, why: string): Failure {
    const line = this.line + lineEndsIn(text.slice(this.end, start))
    return new Failure('usage', `${this.what}: the quote that opens in line ${line} ${why}`, {
      hint: 'close it, or double it where it is a part of the text',
    })
  }

  private passBlanks(text: string): void {
    for (;;) {
      const code = text.charCodeAt(this.at)
      if (code !== SPACE && (code !== TAB || this.code === TAB)) return
      this.at += 1
    }
  }

  private passText(text: string, separator: number): void {
    let { at } = this
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === separator || code === LF || code === CR) break
    }
    this.at = at
  }

  private endsCell(code: number): boolean {
    return code === this.code || code === LF || code === CR
  }

  /** @returns false where it may be continued */
  private passLineEnd(text: string, isEnd: boolean): boolean {
    if (this.at >= text.length) return isEnd
    if (text.charCodeAt(this.at) === CR) {
      if (this.at + 1 >= text.length && !isEnd) return false
      if (text.charCodeAt(this.at + 1) === LF) this.at += 1
    }
    this.at += 1
    return true
  }
}

function lineEndsIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}
