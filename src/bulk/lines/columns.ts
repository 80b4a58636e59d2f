import type { Input } from '../../app/model/inputs.ts'
import { Failure } from '../../lib/errors.ts'
import { nearest } from '../../lib/spelling.ts'
import { startOfResults } from '../earlier-results.ts'
import type { Table } from '../table/table.ts'
import { CLOCK_HEADINGS, EMAIL_HEADINGS, PHONE_HEADINGS, UNIT_HEADINGS } from './heading-words.ts'

/** A field of a line: an input of a command, that is read from a column. */
export interface TableField extends Input {
  /** What its column may be headed besides its name; letters and digits count. */
  readonly headings?: readonly string[]
  /** Of a list: one value a column, of each column that may be its, also of `Email 2`. */
  readonly perColumn?: true
  /** Of a duration: a bare number is one of seconds, where the heading has no unit. */
  readonly inSeconds?: true
}

export type TableFields = { readonly [name: string]: TableField }

/** The columns of each field, by their places from 0 on; a field that has none is absent. */
export type Columns = ReadonlyMap<string, readonly number[]>

interface ColumnOptions {
  /** What `--map` says, as `field=Heading`. */
  readonly map?: readonly string[] | undefined
  /** Fields that every line has, whatever the table says: no column has to. */
  readonly given?: readonly string[]
  /** Fields of which there has to be one. */
  readonly oneOf?: readonly string[] | undefined
}

/** Headings are compared by their letters and digits, without accents and case. */
function fold(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Finds the column of each field: by `--map`; else by the name of the field; else by what such columns are called, also in
 * other languages. Other columns are nobody's.
 *
 * @throws Failure `usage` for a field that is required and has no column, or that more than one column could be
 */
export function columnsOf(table: Pick<Table, 'name' | 'header'>, fields: TableFields, options: ColumnOptions): Columns {
  const mapped = mappedColumns(table, fields, options.map ?? [])
  const taken = new Set([...mapped.values()].flat())
  const found = new Map(mapped)
  for (const namesOf of [ownNames, otherNames]) {
    const isSettled = (name: string) => (fields[name]?.perColumn ? mapped : found).has(name)
    const step = matches(table, fields, isSettled, taken, namesOf)
    preferInput(step, startOfResults(table.header))
    checkOneField(table, step)
    for (const [field, columns] of step) {
      found.set(
        field,
        [...(found.get(field) ?? []), ...columns].sort((one, other) => one - other),
      )
      for (const at of columns) taken.add(at)
    }
  }
  checkOneColumn(table, fields, found)
  const missing = Object.keys(fields).filter(
    (name) => fields[name]?.required && !options.given?.includes(name) && !found.get(name)?.length,
  )
  if (missing.length > 0) throw missingColumns(table, fields, missing)
  const { oneOf } = options
  if (oneOf?.every((name) => !found.get(name)?.length)) throw missingColumns(table, fields, oneOf)
  return new Map([...found].filter(([, columns]) => columns.length > 0))
}

/** Fields that are not settled yet, with the columns that are headed so. */
function matches(
  { header }: Pick<Table, 'header'>,
  fields: TableFields,
  isSettled: (name: string) => boolean,
  taken: ReadonlySet<number>,
  namesOf: (name: string, fields: TableFields) => readonly string[],
): Map<string, number[]> {
  const headings = header.map(fold)
  const step = new Map<string, number[]>()
  for (const name of Object.keys(fields)) {
    if (isSettled(name)) continue
    const names = new Set(namesOf(name, fields).map(fold))
    const isOne = (heading: string) =>
      names.has(heading) || (fields[name]?.perColumn === true && names.has(heading.replace(/\d+$/, '')))
    const columns = headings.flatMap((heading, at) => (!taken.has(at) && isOne(heading) ? [at] : []))
    if (columns.length > 0) step.set(name, columns)
  }
  return step
}

/** What an earlier run has added may be called like a field, such as `userName`: a column of the person's own comes first. */
function preferInput(step: Map<string, number[]>, start: number): void {
  for (const [name, columns] of step) {
    const own = columns.filter((at) => at < start)
    if (own.length > 0) step.set(name, own)
  }
}

function ownNames(name: string): readonly string[] {
  return [name]
}

function otherNames(name: string, fields: TableFields): readonly string[] {
  const field = fields[name]
  if (field === undefined) return []
  const isUser = field.lookup === 'user'
  return [
    ...(field.headings ?? []),
    ...(field.lookup !== undefined || field.kind === 'id' ? [`${name} id`, `${name} name`] : []),
    ...(isUser || field.kind === 'email' ? [`${name} email`, `${name} email address`] : []),
    ...(field.kind === 'phone' ? [`${name} phone`, `${name} number`] : []),
    ...(field.kind === 'duration'
      ? [...Object.keys(UNIT_HEADINGS), ...CLOCK_HEADINGS].map((unit) => `${name} ${unit}`)
      : []),
    ...(isTheOnly(name, fields, isEmail) ? EMAIL_HEADINGS : []),
    ...(isTheOnly(name, fields, isPhone) ? PHONE_HEADINGS : []),
  ]
}

/** Whether the usual words for such a thing can mean this field and no other. */
function isTheOnly(name: string, fields: TableFields, is: (name: string, field: TableField) => boolean): boolean {
  const all = Object.entries(fields).flatMap(([one, field]) => (is(one, field) ? [one] : []))
  const named = all.filter((one) => /e?mail|phone/i.test(one))
  const [only, another] = named.length > 0 ? named : all
  return only === name && another === undefined
}

function isEmail(name: string, { kind, lookup }: TableField): boolean {
  return kind === 'email' || lookup === 'user' || /e?mail/i.test(name)
}

function isPhone(name: string, { kind }: TableField): boolean {
  return kind === 'phone' || /phone/i.test(name)
}

function mappedColumns(
  table: Pick<Table, 'name' | 'header'>,
  fields: TableFields,
  map: readonly string[],
): Map<string, number[]> {
  const mapped = new Map<string, number[]>()
  for (const text of map) {
    const [, typed = '', heading = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? []
    if (typed === '')
      throw new Failure('usage', `--map: "${text}" is not field=Heading`, { hint: mapHint(table, fields) })
    const name = Object.keys(fields).find((one) => fold(one) === fold(typed))
    if (name === undefined) throw unknownField(typed, fields)
    const columns = mapped.get(name) ?? []
    if (columns.length > 0 && fields[name]?.many !== true && heading !== '')
      throw new Failure('usage', `--map: ${name} has a column already`)
    if (heading !== '') columns.push(columnOf(table, heading))
    mapped.set(name, columns)
  }
  return mapped
}

/** By its heading, else by what is left of it when case and signs do not count, else by its number. */
function columnOf({ name, header }: Pick<Table, 'name' | 'header'>, heading: string): number {
  const number = Number(/^#(\d+)$/.exec(heading)?.[1] ?? 0)
  if (number > 0 && number <= Math.max(header.length, 1)) return number - 1
  for (const same of [(one: string) => one === heading.trim(), (one: string) => fold(one) === fold(heading)]) {
    const [at, another] = header.flatMap((one, place) => (same(one) ? [place] : []))
    if (at !== undefined && another !== undefined)
      throw new Failure('usage', `--map: ${name} has more than one column "${heading}"`, {
        hint: `by its number: #${at + 1} or #${another + 1}`,
      })
    if (at !== undefined) return at
  }
  const near = nearest(heading, header)
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  throw new Failure('usage', `--map: ${name} has no column "${heading}"${guess}`, {
    hint: `its columns: ${listed(header)}`,
  })
}

function checkOneField(
  { name, header }: Pick<Table, 'name' | 'header'>,
  step: ReadonlyMap<string, readonly number[]>,
): void {
  const owners = new Map<number, string>()
  for (const [field, columns] of step)
    for (const at of columns) {
      const other = owners.get(at)
      if (other !== undefined)
        throw new Failure('usage', `${name}: column "${header[at]}" could be ${other} or ${field}`, {
          hint: `--map "${other}=${header[at]}" or --map "${field}=${header[at]}"`,
        })
      owners.set(at, field)
    }
}

function checkOneColumn({ name, header }: Pick<Table, 'name' | 'header'>, fields: TableFields, found: Columns): void {
  for (const [field, columns] of found) {
    const [first, second] = columns
    if (first === undefined || second === undefined || fields[field]?.many) continue
    const isSame = header[first] === header[second]
    const both = columns.map((at) => `"${header[at]}" (#${at + 1})`).join(' and ')
    throw new Failure('usage', `${name}: ${field} could be the columns ${both}`, {
      hint: `--map "${field}=${isSame ? `#${first + 1}` : header[first]}"`,
    })
  }
}

function missingColumns(
  table: Pick<Table, 'name' | 'header'>,
  fields: TableFields,
  missing: readonly string[],
): Failure {
  const { name, header } = table
  const maps = missing.map((field) => {
    const near = nearest(field, header) ?? header.find((heading) => fold(heading).includes(fold(field)))
    return `--map "${field}=${near ?? '<heading>'}"`
  })
  const isHeadless = Object.keys(fields).length === missing.length
  return new Failure('usage', `${name} has no column for ${missing.join(', ')}; it has ${listed(header)}`, {
    hint: `${maps.join(' ')}${isHeadless ? ', or give the first line headings' : ''}`,
  })
}

function unknownField(typed: string, fields: TableFields): Failure {
  const names = Object.keys(fields)
  const near = nearest(typed, names)
  return new Failure(
    'usage',
    `--map: "${typed}" is no field of a line${near === undefined ? '' : `; did you mean ${near}?`}`,
    {
      hint: `the fields are ${names.join(', ')}`,
    },
  )
}

function mapHint({ header }: Pick<Table, 'header'>, fields: TableFields): string {
  return `--map "${Object.keys(fields)[0] ?? 'field'}=${header[0] ?? 'Heading'}"`
}

/** Of a very wide table the first ones. */
const MOST_LISTED = 40

function listed(header: readonly string[]): string {
  const names = header.slice(0, MOST_LISTED).map((heading) => (heading === '' ? '(no heading)' : `"${heading}"`))
  const more = header.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
