import { type DelimitedRecord, DelimitedScanner, MAX_RECORD } from './delimited-scanner.ts'
import type { Dialect } from './detect-dialect.ts'

interface ReadOptions extends Dialect {
  /** The file, for messages. */
  readonly what: string
  /** Whether lines that begin with `#` are left out. */
  readonly comments?: boolean
}

/**
 * Parses separated text as offices export it, some records at once: quotes around line ends and separators, `\n`, `\r\n` and `\r`, also
 * mixed. Blank lines are left out, and so are lines of empty cells. At most a record and a chunk are in memory.
 *
 * A quote inside a cell without quotes is text, and so are the quotes of a cell that goes on behind them (`"Jo" Doe`).
 *
 * @throws Failure `usage` for a quote that is never closed
 */
export async function* delimitedBlocks(
  chunks: AsyncIterable<string>,
  { separator, skipped, what, comments = false }: ReadOptions,
): AsyncIterable<readonly DelimitedRecord[]> {
  const scanner = new DelimitedScanner(separator, what)
  let text = ''
  let toSkip = skipped
  let wanted = 0
  for await (const chunk of chunks) {
    text += chunk.slice(toSkip)
    toSkip = Math.max(0, toSkip - chunk.length)
    // A record that is longer than a chunk is not looked at again before there is twice as much of it.
    if (text.length < wanted) continue
    yield* inBlocks(scanner.records(text, false, comments))
    text = text.slice(scanner.end)
    wanted = text.length * 2
    if (text.length > MAX_RECORD) throw scanner.tooLong()
  }
  yield* inBlocks(scanner.records(text, true, comments))
}

/** Of records that are handed on at once. */
const BLOCK_RECORDS = 200

/** More at once would live so long that they fill the memory. */
function* inBlocks(records: Iterable<DelimitedRecord>): Iterable<readonly DelimitedRecord[]> {
  let block: DelimitedRecord[] = []
  for (const record of records) {
    block.push(record)
    if (block.length < BLOCK_RECORDS) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}

/** The same, record by record. */
export async function* delimitedRecords(
  chunks: AsyncIterable<string>,
  options: ReadOptions,
): AsyncIterable<DelimitedRecord> {
  for await (const block of delimitedBlocks(chunks, options)) yield* block
}
