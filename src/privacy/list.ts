import { Failure } from '../errors.ts'
import { tableIn } from '../text/table.ts'
import { addressOf, type Person } from './find.ts'

/** How a column is headed that holds whom an erasure is about, without blanks, hyphens and the like. */
const VALUE =
  /^(value|(work|home|private|business|primary|secondary|other|mobile|cell)?(e?mail(address)?|(tele)?phone(number)?|mobile|cell)\d*)$/
const TICKET = /^(ticket|case|request)(id|no|number|key)?$/

/** One line of a list: a person, by one address or number or by several. */
export interface Listed {
  readonly people: readonly Person[]
  readonly line: number
  /** Of the column `ticket`. */
  readonly ticket?: string | undefined
}

/**
 * The people of a list: text with one a line (`#` begins a comment), or a table, whose first line may head columns `email`,
 * `phone` or `value`: all of a line belong to one person. Without a heading it is the first column, and whatever beside it
 * is plainly an address or a number. Each value once, in the order of the list.
 *
 * @param read makes a person of a value; what it throws is told with the line
 * @throws Failure `usage` that names every line that is wrong: a list is taken whole or not at all
 */
export async function peopleIn(text: string, read: (value: string) => Promise<Person>): Promise<readonly Listed[]> {
  const known = new Set<string>()
  const wrong: string[] = []
  const listed: Listed[] = []
  for (const { values, line, ticket } of valuesIn(text)) {
    const people: Person[] = []
    for (const value of values) {
      try {
        const person = await read(value)
        const key = addressOf(person).toLowerCase()
        if (!known.has(key)) people.push(person)
        known.add(key)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        wrong.push(`line ${line}: ${error.message.replace(/^<value>: /, '')}`)
      }
    }
    if (people.length > 0) listed.push({ people, line, ticket })
  }
  if (wrong.length > 0) throw refused(wrong)
  if (listed.length === 0) throw new Failure('usage', 'there is nobody in the list')
  return listed
}

/** What stands on a line of a list, as it was typed. */
export interface Valued {
  readonly values: readonly string[]
  readonly line: number
  readonly ticket?: string | undefined
}

/** The lines of a list, without a look at what their values are. @throws Failure `usage` for a table that is none */
export function valuesIn(text: string): readonly Valued[] {
  const records = tableIn(text, 'the list is not readable', { comments: true })
  const heading = records[0]?.cells.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')) ?? []
  const columns = heading.flatMap((cell, at) => (VALUE.test(cell) ? [at] : []))
  if (columns.length === 0) return records.map(({ cells, line }) => ({ values: plainly(cells), line }))
  const noted = heading.findIndex((cell) => TICKET.test(cell))
  return records.slice(1).map(({ cells, line }) => {
    const there = columns.map((at) => cells[at] ?? '').filter((cell) => cell !== '')
    return { values: there.length === 0 ? [''] : there, line, ticket: cells[noted] || undefined }
  })
}

/** The first cell, whatever it is, and those beside it that can be nothing else than an address or a number. */
function plainly([first = '', ...beside]: readonly string[]): string[] {
  return [first, ...beside.filter((cell) => cell.includes('@') || /^(\+|00)[\d\s()./-]{7,}$/.test(cell))]
}

function refused(wrong: readonly string[]): Failure {
  const count = wrong.length === 1 ? '1 line is' : `${wrong.length} lines are`
  return new Failure('usage', `${count} wrong, so nothing was sent:\n  ${wrong.join('\n  ')}`)
}
