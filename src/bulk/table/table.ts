/** What a table may look like. */
export interface TableOptions {
  /** Of a workbook: the name of a sheet, or its number from 1 on; else the first one. */
  readonly sheet?: string | undefined
  /** Whether lines of a CSV file that begin with `#` are left out. */
  readonly comments?: boolean
  /** Whether the first line has the headings; it does when left out. One that has none is a line like the others. */
  readonly isHeading?: (cells: readonly string[]) => boolean
}

/** A table that can be read from its start more than once. */
export interface Table {
  /** `people.csv`, `stdin`. */
  readonly name: string
  readonly form: 'csv' | 'json' | 'jsonl' | 'xlsx'
  /** What a line of it is called in messages, before its number. */
  readonly unit: 'line' | 'row' | 'item'
  /** Of a workbook: its other sheets that are not hidden. */
  readonly otherSheets?: readonly string[]
  /** The headings as they stand there, without blanks around them; none for a list without a heading. */
  readonly header: readonly string[]
  /**
   * The lines from the first on, some at once, again each time; blank ones are left out.
   *
   * @throws Failure `usage` where the text is broken, or changed since it was read before
   */
  blocks(): AsyncIterable<readonly TableLine[]>
  /**
   * The table again with some lines alone, as they came in: same separator, quotes and heading; JSON as JSON, a workbook as CSV.
   * UTF-8, with a byte order mark if there was one or another encoding.
   */
  only(lines: ChosenLines): AsyncIterable<string>
}

/** Some lines of a table; asked line by line, from the first on. */
export type ChosenLines = Pick<ReadonlySet<number>, 'has'>

/** A line of a table. */
export interface TableLine {
  /** In the file, from 1 on: where it starts; the row of a sheet; the item of a JSON list. */
  readonly line: number
  /** As many as headings, or more. */
  readonly cells: readonly string[]
}

/** A line that was checked. */
export interface BulkLine<Values> extends TableLine {
  readonly values: Values
}

/** The headings, each with a name and no two of the same: `email`, `email (2)`, `column 3`. */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>()
  return header.map((heading, at) => {
    const name = heading === '' ? `column ${at + 1}` : heading
    let unique = name
    for (let number = 2; taken.has(unique); number += 1) unique = `${name} (${number})`
    taken.add(unique)
    return unique
  })
}
