import type { AnswerShape, Operation } from '../catalogue/operation.ts'
import { isRow, type Json, type Page, type Row } from '../lib/rows.ts'
import type { Answer } from './answer.ts'
import { keyOf } from './answer-shape.ts'

/**
 * The page in an answer: its rows, from where the catalogue says that they are, and the total.
 *
 * @param keepRaw whether the page has the bytes, too
 */
export function toPage(operation: Operation, { body, raw }: Answer, keepRaw = true): Page {
  const { answer } = operation
  return {
    rows: withTextIds(answer, rowsInBody(answer, body)),
    total: totalOf(body),
    ...(answer.shape === 'list' && answer.countsUnanalysed && { countsUnanalysed: true }),
    ...(answer.shape === 'list' && answer.beside && { beside: besideOf(answer.beside, body) }),
    requestId: typeof body.requestId === 'string' ? body.requestId : undefined,
    raw: keepRaw ? raw : undefined,
  }
}

function besideOf(names: readonly string[], body: Row): Row {
  return Object.fromEntries(names.map((name) => [name, body[name] ?? null]))
}

/** A larger total is a mistake of Gong: no company has so many records. */
const MAX_TOTAL = 1e9

/** How many records the whole pull has; `undefined` for a missing or impossible number. */
function totalOf({ records }: Row): number | undefined {
  const total = isRow(records) ? records.totalRecords : undefined
  return typeof total === 'number' && Number.isInteger(total) && total >= 0 && total <= MAX_TOTAL ? total : undefined
}

/** The rows of a checked body; none for an empty list that came as a 404. */
export function rowsInBody(answer: AnswerShape, body: Row): readonly Row[] {
  const value = body[keyOf(answer, body) ?? '']
  switch (answer.shape) {
    case 'list':
      return list(value)
    case 'values':
      return values(value).map((one) => ({ [answer.as]: one }))
    case 'map':
    case 'mapOfLists':
      return rowsOfMap(answer.as, value)
    case 'single':
      return isRow(value) ? [value] : []
    default: {
      const { requestId: _, ...rest } = body
      return [rest]
    }
  }
}

/** The entries of a map as rows. For an unknown key Gong has a null (quirk 66), which becomes a row with the key alone. */
function rowsOfMap(name: string, map: Json | undefined): Row[] {
  return Object.entries(isRow(map) ? map : {}).flatMap(([key, value]) => {
    const rows = Array.isArray(value) ? list(value) : [isRow(value) ? value : {}]
    return rows.map((row) => ({ [name]: key, ...row }))
  })
}

function values(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function list(value: Json | undefined): readonly Row[] {
  return values(value).filter(isRow)
}

/** Ids as strings: `parseExact` made strings of the long ones only, and a field must not have both. */
function withTextIds({ numericIds }: AnswerShape, rows: readonly Row[]): readonly Row[] {
  if (numericIds === undefined) return rows
  const paths = numericIds.map((path) => path.split('.'))
  return rows.map((row) => paths.reduce<Row>((changed, path) => textAt(changed, path), row))
}

function textAt(row: Row, [name = '', ...deeper]: readonly string[]): Row {
  const value = row[name]
  if (value === undefined || value === null) return row
  const change = (one: Json): Json => (deeper.length > 0 && isRow(one) ? textAt(one, deeper) : asText(one))
  return { ...row, [name]: Array.isArray(value) ? value.map(change) : change(value) }
}

function asText(value: Json): Json {
  return typeof value === 'number' ? String(value) : value
}
