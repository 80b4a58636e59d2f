import type { Typed } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import type { TableInput } from '../../src/bulk/inputs.ts'
import { checkLines } from '../../src/bulk/lines/check-lines.ts'
import { columnsOf } from '../../src/bulk/lines/columns.ts'
import { openTable } from '../../src/bulk/table/open-table.ts'
import { columnNames, type Table, type TableLine } from '../../src/bulk/table/table.ts'
import { defined } from '../../src/lib/defined.ts'
import type { Person } from '../../src/privacy/person.ts'
import type { PersonLine } from '../../src/privacy/person-merge.ts'
import { PERSON_FIELDS, VALUE_FIELDS } from './person-list-fields.ts'

type ListInput = Pick<TableInput, 'map' | 'country' | 'dateFormat' | 'sheet' | 'tz'> & {
  /** For lines without one of their own. */
  readonly ticket?: string
  readonly received?: string
}

/** A line of a list of people, with its cells. */
export type ListLine = PersonLine & TableLine

/** A list of people, of which every line was checked. */
export interface PersonList {
  readonly table: Table
  /** A name for each column: `value` where the list has no headings. */
  readonly header: readonly string[]
  readonly lines: readonly ListLine[]
  /** On columns that are not used. */
  readonly notes: readonly string[]
}

/**
 * Reads a list of people: a table in any form, or text with one a line, in which `#` begins a comment.
 *
 * @throws Failure `usage` that names every line that is wrong: a list is taken whole or not at all
 */
export async function readPersonList(path: string, input: ListInput, job: Job): Promise<PersonList> {
  const { map = [], country, dateFormat, sheet, tz, ticket, received } = input
  const isHeading = (cells: readonly string[]) => hasHeadings(cells, map)
  const opened = await openTable(path, defined({ sheet, comments: true, isHeading }), job)
  const table = opened.header.length > 0 ? opened : await withHeadings(opened, country !== undefined)
  const common = defined({ ticket, received })
  const columns = columnsOf(table, PERSON_FIELDS, { map, oneOf: VALUE_FIELDS })
  const options = { map, common, check: checkHasValue, ...defined({ country, dateFormat, tz }) }
  const checked = await checkLines(table, PERSON_FIELDS, options, job)
  const lines = Array.from(checked, ({ line, cells, values }): ListLine => {
    const { email = [], phone = [], value = [] } = values
    const people = [...email, ...phone, ...value].map(personOf)
    return { line, cells, people, ticket: values.ticket, received: values.received }
  })
  const { header } = table
  return {
    table,
    header: columnNames(header),
    lines,
    notes: unusedColumns(header, lines, [...columns.values()].flat()),
  }
}

function checkHasValue(values: Typed) {
  const hasNone = VALUE_FIELDS.every((name) => values[name] === undefined)
  return hasNone ? [{ reason: 'has no email, phone or value' }] : []
}

function personOf(value: string): Person {
  return value.includes('@') ? { email: value } : { phone: value }
}

/** What can be nothing but an address or a number. */
const PLAIN = /@|^\s*(\+|00)[\d\s()./-]{7,}$/
/** A number without a country code, too; or an order number. */
const DIGITS = /^[\d\s()./+-]{6,}$/

/** A first line with an address in it has no headings; one with several cells has them, whatever they are called. */
function hasHeadings(cells: readonly string[], map: readonly string[]): boolean {
  if (cells.some((cell) => PLAIN.test(cell) || DIGITS.test(cell.trim()))) return false
  return cells.length > 1 || map.length > 0 || isNamed(cells[0] ?? '')
}

function isNamed(heading: string): boolean {
  return columnsOf({ name: '', header: [heading] }, PERSON_FIELDS, {}).size > 0
}

/** A list without headings: columns with addresses or numbers are values, and else the first one. */
async function withHeadings(table: Table, isNational: boolean): Promise<Table> {
  const plain = new Set<number>()
  let width = 1
  for await (const block of table.blocks())
    for (const { cells } of block) {
      width = Math.max(width, cells.length)
      for (const [at, cell] of cells.entries())
        if (PLAIN.test(cell) || (isNational && DIGITS.test(cell.trim()))) plain.add(at)
    }
  const values = plain.size === 0 ? [0] : [...plain].sort((one, other) => one - other)
  const header = Array.from({ length: width }, (_, at) => {
    const number = values.indexOf(at) + 1
    return number === 0 ? '' : number === 1 ? 'value' : `value ${number}`
  })
  return { ...table, header }
}

/** A note on columns that hold something and mean nothing here. */
function unusedColumns(header: readonly string[], lines: readonly ListLine[], used: readonly number[]): string[] {
  const unused = header.flatMap((heading, at) => {
    const cells = used.includes(at)
      ? []
      : lines.map((line) => line.cells[at] ?? '').filter((cell) => cell.trim() !== '')
    return cells.length === 0
      ? []
      : [{ name: heading || String(at + 1), hasValues: cells.some((cell) => PLAIN.test(cell)) }]
  })
  const names = unused.map(({ name }) => name)
  const missed = unused.find(({ hasValues }) => hasValues)
  const subject = names.length === 1 ? `column ${names[0]} is` : `columns ${names.join(', ')} are`
  return [
    ...(names.length > 0
      ? [`${subject} not used; those headed email, phone or value are, and ticket and received`]
      : []),
    ...(missed === undefined
      ? []
      : [
          `column ${missed.name} holds addresses or numbers that are left out: --map "value=${missed.name}" takes them, too`,
        ]),
  ]
}
