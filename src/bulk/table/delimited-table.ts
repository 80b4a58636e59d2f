import { Failure } from '../../lib/errors.ts'
import { delimitedBlocks } from '../../text/delimited.ts'
import type { DelimitedRecord } from '../../text/delimited-scanner.ts'
import { detectDialect } from '../../text/detect-dialect.ts'
import type { ChosenLines, Table, TableLine, TableOptions } from './table.ts'

interface DelimitedText extends TableOptions {
  readonly name: string
  /** What a copy of it begins with: a byte order mark, or nothing. */
  readonly mark: string
  /** Its text from the start, again each time. */
  readonly chunks: () => AsyncIterable<string>
  /** Its first characters. */
  readonly sample: string
}

/** A table of separated values. @throws Failure `usage` for one without a line */
export async function delimitedTable({
  name,
  mark,
  chunks,
  sample,
  comments = false,
  isHeading,
}: DelimitedText): Promise<Table> {
  const dialect = detectDialect(sample)
  const records = () => delimitedBlocks(chunks(), { ...dialect, what: name, comments })
  const first = await firstOf(records())
  if (first === undefined) throw new Failure('usage', `${name} is empty`)
  const hasHeading = isHeading?.(first.cells) ?? true
  const header = hasHeading ? first.cells.map((cell) => cell.trim()) : []
  const preamble = sample.slice(0, dialect.skipped)
  return { name, form: 'csv', unit: 'line', header, blocks, only }

  async function* blocks(): AsyncIterable<readonly TableLine[]> {
    for await (const block of rest())
      yield block.map(({ line, cells }) => ({ line, cells: padded(cells, header.length) }))
  }

  async function* only(chosen: ChosenLines): AsyncIterable<string> {
    const start = hasHeading && first !== undefined ? ended(first.raw) : ''
    yield `${mark}${preamble === '' ? '' : `${preamble}${lineEnd(start)}`}${start}`
    for await (const block of rest()) for (const { line, raw } of block) if (chosen.has(line)) yield ended(raw)
  }

  async function* rest(): AsyncIterable<readonly DelimitedRecord[]> {
    let isFirst = hasHeading
    for await (const block of records()) {
      yield isFirst ? block.slice(1) : block
      isFirst = false
    }
  }
}

async function firstOf<T>(blocks: AsyncIterable<readonly T[]>): Promise<T | undefined> {
  for await (const [item] of blocks) if (item !== undefined) return item
  return undefined
}

/** With empty cells where the line has too few, and without those that are too many. */
function padded(cells: readonly string[], count: number): readonly string[] {
  if (cells.length < count) return [...cells, ...new Array<string>(count - cells.length).fill('')]
  let end = cells.length
  while (end > count && count > 0 && cells[end - 1]?.trim() === '') end -= 1
  return end === cells.length ? cells : cells.slice(0, end)
}

/** The last line of a file may have no end of its own. */
function ended(raw: string): string {
  return /[\r\n]$/.test(raw) ? raw : `${raw}\n`
}

function lineEnd(raw: string): string {
  return /\r?\n$|\r$/.exec(raw)?.[0] ?? '\n'
}
