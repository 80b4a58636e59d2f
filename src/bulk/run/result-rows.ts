import type { Json, Page, Row } from '../../lib/rows.ts'
import type { SourceLine } from '../bulk-change.ts'
import { earlierResults } from '../earlier-results.ts'
import type { LineList } from '../line-list.ts'
import type { Outcome } from '../outcome.ts'
import { RESULT_COLUMNS } from '../result-columns.ts'
import { outcomeList } from './outcome-list.ts'

/** Rows, how many of them are failures, and how many lines were decided since the last. */
interface TakenRows extends Pick<Page, 'rows' | 'expected'> {
  readonly failed: number
  readonly readCount: number
}

/** Rows in the order of the input, whatever the order in which lines are decided. */
export interface ResultRows {
  /** The outcome of a line, by its index in the input. */
  decide(index: number, outcome: Outcome): void
  has(index: number): boolean
  outcome(index: number): Outcome | undefined
  /** Lines whose outcome is open are no longer held back. */
  release(): void
  /** The rows that follow those taken before, as far as all lines before them are decided. @param most of them; all when left out */
  take(most?: number): TakenRows
}

/**
 * @param header of the input; what an earlier run has added to it gives way to what this one adds
 * @param own columns of the command @param holdsOpen whether rows wait for the end of an outcome that is open
 */
export function resultRows(
  header: readonly string[],
  own: readonly string[],
  lines: LineList<SourceLine>,
  holdsOpen = false,
): ResultRows {
  const earlier = earlierResults(header, own)
  const input = [...header.keys()]
    .filter((at) => !earlier.has(at))
    .map((at): [number, string] => [at, header[at] ?? ''])
  const names = namesBeside(
    input.map(([, name]) => name),
    own,
  )
  const outcomes = outcomeList(lines.length)
  let taken = 0
  let decided = 0
  let isHolding = holdsOpen
  return {
    decide(index, outcome) {
      if (outcomes.at(index) === undefined) decided += 1
      outcomes.set(index, outcome)
    },
    has: (index) => outcomes.at(index) !== undefined,
    outcome: outcomes.at,
    release() {
      isHolding = false
    },
    take(most = Number.POSITIVE_INFINITY) {
      const rows: Row[] = []
      let failed = 0
      for (; taken < lines.length; taken += 1) {
        const [line, outcome] = [lines.at(taken), outcomes.at(taken)]
        if (line === undefined || outcome === undefined || (isHolding && outcome.open) || rows.length >= most) break
        rows.push(rowOf(input, line, outcome, names))
        if (outcome.failed) failed += 1
        outcomes.shorten(taken, outcome)
      }
      const readCount = decided
      decided = 0
      const isFirst = rows.length > 0 && taken === rows.length
      return { rows, failed, readCount, ...(isFirst && { expected: expected() }) }
    },
  }

  /** The lines behind the first rows, without what is to become of them. */
  function expected(): readonly Row[] {
    const rows: Row[] = []
    for (let at = taken; at < Math.min(lines.length, MAX_EXPECTED); at += 1) {
      const line = lines.at(at)
      if (line !== undefined) rows.push(rowOf(input, line, USUAL, names))
    }
    return rows
  }
}

/** By so many lines a table is laid out; a batch of a hundred and what follows. */
const MAX_EXPECTED = 200

/** As long as most outcomes are. */
const USUAL: Outcome = { outcome: 'already there' }

type Names = ReadonlyMap<string, string>

function rowOf(
  columns: readonly (readonly [at: number, name: string])[],
  { cells }: SourceLine,
  outcome: Outcome,
  names: Names,
): Row {
  // Not from entries, which takes five times as long.
  const row: { [column: string]: Json } = {}
  for (const [at, name] of columns) setOwn(row, name, cells[at] ?? '')
  for (const [name, column] of names) setOwn(row, column, valueIn(outcome, name))
  return row
}

function valueIn({ outcome, why, id, also }: Outcome, name: string): Json {
  if (also !== undefined && Object.hasOwn(also, name)) return also[name] ?? null
  return (name === 'outcome' ? outcome : name === 'why' ? why : name === 'id' ? id : undefined) ?? null
}

/** A heading may be the name of what every object has. */
function setOwn(row: { [column: string]: Json }, column: string, value: Json): void {
  if (column === '__proto__') Object.defineProperty(row, column, { value, enumerable: true })
  else row[column] = value
}

/** A column of the input keeps its name, and the one of the result gets a number: `outcome2`. */
function namesBeside(header: readonly string[], own: readonly string[]): Names {
  const used = new Set(header)
  const names = new Map<string, string>()
  for (const name of [...RESULT_COLUMNS, ...own]) {
    let column = name
    for (let number = 2; used.has(column); number += 1) column = `${name}${number}`
    used.add(column)
    names.set(name, column)
  }
  return names
}
