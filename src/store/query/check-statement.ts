import { Failure } from '../../lib/errors.ts'
import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { sqlFailure, sqlFaultOf } from './sql-fault.ts'

/** Table functions that make rows of nothing but their arguments. */
const TABLE_FUNCTIONS = new Set([
  'range',
  'generate_series',
  'unnest',
  'repeat',
  'repeat_row',
  'json_each',
  'json_tree',
  'histogram',
  'histogram_values',
  'pg_timezone_names',
  'icu_calendar_names',
])

/** Functions that tell something about this machine, or write a log. */
const NO_FUNCTIONS = new Set([
  'current_setting',
  'getenv',
  'getvariable',
  'write_log',
  'nextval',
  'currval',
  'sql_auto_complete',
])

/** Tables about DuckDB itself: its settings, its files, its secrets. */
const SYSTEM_TABLE = /^(duckdb_|pragma_|pg_|sqlite_)/

/** The first words of statements that only read. */
const BEGINS_A_SELECT = /^(select|with|from|values|table)$/i

/** What `SHOW` may show. */
const SHOWN = new Set(['', 'tables', '"tables"'])

/**
 * Checks that a query is one SELECT that reads nothing but tables. DuckDB is also opened so that it could do nothing else; this
 * says so before, with the place.
 *
 * @param tree what `json_serialize_sql` of DuckDB makes of the query
 * @throws Failure `usage` with the line and the column
 */
export function checkStatement(sql: string, tree: Json): void {
  if (!isRow(tree)) throw new Error('DuckDB takes no query apart')
  if (tree.error === true) throw refusalOf(sql, tree)
  const statements = Array.isArray(tree.statements) ? tree.statements : []
  if (statements.length === 0)
    throw new Failure('usage', 'there is no SQL', { hint: `gong query 'select count(*) from calls'` })
  if (statements.length > 1)
    throw new Failure('usage', `there are ${statements.length} statements, and a query is one`, {
      hint: 'run them one after the other; WITH names a part of a query',
    })
  visit(statements[0], (node) => checkNode(sql, node))
}

function refusalOf(sql: string, { error_type: type, error_message, position }: Row): Failure {
  if (type !== 'not implemented') return sqlFailure(sql, sqlFaultOf(error_message, position))
  const bare = sql.replace(/--.*|\/\*[\s\S]*?\*\//g, '')
  const words = [...bare.matchAll(/(?:^|;)\s*([a-z]+)/gi)].map(([, word = '']) => word)
  const word = words.find((one) => !BEGINS_A_SELECT.test(one)) ?? words[0] ?? ''
  return sqlFailure(
    sql,
    { message: `a copy is only read, with one SELECT: ${word.toUpperCase()} is none` },
    'gong sync is what changes a copy; PIVOT takes IN (…)',
  )
}

function visit(node: Json | undefined, check: (node: Row) => void): void {
  if (Array.isArray(node)) for (const one of node) visit(one, check)
  else if (isRow(node)) {
    check(node)
    for (const one of Object.values(node)) visit(one, check)
  }
}

function checkNode(sql: string, node: Row): void {
  const { class: of, type, query_location: position } = node
  const refuse = (what: string): never => {
    throw sqlFailure(sql, sqlFaultOf(`${what}: a query reads the copy, and neither files nor settings`, position))
  }
  const name = String(node.function_name ?? '').toLowerCase()
  if (of === 'FUNCTION' && NO_FUNCTIONS.has(name)) refuse(`${name}()`)
  if (type === 'TABLE_FUNCTION' && isRow(node.function)) {
    const table = String(node.function.function_name ?? '').toLowerCase()
    if (!TABLE_FUNCTIONS.has(table)) refuse(`${table}()`)
  }
  const table = String(node.table_name ?? '').toLowerCase()
  if (type === 'BASE_TABLE' && (SYSTEM_TABLE.test(table) || String(node.schema_name).toLowerCase() === 'pg_catalog'))
    refuse(table)
  if (type === 'SHOW_REF' && !SHOWN.has(table) && node.query === null) refuse(`SHOW ${table}`)
}
