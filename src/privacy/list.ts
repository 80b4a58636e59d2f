import { parse } from 'csv-parse/sync'
import { Failure } from '../errors.ts'
import { addressOf, type Person } from './find.ts'

/** How the columns are headed that hold whom an erasure is about; of several, the first. */
const HEADINGS = ['value', 'email', 'e-mail', 'email address', 'emailaddress', 'phone', 'phone number', 'phonenumber']

/**
 * The people of a list: text with one a line (`#` begins a comment), or CSV, whose first line may head a column `email`,
 * `phone` or `value`; without one it is the first column. Each once, in the order of the list.
 *
 * @param read makes a person of a value; what it throws is told with the line
 * @throws Failure `usage` that names every line that is wrong: a list is taken whole or not at all
 */
export async function peopleIn(text: string, read: (value: string) => Promise<Person>): Promise<readonly Person[]> {
  const people = new Map<string, Person>()
  const wrong: string[] = []
  for (const { value, line } of valuesIn(text)) {
    try {
      const person = await read(value)
      people.set(addressOf(person).toLowerCase(), person)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      wrong.push(`line ${line}: ${error.message.replace(/^<value>: /, '')}`)
    }
  }
  if (wrong.length > 0) throw refused(wrong)
  if (people.size === 0) throw new Failure('usage', 'there is nobody in the list')
  return [...people.values()]
}

interface Valued {
  readonly value: string
  readonly line: number
}

function valuesIn(text: string): Valued[] {
  const records = recordsIn(text)
  const heading = records[0]?.cells.map((cell) => cell.toLowerCase()) ?? []
  const column = heading.findIndex((cell) => HEADINGS.includes(cell))
  const rows = column < 0 ? records : records.slice(1)
  return rows.map(({ cells, line }) => ({ value: cells[Math.max(column, 0)] ?? '', line }))
}

interface Lined {
  readonly cells: readonly string[]
  readonly line: number
}

/** @throws Failure `usage` for a quote that is never closed and the like */
function recordsIn(text: string): Lined[] {
  try {
    const numbered = parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      on_record: (cells: string[], { lines }) => [String(lines), ...cells],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    })
    return numbered.map(([line, ...cells]) => ({ cells, line: Number(line) }))
  } catch (cause) {
    throw new Failure('usage', `the list is not readable: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

function refused(wrong: readonly string[]): Failure {
  const count = wrong.length === 1 ? '1 line is' : `${wrong.length} lines are`
  return new Failure('usage', `${count} wrong, so nothing was sent:\n  ${wrong.join('\n  ')}`)
}
