/** How cells are separated. */
export interface Dialect {
  readonly separator: string
  /** Characters at the start that belong to no record: a first line `sep=;` without its line end. */
  readonly skipped: number
}

const SEPARATORS = [',', ';', '\t', '|'] as const
/** Lines by which the separator is detected. */
const SAMPLE_LINES = 20

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
