import { type Person, personKey } from './person.ts'

/** A line of a list: all its values are one person's. */
export interface PersonLine {
  /** In the file, from 1. */
  readonly line: number
  readonly people: readonly Person[]
  /** Of the request. */
  readonly ticket?: string | undefined
  /** The day on which the request came in, as `2026-05-01`. */
  readonly received?: string | undefined
}

/** A person of a list, by one address or number or by several. */
export interface ListedPerson {
  /** Each value once, with the line where it stands first. */
  readonly values: readonly { readonly person: Person; readonly line: number }[]
  /** Of each line about the person, joined by commas. */
  readonly ticket?: string | undefined
  /** The first day of those of the lines. */
  readonly received?: string | undefined
}

/** The people of a list, and a sentence for each line about somebody of an earlier one. */
export interface MergedPersons {
  readonly listed: readonly ListedPerson[]
  readonly repeats: readonly string[]
}

/** One person while lines are added. */
interface MergedPerson {
  readonly values: Map<string, ListedPerson['values'][number]>
  readonly tickets: Set<string>
  readonly days: Set<string>
  readonly line: number
}

/** Merges lines that share a value: they are about one person. In the order of the list. */
export function mergePersons(lines: readonly PersonLine[]): MergedPersons {
  const merged = new Map<string, MergedPerson>()
  const repeats: string[] = []
  for (const { people, line, ticket, received } of lines) {
    const same = [...new Set(people.flatMap((person) => merged.get(personKey(person)) ?? []))]
    if (same.length > 0) repeats.push(describeRepeat(line, same, ticket))
    const into = united(same, line)
    for (const person of people) {
      const key = personKey(person)
      if (!into.values.has(key)) into.values.set(key, { person, line })
    }
    if (ticket !== undefined) into.tickets.add(ticket)
    if (received !== undefined) into.days.add(received)
    for (const key of into.values.keys()) merged.set(key, into)
  }
  return { listed: [...new Set(merged.values())].map(toListed), repeats }
}

/** The first of those who turn out to be one, with what the others bring. */
function united([into, ...others]: readonly MergedPerson[], line: number): MergedPerson {
  if (into === undefined) return { values: new Map(), tickets: new Set(), days: new Set(), line }
  for (const { values, tickets, days } of others) {
    for (const [key, value] of values) into.values.set(key, value)
    for (const ticket of tickets) into.tickets.add(ticket)
    for (const day of days) into.days.add(day)
  }
  return into
}

function toListed({ values, tickets, days }: MergedPerson): ListedPerson {
  return {
    values: [...values.values()],
    ticket: tickets.size === 0 ? undefined : [...tickets].join(', '),
    received: [...days].sort()[0],
  }
}

function describeRepeat(line: number, same: readonly MergedPerson[], ticket: string | undefined): string {
  const lines = same.map((one) => one.line)
  const kept = ticket === undefined ? '' : `; its ticket ${ticket} is kept with theirs`
  return `line ${line}: same person as line${lines.length === 1 ? '' : 's'} ${lines.join(' and ')}${kept}`
}
