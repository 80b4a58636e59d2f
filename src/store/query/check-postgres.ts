import { Failure } from '../../lib/errors.ts'
import { type SqlFault, sqlFailure } from './sql-fault.ts'
import { plainName, type SqlToken, sqlTokens } from './sql-tokens.ts'

/** A query for PostgreSQL, with its parameters by number. */
export interface PostgresQuery {
  readonly text: string
  readonly values: readonly string[]
  /** Names of functions that it calls, for the server to say which of them only compute. */
  readonly calls: readonly string[]
  /** A place in `text` (characters, from 0) as bytes from the start of what was typed. */
  readonly placeOf: (at: number) => number
}

/** Functions that change nothing, and tell about the server or run a query of their own. */
const NO_FUNCTIONS = /^(pg_.*|lo_.*|dblink.*|.*_to_xml.*|current_setting|ts_stat)$/

/** What begins a query that only reads; a cursor takes nothing else. */
const BEGINS = new Set(['select', 'with', 'values', 'table', '('])

/**
 * Checks that a query is one SELECT that names nothing of the server but tables. The transaction is read-only, too, and the
 * protocol takes one statement: this says so before, and refuses what even a reader could do, such as reading its files.
 *
 * @throws Failure `usage` with the line and the column
 */
export function checkPostgres(sql: string, given: ReadonlyMap<string, string>): PostgresQuery {
  const tokens = withoutEnd(sqlTokens(sql))
  const words = tokens.filter(({ kind }) => kind !== 'blank')
  const [first] = words
  if (first === undefined)
    throw new Failure('usage', 'there is no SQL', { hint: `gong query 'select count(*) from calls'` })
  const refuse = (message: string, { at }: SqlToken): never => {
    throw sqlFailure(sql, faultAt(sql, message, at))
  }
  if (!BEGINS.has(plainName(first.text)))
    refuse(`a copy is only read, with one SELECT: ${first.text.toUpperCase()} is none`, first)
  const calls = words.flatMap((_, at) => calledName(words, at, refuse) ?? [])
  return { ...numbered(sql, tokens, given), calls: [...new Set(calls)] }
}

/** The name of a function that stands at this place; what is dangerous is refused, also where it is not called. */
function calledName(
  words: readonly SqlToken[],
  at: number,
  refuse: (message: string, token: SqlToken) => never,
): string | undefined {
  const [token, next] = [words[at], words[at + 1]]
  if (token === undefined) return undefined
  if (token.text === ';') refuse('there is more than one statement, and a query is one', token)
  if (token.kind !== 'name') return undefined
  // A text with escapes goes on in the next line in a way of its own, and a name with escapes is another name.
  if (/^[eu]$/i.test(token.text) && next !== undefined && /^['&]/.test(next.text) && isNextTo(token, next))
    refuse(`${token.text}${next.text.charAt(0)}: escapes are not taken; a text is '…', a name "…"`, token)
  const name = plainName(token.text)
  if (NO_FUNCTIONS.test(name)) refuse(`${name}: a query reads the copy, and neither files nor settings`, token)
  if (next?.text !== '(') return undefined
  if (name === 'operator') refuse('OPERATOR(): operators are written as they are', token)
  const schema = words[at - 1]?.text === '.' ? plainName(words[at - 2]?.text ?? '') : 'pg_catalog'
  if (schema !== 'pg_catalog') refuse(`${schema}.${name}(): only functions of PostgreSQL itself are called`, token)
  return name
}

function isNextTo(one: SqlToken, other: SqlToken): boolean {
  return one.at + one.text.length === other.at
}

/** A semicolon at the end says nothing. */
function withoutEnd(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const last = tokens.findLastIndex(({ kind }) => kind !== 'blank')
  return tokens[last]?.text === ';' ? tokens.slice(0, last) : tokens.slice(0, last + 1)
}

/** A fault at a place that is counted in characters. */
export function faultAt(sql: string, message: string, at: number): SqlFault {
  return { message, position: Buffer.byteLength(sql.slice(0, at)) }
}

function numbered(
  sql: string,
  tokens: readonly SqlToken[],
  given: ReadonlyMap<string, string>,
): Pick<PostgresQuery, 'text' | 'values' | 'placeOf'> {
  const names = [...new Set(tokens.flatMap(({ kind, text }) => (kind === 'parameter' ? [text.slice(1)] : [])))]
  const values = names.map((name) => given.get(name) ?? lacksValue(name))
  const unknown = [...given.keys()].find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new Failure('usage', `--set ${unknown}: the query has no parameter $${unknown}`, {
      hint: `write $${unknown} where its value belongs`,
    })
  const starts: { readonly written: number; readonly typed: number }[] = []
  let text = ''
  for (const token of tokens) {
    starts.push({ written: text.length, typed: token.at })
    text += token.kind === 'parameter' ? `$${names.indexOf(token.text.slice(1)) + 1}` : token.text
  }
  const placeOf = (at: number) => {
    const start = starts.findLast(({ written }) => written <= at)
    const typed = start === undefined ? sql.length : start.typed + at - start.written
    return Buffer.byteLength(sql.slice(0, typed))
  }
  return { text, values, placeOf }
}

function lacksValue(name: string): never {
  if (/^\d/.test(name)) throw new Failure('usage', 'a parameter of a query has a name: $from instead of $1')
  throw new Failure('usage', `the query has a parameter $${name}, and nothing says what it is`, {
    hint: `--set '${name}=…'`,
  })
}
