import type { Outcome } from '../../src/bulk/outcome.ts'
import { resultRows } from '../../src/bulk/run/result-rows.ts'
import type { Company } from '../../src/company/company.ts'
import { type Page, type Row, rowsIn } from '../../src/lib/rows.ts'
import { addressOf, personKey } from '../../src/privacy/person.ts'
import type { ListedValue } from './erase-list-summary.ts'
import { companyColumns } from './erasure-context.ts'
import type { ListLine, PersonList } from './read-person-list.ts'

/** What became of one value. */
export interface ValueOutcome {
  readonly outcome: 'accepted' | 'done' | 'refused' | 'unknown' | 'intended' | 'not sent'
  readonly failed?: true
  readonly receipt?: string
  readonly why?: string | undefined
  readonly requestId?: string | undefined
}

/** That of a line whose values fared differently: the first of these. */
const WORST_FIRST = ['unknown', 'intended', 'not sent', 'refused', 'accepted', 'done'] as const

/** Rows of the lines, as their values are decided. */
export interface EraseListRows {
  decide(value: ListedValue, outcome: ValueOutcome): void
  /** Those that have none yet. */
  decideRest(outcome: ValueOutcome): void
  /** The rows that follow those taken before. */
  page(): Page
  readonly results: ReturnType<typeof resultRows>
}

export function eraseListRows(
  { header, lines }: PersonList,
  values: readonly ListedValue[],
  company: Company,
): EraseListRows {
  const own = ['value', 'calls', 'requestId', 'line', 'ticket', 'company', 'profile', 'host']
  const shown = withTickets(header, lines, values)
  const results = resultRows(
    header,
    own.filter((name) => !((name === 'value' || name === 'ticket') && header.includes(name))),
    shown,
  )
  const byKey = new Map(values.map((value) => [personKey(value.person), value]))
  const outcomes = new Map<ListedValue, ValueOutcome>()
  const linesOf = new Map<ListedValue, number[]>()
  const valuesOf = lines.map(({ people }, index) => {
    const all = people.flatMap((person) => byKey.get(personKey(person)) ?? [])
    for (const value of all) linesOf.set(value, [...(linesOf.get(value) ?? []), index])
    return [...new Set(all)]
  })
  const settle = (index: number) => {
    const all = valuesOf[index] ?? []
    const line = lines[index]
    if (line !== undefined && !results.has(index) && all.every((value) => outcomes.has(value)))
      results.decide(index, outcomeOf(line, all, outcomes, company))
  }
  const decide: EraseListRows['decide'] = (value, outcome) => {
    outcomes.set(value, outcome)
    for (const index of linesOf.get(value) ?? []) settle(index)
  }
  return {
    decide,
    decideRest(outcome) {
      for (const value of values) if (!outcomes.has(value)) decide(value, outcome)
    },
    page: () => ({ ...results.take(), total: lines.length }),
    results,
  }
}

/** The ticket of a line that has none is that of its person. */
function withTickets(header: readonly string[], lines: readonly ListLine[], values: readonly ListedValue[]) {
  const at = header.indexOf('ticket')
  if (at < 0) return lines
  const tickets = new Map(values.map(({ person, of }) => [personKey(person), of.ticket]))
  return lines.map((line) => {
    if (line.cells[at]?.trim() !== '') return line
    const [ticket] = line.people.flatMap((person) => tickets.get(personKey(person)) ?? [])
    return {
      ...line,
      line: line.line,
      cells: line.cells.map((cell, place) => (place === at ? (ticket ?? cell) : cell)),
    }
  })
}

function outcomeOf(
  { line }: ListLine,
  values: readonly ListedValue[],
  outcomes: ReadonlyMap<ListedValue, ValueOutcome>,
  company: Company,
): Outcome {
  const all = values.flatMap((value) => {
    const outcome = outcomes.get(value)
    return outcome === undefined ? [] : [{ value, ...outcome }]
  })
  const outcome = WORST_FIRST.find((word) => all.some((one) => one.outcome === word)) ?? 'not sent'
  const why = whyOf(all, line)
  const id = joined(all.map((one) => one.receipt))
  const calls = new Set(values.flatMap(({ found }) => rowsIn(found?.answer.calls).map((call) => String(call.id))))
  const also: Row = {
    value: values.map(({ person }) => addressOf(person)).join(', '),
    calls: values.some(({ found }) => found !== undefined) ? calls.size : null,
    requestId: joined(all.map((one) => one.requestId)) ?? null,
    line,
    ticket: values[0]?.of.ticket ?? null,
    ...companyColumns(company),
  }
  return {
    outcome,
    also,
    ...(why !== undefined && { why }),
    ...(id !== undefined && { id }),
    ...(all.some((one) => one.failed) && { failed: true }),
  }
}

interface Decided extends ValueOutcome {
  readonly value: ListedValue
}

/** Of several values with different reasons, each with its own. */
function whyOf(all: readonly Decided[], line: number): string | undefined {
  const isUniform = new Set(all.map(({ outcome, why }) => `${outcome} ${why}`)).size === 1
  const told = isUniform
    ? [all[0]?.why]
    : all.map(({ value, outcome, why }) => `${addressOf(value.person)}: ${why ?? outcome}`)
  const earlier = all.map(({ value }) => value.line).filter((one) => one < line)
  const same = earlier.length === 0 ? undefined : `same person as line ${Math.min(...earlier)}`
  return joined([same, told.filter((one) => one !== undefined).join('; ') || undefined], '; ')
}

function joined(texts: readonly (string | undefined)[], separator = ', '): string | undefined {
  const there = texts.filter((text) => text !== undefined)
  return there.length === 0 ? undefined : there.join(separator)
}
