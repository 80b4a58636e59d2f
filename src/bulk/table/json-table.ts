import { Failure } from '../../lib/errors.ts'
import { parseExact } from '../../lib/exact-json.ts'
import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { type JsonItem, type JsonLayout, jsonItems } from '../../text/json-items.ts'
import { inBlocks } from './in-blocks.ts'
import type { ChosenLines, Table, TableLine } from './table.ts'

interface JsonText {
  readonly name: string
  readonly layout: JsonLayout
  /** What a copy of it begins with: a byte order mark, or nothing. */
  readonly mark: string
  /** Its text from the start, again each time. */
  readonly chunks: () => AsyncIterable<string>
}

/** A heading each; more are no table. */
const MOST_COLUMNS = 2000
/** The column of a list of plain values. */
const VALUE = 'value'

/**
 * A table of JSON objects; what is nested has dotted columns, as in the CSV output of this tool, and lists stay JSON. All are
 * read once for the columns.
 *
 * @throws Failure `usage` for what is no list of objects
 */
export async function jsonTable({ name, layout, mark, chunks }: JsonText): Promise<Table> {
  const unit = layout === 'lines' ? 'line' : 'item'
  const keys = new Set<string>()
  const hasValue = new Map<string, boolean>()
  for await (const { row, key } of rows()) {
    if (key !== undefined) keys.add(key)
    for (const [column, cell] of row) hasValue.set(column, hasValue.get(column) === true || cell !== undefined)
    if (hasValue.size > MOST_COLUMNS) throw new Failure('usage', `${name} has more than ${MOST_COLUMNS} columns`)
  }
  const columns = new Map(columnsOf(hasValue).map((column, at) => [column, at]))
  const lists = [...keys].map((key) => `"${key}"`).join(' and ')
  if (keys.size > 1) throw new Failure('usage', `${name} has more than one list: ${lists}`)
  if (columns.size === 0) throw new Failure('usage', `${name} has no objects in a list`)
  return {
    name,
    form: layout === 'lines' ? 'jsonl' : 'json',
    unit,
    header: [...columns.keys()],
    blocks: () => inBlocks(lines()),
    only,
  }

  async function* lines(): AsyncIterable<TableLine> {
    for await (const { line, row } of rows()) {
      const cells = new Array<string>(columns.size).fill('')
      for (const [column, cell] of row) if (cell !== undefined) cells[columns.get(column) ?? columns.size] = cell
      yield { line, cells }
    }
  }

  async function* only(chosen: ChosenLines): AsyncIterable<string> {
    let isFirst = true
    if (layout !== 'lines') yield `${mark}[`
    for await (const { line, text } of numbered()) {
      if (!chosen.has(line)) continue
      if (layout === 'lines') yield `${isFirst ? mark : ''}${text}\n`
      else yield `${isFirst ? '' : ','}\n${text}`
      isFirst = false
    }
    if (layout !== 'lines') yield '\n]\n'
  }

  async function* rows() {
    for await (const item of numbered()) {
      const row = cellsIn(parsed(item, `${name}: ${unit} ${item.line}`))
      if ([...row.values()].some((cell) => cell !== undefined)) yield { line: item.line, row, key: item.key }
    }
  }

  /** With the number of the item where it has no line of its own. */
  async function* numbered(): AsyncIterable<JsonItem> {
    let count = 0
    for await (const item of jsonItems(chunks(), layout, name)) {
      // Beside the list there may be others, of no objects, such as errors.
      if (layout === 'object' && !item.text.startsWith('{')) continue
      count += 1
      yield unit === 'line' ? item : { ...item, line: count }
    }
  }
}

function parsed({ text }: JsonItem, where: string): Row {
  let value: Json
  try {
    value = parseExact(text)
  } catch (cause) {
    throw new Failure('usage', `${where} is not JSON: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
  if (isRow(value)) return value
  if (Array.isArray(value)) throw new Failure('usage', `${where} is not an object`)
  return { [VALUE]: value }
}

/** A column may be null throughout; but what is null here and nested there is that of the nested ones. */
function columnsOf(hasValue: ReadonlyMap<string, boolean>): readonly string[] {
  const all = [...hasValue.keys()]
  const parents = new Set(
    all.flatMap((column) => column.split('.').map((_, at, parts) => parts.slice(0, at).join('.'))),
  )
  return all.filter((column) => hasValue.get(column) === true || !parents.has(column))
}

/** The cells of an object by their columns; `undefined` for what is null, and none for what is null within another. */
function cellsIn(row: Row, prefix = '', cells = new Map<string, string | undefined>()): typeof cells {
  for (const [key, value] of Object.entries(row)) {
    if (isRow(value)) cellsIn(value, `${prefix}${key}.`, cells)
    else if (value !== null) cells.set(`${prefix}${key}`, Array.isArray(value) ? JSON.stringify(value) : String(value))
    else if (prefix === '') cells.set(key, undefined)
  }
  return cells
}
