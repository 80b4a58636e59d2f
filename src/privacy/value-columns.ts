import type { TableRecord } from '../text/table.ts'

/** Headings of columns with values, in lower case, letters and digits alone. */
const VALUE_HEADING =
  /^(value|(work|home|private|business|primary|secondary|other|mobile|cell)?(e?mail(address)?|(tele)?phone(number)?|mobile|cell)\d*)$/
const TICKET_HEADING = /^(ticket|case|request)(id|no|number|key)?$/

/** A line of a list, as it was typed. */
interface ValueLine {
  readonly values: readonly string[]
  readonly line: number
  readonly ticket?: string | undefined
}

/**
 * Finds the columns with values: those headed `email`, `phone`, `value` and the like. Without a heading it is the first
 * column, and any other that is plainly an address or a number. Values are not checked.
 *
 * @returns the lines, and the columns that are not used, by heading or else by number from 1
 * @throws Failure `usage` for text that is no table
 */
export async function parseValueColumns(text: string): Promise<{
  readonly lines: readonly ValueLine[]
  readonly unused: readonly string[]
}> {
  // Only a list needs it, and it is larger than the rest.
  const { parseTable } = await import('../text/table.ts')
  const records = parseTable(text, 'the list is not readable', { comments: true })
  const [first, ...rest] = records
  const heading = first?.cells.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')) ?? []
  const columns = heading.flatMap((cell, at) => (VALUE_HEADING.test(cell) ? [at] : []))
  if (columns.length === 0) {
    const used = new Set(records.flatMap(({ cells }) => plainValueColumns(cells)))
    const lines = records.map(({ cells, line }) => ({
      values: plainValueColumns(cells).map((at) => cells[at] ?? ''),
      line,
    }))
    return { lines, unused: unusedColumns(records, used) }
  }
  const noted = heading.findIndex((cell) => TICKET_HEADING.test(cell))
  const lines = rest.map(({ cells, line }) => {
    const values = columns.map((at) => cells[at] ?? '').filter((cell) => cell !== '')
    return { values: values.length === 0 ? [''] : values, line, ticket: cells[noted] || undefined }
  })
  return { lines, unused: unusedColumns(records, new Set([...columns, noted]), first?.cells) }
}

/** The columns that hold something and are not used. */
function unusedColumns(
  records: readonly TableRecord[],
  used: ReadonlySet<number>,
  heading: readonly string[] = [],
): string[] {
  const filled = new Set(records.flatMap(({ cells }) => cells.flatMap((cell, at) => (cell === '' ? [] : [at]))))
  return [...filled]
    .filter((at) => !used.has(at))
    .sort((one, other) => one - other)
    .map((at) => heading[at] || String(at + 1))
}

/** The first cell, whatever it is, and those that can be nothing but an address or a number. */
function plainValueColumns(cells: readonly string[]): number[] {
  return cells.flatMap((cell, at) =>
    at === 0 || cell.includes('@') || /^(\+|00)[\d\s()./-]{7,}$/.test(cell) ? [at] : [],
  )
}

/** A note on columns that are not used; none where all are. */
export function describeUnusedColumns(unused: readonly string[]): string[] {
  if (unused.length === 0) return []
  const subject = unused.length === 1 ? `column ${unused[0]} is` : `columns ${unused.join(', ')} are`
  return [`${subject} not used; those headed email, phone or value are, and ticket`]
}
