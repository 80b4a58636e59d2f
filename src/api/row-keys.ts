import type { Operation } from '../catalogue/operation.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { Answer } from './answer.ts'
import { rowsInBody } from './page.ts'

/** The id of a record; `undefined` where the catalogue knows no such field. */
export function identityOf({ answer }: Operation, row: Row): string | undefined {
  const identity = answer.shape === 'list' ? answer.identity : undefined
  const value = identity?.split('.').reduce<Json | undefined>((at, name) => (isRow(at) ? at[name] : undefined), row)
  return typeof value === 'string' ? value : undefined
}

/** A key for each row of an answer: its id, else the whole row; for an unknown operation, one key for the whole body. */
export function keysOf(operation: Operation | undefined, { body }: Answer): readonly string[] {
  if (operation !== undefined)
    return rowsInBody(operation.answer, body).map((row) => identityOf(operation, row) ?? JSON.stringify(row))
  const { requestId: _, records: __, ...rest } = body
  const isEmpty = Object.values(rest).every((value) => Array.isArray(value) && value.length === 0)
  return isEmpty ? [] : [JSON.stringify(rest)]
}
