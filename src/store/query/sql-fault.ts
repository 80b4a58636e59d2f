import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow, type Json } from '../../lib/rows.ts'

/** What is wrong with a query, as DuckDB says it. */
export interface SqlFault {
  readonly message: string
  /** Bytes from its start. */
  readonly position?: number
  /** Names that come near. */
  readonly candidates?: readonly string[]
}

/** Where names can be looked up. */
const HINT = 'gong query --schema lists all tables and columns'

/** A query that cannot be run: the line, the column and the word that it fails at. */
export function sqlFailure(sql: string, { message, position, candidates = [] }: SqlFault, hint = HINT): Failure {
  const nearest = candidates.length === 0 ? '' : `; near it: ${candidates.slice(0, 3).join(', ')}`
  return new Failure('usage', `SQL${placeIn(sql, position)}: ${message}${nearest}`, { hint })
}

function placeIn(sql: string, position: number | undefined): string {
  if (position === undefined) return ''
  const before = Buffer.from(sql).subarray(0, position).toString()
  const lines = before.split('\n')
  const rest = sql.slice(before.length)
  const word = /^(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[\p{L}\p{N}_$.]+|\S)/u.exec(rest)?.[0]
  return `, line ${lines.length}, column ${[...(lines.at(-1) ?? '')].length + 1}${word === undefined ? ', at its end' : `, at ${word}`}`
}

/** What DuckDB throws, where it is about the query; `errors_as_json` must be on. */
export function faultOf(error: unknown): (SqlFault & { readonly type: string }) | undefined {
  const text = error instanceof Error ? error.message : ''
  const start = text.indexOf('{"exception_type"')
  const said = start < 0 ? undefined : parsedJson(text.slice(start))
  if (!isRow(said)) return plainFault(text)
  return { type: String(said.exception_type), ...sqlFaultOf(said.exception_message, said.position, said.candidates) }
}

/** Some of its errors are text in spite of the setting. */
function plainFault(text: string): (SqlFault & { readonly type: string }) | undefined {
  const [, type, message] = /^([\w ]+) Error: (.*)/.exec(text) ?? []
  return type === undefined || message === undefined ? undefined : { type, message }
}

/** A fault from what DuckDB says of it: texts, also where they are numbers. */
export function sqlFaultOf(message: Json | undefined, position?: Json, candidates?: Json): SqlFault {
  const lines = String(message).split('\n')
  const meant = /Did you mean "(.*)"/.exec(String(message))?.[1]
  const names = typeof candidates === 'string' && candidates !== '' ? candidates.split(',') : meant ? [meant] : []
  return {
    message: String(lines[0]).replace(/!$/, ''),
    ...(position !== undefined && position !== null && { position: Number(position) }),
    candidates: names.map((name) => name.trim()).filter((name) => /^[\w."]+$/.test(name)),
  }
}
