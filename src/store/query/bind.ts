import type { DuckDBPreparedStatement, DuckDBTypeId } from '@duckdb/node-api'
import { Failure } from '../../lib/errors.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import { nearest } from '../../lib/spelling.ts'
import type { DuckDb } from '../../platform/duckdb.ts'

/**
 * Gives a query its parameters, `$name` each. The query decides about their types, never the look of a value: an id of digits
 * stays text.
 *
 * @throws Failure `usage` for one that has no value, for a value that no parameter takes, and for one of another type
 */
export function bindAll(
  { DuckDBTypeId: ids }: DuckDb['library'],
  statement: DuckDBPreparedStatement,
  given: ReadonlyMap<string, string>,
): void {
  const names = Array.from({ length: statement.parameterCount }, (_, at) => statement.parameterName(at + 1))
  const unknown = [...given.keys()].find((name) => !names.includes(name))
  if (unknown !== undefined) throw hasNoParameter(unknown, names)
  names.forEach((name, at) => {
    const value = given.get(name)
    if (value === undefined) throw hasNoValue(name)
    bindOne(ids, statement, { name, value, at: at + 1 })
  })
}

interface Bound {
  readonly name: string
  readonly value: string
  /** From 1. */
  readonly at: number
}

function bindOne(ids: typeof DuckDBTypeId, statement: DuckDBPreparedStatement, { name, value, at }: Bound): void {
  const wrong = (what: string) =>
    new Failure('usage', `--set ${name}: the query takes ${what} there, and ${value} is none`)
  switch (statement.parameterTypeId(at)) {
    case ids.BOOLEAN:
      if (!/^(true|false)$/i.test(value)) throw wrong('true or false')
      statement.bindBoolean(at, value.toLowerCase() === 'true')
      break
    case ids.TINYINT:
    case ids.SMALLINT:
    case ids.INTEGER:
    case ids.BIGINT:
    case ids.HUGEINT:
    case ids.UBIGINT:
      if (!/^-?\d{1,38}$/.test(value)) throw wrong('a whole number')
      bindWhole(statement, at, BigInt(value))
      break
    case ids.FLOAT:
    case ids.DOUBLE:
    case ids.DECIMAL:
      if (value.trim() === '' || Number.isNaN(Number(value))) throw wrong('a number')
      statement.bindDouble(at, Number(value))
      break
    default:
      statement.bindVarchar(at, value)
  }
}

function bindWhole(statement: DuckDBPreparedStatement, at: number, value: bigint): void {
  if (BigInt.asIntN(64, value) === value) statement.bindBigInt(at, value)
  else statement.bindHugeInt(at, value)
}

function hasNoValue(name: string): Failure {
  if (/^\d+$/.test(name))
    return new Failure('usage', 'a parameter of a query has a name: $from instead of ? or $1', {
      hint: `gong query 'select * from calls where call_id = $call' --set call=7782342274025937895`,
    })
  return new Failure('usage', `the query has a parameter $${name}, and nothing says what it is`, {
    hint: shellQuote(['--set', `${name}=…`]),
  })
}

function hasNoParameter(name: string, names: readonly string[]): Failure {
  const meant = nearest(name, names)
  return new Failure('usage', `--set ${name}: the query has no parameter $${name}`, {
    hint: meant === undefined ? `write $${name} where its value belongs` : `--set ${meant}=…`,
  })
}
