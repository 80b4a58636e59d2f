import { Failure } from '../lib/errors.ts'
import { type Lined, tableIn } from '../text/table.ts'
import { addressOf, type Person } from './find.ts'

/** How a column is headed that holds whom an erasure is about, without blanks, hyphens and the like. */
const VALUE =
  /^(value|(work|home|private|business|primary|secondary|other|mobile|cell)?(e?mail(address)?|(tele)?phone(number)?|mobile|cell)\d*)$/
const TICKET = /^(ticket|case|request)(id|no|number|key)?$/

/** A person of a list, by one address or number or by several. */
export interface Listed {
  /** Each value once, with the line where it stands first. */
  readonly values: readonly { readonly person: Person; readonly line: number }[]
  /** Of the column `ticket`: of each line about the person, with commas between. */
  readonly ticket?: string | undefined
}

/** All of a list, and what whoever wrote it has to know of how it was read. */
export interface List {
  readonly listed: readonly Listed[]
  /** Lines about somebody of an earlier line, and columns that are not used. */
  readonly notes: readonly string[]
}

/**
 * The people of a list: text with one a line (`#` begins a comment), or a table, whose first line may head columns `email`,
 * `phone` or `value`: all of a line belong to one person. Without a heading it is the first column, and whatever beside it
 * is plainly an address or a number. Lines that share a value are one person. Each value once, in the order of the list.
 *
 * @param read makes a person of a value; what it throws is told with the line
 * @throws Failure `usage` that names every line that is wrong: a list is taken whole or not at all
 */
export async function peopleIn(text: string, read: (value: string) => Promise<Person>): Promise<List> {
  const { lines, unused } = valuesIn(text)
  const wrong: string[] = []
  const persons = personsOf()
  for (const { values, line, ticket } of lines) {
    const people: Person[] = []
    for (const value of values) {
      try {
        people.push(await read(value))
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        wrong.push(`line ${line}: ${error.message.replace(/^<value>: /, '')}`)
      }
    }
    persons.add(people, line, ticket)
  }
  if (wrong.length > 0) throw refused(wrong)
  const listed = persons.listed()
  if (listed.length === 0) throw new Failure('usage', 'there is nobody in the list')
  return { listed, notes: [...inShort(persons.repeated), ...unusedWords(unused)] }
}

/** One person while lines are added. */
interface Gathered {
  readonly values: Map<string, Listed['values'][number]>
  readonly tickets: Set<string>
  readonly line: number
}

/** Puts the lines together that share a value. */
function personsOf() {
  const known = new Map<string, Gathered>()
  const repeated: string[] = []
  return {
    /** A sentence for each line about somebody of an earlier one. */
    repeated,
    add(people: readonly Person[], line: number, ticket: string | undefined): void {
      if (people.length === 0) return
      const same = [...new Set(people.flatMap((person) => known.get(keyOf(person)) ?? []))]
      if (same.length > 0) repeated.push(sameWords(line, same, ticket))
      const [into = { values: new Map(), tickets: new Set(), line }, ...others] = same
      for (const { values, tickets } of others) {
        for (const [key, value] of values) into.values.set(key, value)
        for (const one of tickets) into.tickets.add(one)
      }
      for (const person of people) {
        const key = keyOf(person)
        if (!into.values.has(key)) into.values.set(key, { person, line })
      }
      if (ticket !== undefined) into.tickets.add(ticket)
      for (const key of into.values.keys()) known.set(key, into)
    },
    listed: (): readonly Listed[] =>
      [...new Set(known.values())].map(({ values, tickets }) => ({
        values: [...values.values()],
        ticket: tickets.size === 0 ? undefined : [...tickets].join(', '),
      })),
  }
}

/** Under which two values are the same. */
export function keyOf(person: Person): string {
  return addressOf(person).toLowerCase()
}

function sameWords(line: number, same: readonly Gathered[], ticket: string | undefined): string {
  const lines = same.map((one) => one.line)
  const kept = ticket === undefined ? '' : `; its ticket ${ticket} is kept with theirs`
  return `line ${line}: same person as line${lines.length === 1 ? '' : 's'} ${lines.join(' and ')}${kept}`
}

/** Sentences that a person still reads; the rest is a number. */
const MOST_TOLD = 20

function inShort(sentences: readonly string[]): string[] {
  const more = sentences.length - MOST_TOLD
  return [
    ...sentences.slice(0, MOST_TOLD),
    ...(more > 0 ? [`and ${more} more lines about people of earlier ones`] : []),
  ]
}

/** What to say of columns that are not used; nothing where all are. */
export function unusedWords(unused: readonly string[]): string[] {
  if (unused.length === 0) return []
  const said = unused.length === 1 ? `column ${unused[0]} is` : `columns ${unused.join(', ')} are`
  return [`${said} not used; those headed email, phone or value are, and ticket`]
}

/** What stands on a line of a list, as it was typed. */
interface Valued {
  readonly values: readonly string[]
  readonly line: number
  readonly ticket?: string | undefined
}

/**
 * The lines of a list, without a look at what their values are, and the columns of which nothing was taken, by their
 * heading or, without one, their number from 1.
 *
 * @throws Failure `usage` for a table that is none
 */
export function valuesIn(text: string): { readonly lines: readonly Valued[]; readonly unused: readonly string[] } {
  const records = tableIn(text, 'the list is not readable', { comments: true })
  const [first, ...rest] = records
  const heading = first?.cells.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')) ?? []
  const columns = heading.flatMap((cell, at) => (VALUE.test(cell) ? [at] : []))
  if (columns.length === 0) {
    const used = new Set(records.flatMap(({ cells }) => plainly(cells)))
    const lines = records.map(({ cells, line }) => ({ values: plainly(cells).map((at) => cells[at] ?? ''), line }))
    return { lines, unused: others(records, used) }
  }
  const noted = heading.findIndex((cell) => TICKET.test(cell))
  const lines = rest.map(({ cells, line }) => {
    const there = columns.map((at) => cells[at] ?? '').filter((cell) => cell !== '')
    return { values: there.length === 0 ? [''] : there, line, ticket: cells[noted] || undefined }
  })
  return { lines, unused: others(records, new Set([...columns, noted]), first?.cells) }
}

/** The columns that hold something and are not used. */
function others(records: readonly Lined[], used: ReadonlySet<number>, heading: readonly string[] = []): string[] {
  const filled = new Set(records.flatMap(({ cells }) => cells.flatMap((cell, at) => (cell === '' ? [] : [at]))))
  return [...filled]
    .filter((at) => !used.has(at))
    .sort((one, other) => one - other)
    .map((at) => heading[at] || String(at + 1))
}

/** Where the values are: the first cell, whatever it is, and those beside it that can be nothing else. */
function plainly(cells: readonly string[]): number[] {
  return cells.flatMap((cell, at) =>
    at === 0 || cell.includes('@') || /^(\+|00)[\d\s()./-]{7,}$/.test(cell) ? [at] : [],
  )
}

function refused(wrong: readonly string[]): Failure {
  const count = wrong.length === 1 ? '1 line is' : `${wrong.length} lines are`
  return new Failure('usage', `${count} wrong, so nothing was sent:\n  ${wrong.join('\n  ')}`)
}
