import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { sqlFailure, sqlFaultOf } from './sql-fault.ts'

/** Functions that make a text as long as their second argument says, in memory that DuckDB does not count. */
const FILLING = new Set(['repeat', 'lpad', 'rpad'])

/**
 * Checks that a function fills up to a number that stands there and is not too large.
 *
 * @param node of the tree that `json_serialize_sql` of DuckDB makes of a query
 * @throws Failure `usage` with the line and the column
 */
export function checkFilling(sql: string, node: Row, most: number): void {
  const name = String(node.function_name ?? '').toLowerCase()
  if (node.class !== 'FUNCTION' || !FILLING.has(name)) return
  const [, length] = Array.isArray(node.children) ? node.children : []
  if (numberIn(length) <= most) return
  throw sqlFailure(
    sql,
    sqlFaultOf(`${name}() takes a number up to ${most} here, as it stands`, node.query_location),
    'left(text, 500) shortens, and count(*) counts',
  )
}

function numberIn(node: Json | undefined): number {
  const value = isRow(node) && node.class === 'CONSTANT' && isRow(node.value) ? node.value.value : undefined
  return typeof value === 'number' ? value : Number.POSITIVE_INFINITY
}
