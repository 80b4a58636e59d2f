import { Failure } from '../lib/errors.ts'
import { type Person, personKey } from './person.ts'
import { describeUnusedColumns, parseValueColumns } from './value-columns.ts'

/** A person of a list, by one address or number or by several. */
export interface ListedPerson {
  /** Each value once, with the line where it stands first. */
  readonly values: readonly { readonly person: Person; readonly line: number }[]
  /** Of the column `ticket`: of each line about the person, joined by commas. */
  readonly ticket?: string | undefined
}

/** The people of a list, and notes on how it was read. */
export interface PersonList {
  readonly listed: readonly ListedPerson[]
  /** Lines about somebody of an earlier line, and columns that are not used. */
  readonly notes: readonly string[]
}

/**
 * Parses a list of people: text with one a line (`#` begins a comment), or a table of which each line is one person. Lines
 * that share a value are one person. Each value once, in the order of the list.
 *
 * @param read makes a person of a value; its failures are collected with their line
 * @throws Failure `usage` that names every line that is wrong: a list is taken whole or not at all
 */
export async function parsePersonList(text: string, read: (value: string) => Promise<Person>): Promise<PersonList> {
  const { lines, unused } = await parseValueColumns(text)
  const wrong: string[] = []
  const persons = personMerger()
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
  if (wrong.length > 0) throw wrongLines(wrong)
  const listed = persons.listed()
  if (listed.length === 0) throw new Failure('usage', 'there is nobody in the list')
  return { listed, notes: [...shorten(persons.repeated), ...describeUnusedColumns(unused)] }
}

/** One person while lines are added. */
interface MergedPerson {
  readonly values: Map<string, ListedPerson['values'][number]>
  readonly tickets: Set<string>
  readonly line: number
}

/** Merges lines that share a value. */
function personMerger() {
  const merged = new Map<string, MergedPerson>()
  const repeated: string[] = []
  return {
    /** A sentence for each line about somebody of an earlier one. */
    repeated,
    add(people: readonly Person[], line: number, ticket: string | undefined): void {
      if (people.length === 0) return
      const same = [...new Set(people.flatMap((person) => merged.get(personKey(person)) ?? []))]
      if (same.length > 0) repeated.push(describeRepeat(line, same, ticket))
      const [into = { values: new Map(), tickets: new Set(), line }, ...others] = same
      for (const { values, tickets } of others) {
        for (const [key, value] of values) into.values.set(key, value)
        for (const one of tickets) into.tickets.add(one)
      }
      for (const person of people) {
        const key = personKey(person)
        if (!into.values.has(key)) into.values.set(key, { person, line })
      }
      if (ticket !== undefined) into.tickets.add(ticket)
      for (const key of into.values.keys()) merged.set(key, into)
    },
    listed: (): readonly ListedPerson[] =>
      [...new Set(merged.values())].map(({ values, tickets }) => ({
        values: [...values.values()],
        ticket: tickets.size === 0 ? undefined : [...tickets].join(', '),
      })),
  }
}

function describeRepeat(line: number, same: readonly MergedPerson[], ticket: string | undefined): string {
  const lines = same.map((one) => one.line)
  const kept = ticket === undefined ? '' : `; its ticket ${ticket} is kept with theirs`
  return `line ${line}: same person as line${lines.length === 1 ? '' : 's'} ${lines.join(' and ')}${kept}`
}

/** Notes that are listed; the rest is counted. */
const MOST_NOTES = 20

function shorten(sentences: readonly string[]): string[] {
  const more = sentences.length - MOST_NOTES
  return [
    ...sentences.slice(0, MOST_NOTES),
    ...(more > 0 ? [`and ${more} more lines about people of earlier ones`] : []),
  ]
}

function wrongLines(wrong: readonly string[]): Failure {
  const count = wrong.length === 1 ? '1 line is' : `${wrong.length} lines are`
  return new Failure('usage', `${count} wrong, so nothing was sent:\n  ${wrong.join('\n  ')}`)
}
