import { Failure } from '../lib/errors.ts'

/** One record of a text whose cells are separated by a character. */
export interface DelimitedRecord {
  /** Where it starts in the text; from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** As it is written, with its line end. */
  readonly raw: string
}

/** How cells are separated. */
export interface Dialect {
  readonly separator: string
  /** Characters at the start that belong to no record: a first line `sep=;` without its line end. */
  readonly skipped: number
}

interface ReadOptions extends Dialect {
  /** The file, for messages. */
  readonly what: string
  /** Whether lines that begin with `#` are left out. */
  readonly comments?: boolean
}

const SEPARATORS = [',', ';', '\t', '|'] as const
/** Lines by which the separator is detected. */
const SAMPLE_LINES = 20
/** Characters of one record; beyond, a quote is missing somewhere. */
const MAX_RECORD = 16_000_000

/**
 * Detects how the cells of a text are separated: by a first line `sep=;`, else by the character that every line has as often as
 * the first; else by the one that the first has most often; else by a comma.
 *
 * @param sample the start of the text, of which the last line may be cut off
 */
export function detectDialect(sample: string): Dialect {
  const separatorLine = /^sep=(.)(?=\r|\n|$)/i.exec(sample)
  if (separatorLine?.[1] !== undefined) return { separator: separatorLine[1], skipped: separatorLine[0].length }
  const lines = sample
    .replace(/"(?:[^"]|"")*("|$)/g, 'quoted')
    .split(/\r\n|\n|\r/, SAMPLE_LINES + 1)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(0, SAMPLE_LINES)
  const counts = SEPARATORS.map((sign) => ({ sign, each: lines.map((line) => line.split(sign).length - 1) }))
  const even = counts.filter(({ each }) => (each[0] ?? 0) > 0 && each.every((count) => count === each[0]))
  const [best] = (even.length > 0 ? even : counts).sort((one, other) => (other.each[0] ?? 0) - (one.each[0] ?? 0))
  return { separator: best !== undefined && (best.each[0] ?? 0) > 0 ? best.sign : ',', skipped: 0 }
}

/**
 * Parses separated text as offices export it, record by record: quotes around line ends and separators, `\n`, `\r\n` and `\r`, also
 * mixed. Blank lines are left out, and so are lines of empty cells. At most a record and a chunk are in memory.
 *
 * A quote inside a cell without quotes is text, and so are the quotes of a cell that goes on behind them (`"Jo" Doe`).
 *
 * @throws Failure `usage` for a quote that is never closed
 */
export async function* delimitedRecords(
  chunks: AsyncIterable<string>,
  { separator, skipped, what, comments = false }: ReadOptions,
): AsyncIterable<DelimitedRecord> {
  const scanner = new Scanner(separator, what)
  let text = ''
  let toSkip = skipped
  let wanted = 0
  for await (const chunk of chunks) {
    text += chunk.slice(toSkip)
    toSkip = Math.max(0, toSkip - chunk.length)
    // A record that is longer than a chunk is not looked at again before there is twice as much of it.
    if (text.length < wanted) continue
    yield* scanner.records(text, false, comments)
    text = text.slice(scanner.end)
    wanted = text.length * 2
    if (text.length > MAX_RECORD) throw scanner.tooLong()
  }
  yield* scanner.records(text, true, comments)
}

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const HASH = 35

/** Reads records of a text that may be continued. */
class Scanner {
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
