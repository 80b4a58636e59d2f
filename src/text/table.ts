import { parse } from 'csv-parse/sync'
import { Failure } from '../lib/errors.ts'

/** One record of a table. */
export interface TableRecord {
  readonly cells: readonly string[]
  /** Where it starts in the file; from 1. */
  readonly line: number
}

const SEPARATORS = [',', ';', '\t', '|'] as const
/** Lines by which the separator is detected. */
const SAMPLE_LINES = 20

/**
 * Parses a table as offices export it: separated by comma, semicolon, tab or `|`, by detection or by a first line `sep=;`.
 * Blank lines are left out.
 *
 * @param problem the start of the message for an invalid table: `the list is not readable`
 * @param comments whether lines that begin with `#` are left out, too
 * @throws Failure `usage` for a quote that is never closed and the like
 */
export function parseTable(text: string, problem: string, { comments = false } = {}): readonly TableRecord[] {
  const separatorLine = /^sep=(.)\r?(?=\n|$)/i.exec(text)
  // Its line break stays, so that line numbers are right.
  const rest = separatorLine === null ? text : text.slice(separatorLine[0].length)
  try {
    const numbered = parse(rest, {
      comment: comments ? '#' : null,
      comment_no_infix: true,
      delimiter: separatorLine?.[1] ?? separatorOf(rest),
      on_record: (cells: string[], { lines }) => [String(lines), ...cells],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    })
    return numbered
      .map(([line, ...cells]) => ({ cells, line: Number(line) - cells.join('').split('\n').length + 1 }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch (cause) {
    throw new Failure('usage', `${problem}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

/** The separator that every line has as often as the first; else the one that the first has most often; else a comma. */
function separatorOf(text: string): string {
  const lines = text
    .split(/\r\n|\n|\r/, SAMPLE_LINES + 1)
    .map((line) => line.replace(/"[^"]*"/g, ''))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(0, SAMPLE_LINES)
  const counts = SEPARATORS.map((sign) => ({ sign, each: lines.map((line) => line.split(sign).length - 1) }))
  const even = counts.filter(({ each }) => (each[0] ?? 0) > 0 && each.every((count) => count === each[0]))
  const [best] = (even.length > 0 ? even : counts).sort((one, other) => (other.each[0] ?? 0) - (one.each[0] ?? 0))
  return best !== undefined && (best.each[0] ?? 0) > 0 ? best.sign : ','
}
