import type { Operation } from '../catalogue/operation.ts'
import { isRow, type Json, type Page, type Row } from '../rows.ts'
import type { Answer } from './answer.ts'

/**
 * The rows of one answer, by the record's word for where they are, and the total that Gong tells.
 *
 * @param keepRaw whether the page has the bytes, too
 */
export function toPage(operation: Operation, { body, raw }: Answer, keepRaw = true): Page {
  const records = isRow(body.records) ? body.records : {}
  const total = typeof records.totalRecords === 'number' ? records.totalRecords : undefined
  return {
    rows: withTextIds(operation, rowsOf(operation, body)),
    total,
    requestId: typeof body.requestId === 'string' ? body.requestId : undefined,
    raw: keepRaw ? raw : undefined,
  }
}

/** What tells a record from another; `undefined` where the catalogue knows no such field. */
export function identityOf({ identity }: Operation, row: Row): string | undefined {
  const value = identity?.split('.').reduce<Json | undefined>((at, name) => (isRow(at) ? at[name] : undefined), row)
  return typeof value === 'string' ? value : undefined
}

function rowsOf({ rows: key, one, keyed, item }: Operation, body: Row): readonly Row[] {
  if (key !== undefined && item !== undefined) return values(body[key]).map((value) => ({ [item]: value }))
  if (key !== undefined && keyed !== undefined) return unkeyed(keyed, body[key])
  if (key !== undefined) return list(body[key])
  const { requestId: _, ...rest } = body
  const thing = one === undefined ? rest : body[one]
  return isRow(thing) ? [thing] : []
}

/** The entries of a map as rows; what Gong does not know is a null there (quirk 66), and a row with its key alone here. */
function unkeyed(name: string, map: Json | undefined): Row[] {
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

/** Long ids became text when they were parsed; the short ones of the same field must not stay numbers beside them. */
function withTextIds({ numericIds }: Operation, rows: readonly Row[]): readonly Row[] {
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
