import { parse } from 'csv-parse/sync'
import { Failure } from '../lib/errors.ts'

export interface Lined {
  readonly cells: readonly string[]
  /** Of the file, where it starts; from 1. */
  readonly line: number
}

const SEPARATORS = [',', ';', '\t', '|'] as const
/** So many lines decide about the separator. */
const LOOKED = 20

/**
 * The records of a table as offices export it: separated by comma, semicolon, tab or `|`, whichever fits, or what a first
 * line `sep=;` says. Blank lines are left out.
 *
 * @param wrong what to say of a table that is none: `the list is not readable`
 * @param comments whether lines that begin with `#` are left out, too
 * @throws Failure `usage` for a quote that is never closed and the like
 */
export function tableIn(text: string, wrong: string, { comments = false } = {}): readonly Lined[] {
  const said = /^sep=(.)\r?(?=\n|$)/i.exec(text)
  // The line stays, empty, so that the numbers of those after it are right.
  const rest = said === null ? text : text.slice(said[0].length)
  try {
    const numbered = parse(rest, {
      comment: comments ? '#' : null,
      comment_no_infix: true,
      delimiter: said?.[1] ?? separatorOf(rest),
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
    throw new Failure('usage', `${wrong}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

/** The separator that every line has as often as the first; else the one that the first has most often; else a comma. */
function separatorOf(text: string): string {
  const lines = text
    .split(/\r\n|\n|\r/, LOOKED + 1)
    .map((line) => line.replace(/"[^"]*"/g, ''))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(0, LOOKED)
  const counts = SEPARATORS.map((sign) => ({ sign, each: lines.map((line) => line.split(sign).length - 1) }))
  const even = counts.filter(({ each }) => (each[0] ?? 0) > 0 && each.every((count) => count === each[0]))
  const [best] = (even.length > 0 ? even : counts).sort((one, other) => (other.each[0] ?? 0) - (one.each[0] ?? 0))
  return best !== undefined && (best.each[0] ?? 0) > 0 ? best.sign : ','
}
