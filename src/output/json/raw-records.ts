import { Failure } from '../../lib/errors.ts'

/** Formats whose files can be added to: a record stands for itself, whatever stands around it. */
export const APPENDABLE = ['csv', 'tsv', 'jsonl'] as const

export type Appendable = (typeof APPENDABLE)[number]

/** What stands between two cells. */
export const DELIMITERS = { csv: ',', tsv: '\t' } as const

/** Characters; a quote that is never closed would take the rest of a file into memory. */
const LONGEST_RECORD = 2 ** 26

/** A record as it stands in a file, with its end of line. */
export interface RawRecord {
  readonly raw: string
  /** Where it begins, from 1. */
  readonly line: number
}

/**
 * The records of a file, in batches. A line break between quotes of CSV and TSV ends no record.
 *
 * @param what the file, for the message
 * @throws Failure `usage` for bytes that are no UTF-8, and for a record without an end
 */
export async function* rawRecords(
  chunks: AsyncIterable<Uint8Array>,
  format: Appendable,
  what: string,
): AsyncGenerator<readonly RawRecord[], void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch {
      throw new Failure('usage', `${what} is not UTF-8`, { hint: 'save it as UTF-8, or write to another file' })
    }
  }
  const cut = recordCutter(format !== 'jsonl', what)
  for await (const chunk of chunks) yield cut.add(decode(chunk))
  yield [...cut.add(decode()), ...cut.rest()]
}

function recordCutter(quoted: boolean, what: string) {
  let text = ''
  /** How far `text` was looked through, and whether that is between quotes. */
  let seen = 0
  let isOpen = false
  /** Where the record begins that `text` begins with, and how many lines of it were looked through. */
  let line = 1
  let lines = 0
  const unclosed = () => new Failure('usage', `${what}: the quote in line ${line} is never closed`)
  return {
    add(more: string): readonly RawRecord[] {
      text += more
      const records: RawRecord[] = []
      let start = 0
      for (let end = text.indexOf('\n', seen); end >= 0; end = text.indexOf('\n', seen)) {
        if (quoted && hasOddQuotes(text, seen, end)) isOpen = !isOpen
        seen = end + 1
        lines += 1
        if (isOpen) continue
        records.push({ raw: text.slice(start, seen), line })
        start = seen
        line += lines
        lines = 0
      }
      text = text.slice(start)
      seen -= start
      if (text.length > LONGEST_RECORD) throw unclosed()
      return records
    },
    rest(): readonly RawRecord[] {
      if (quoted && hasOddQuotes(text, seen, text.length)) isOpen = !isOpen
      if (isOpen) throw unclosed()
      return text === '' ? [] : [{ raw: text, line }]
    },
  }
}

function hasOddQuotes(text: string, from: number, to: number): boolean {
  let isOdd = false
  for (let at = text.indexOf('"', from); at >= 0 && at < to; at = text.indexOf('"', at + 1)) isOdd = !isOdd
  return isOdd
}

/** The cells of a record of CSV or TSV; its end of line and a byte order mark are none of them. */
export function cellsOfRecord(record: string, format: 'csv' | 'tsv'): readonly string[] {
  const delimiter = DELIMITERS[format]
  const line = record.replace(/^\uFEFF/, '').replace(/\r?\n$/, '')
  if (!line.includes('"')) return line.split(delimiter)
  const cells: string[] = []
  for (let at = 0; at <= line.length; ) {
    const isQuoted = line[at] === '"'
    const end = isQuoted ? closingQuote(line, at + 1) + 1 : at
    const stop = line.indexOf(delimiter, end)
    const next = stop < 0 ? line.length : stop
    const cell = isQuoted
      ? line.slice(at + 1, end - 1).replaceAll('""', '"') + line.slice(end, next)
      : line.slice(at, next)
    cells.push(cell)
    at = next + 1
  }
  return cells
}

/** The record of these columns. */
export function headerRecord(columns: readonly string[], format: 'csv' | 'tsv'): string {
  const quoted = (name: string) => (/[\s",;]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)
  return `${columns.map(quoted).join(DELIMITERS[format])}
`
}

/** Where the quotes end that were opened before: at a quote that is not doubled. */
function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from)
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2)
  return at < 0 ? line.length : at
}
