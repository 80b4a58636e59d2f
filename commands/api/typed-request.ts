import type { ApiRequest } from '../../src/api/request.ts'
import type { Method } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json, Row } from '../../src/lib/rows.ts'
import { checkPath, named } from './path.ts'

interface TypedRequest {
  readonly method: Method
  /** What stands after the host; it may have a query of its own. */
  readonly path: string
  /** `name=value`, each. */
  readonly query?: readonly string[]
  readonly body?: Json
}

/** A request as it was typed. A known operation brings its effect. @throws Failure `usage` for a path or query that is wrong */
export function typedRequest({ method, path: typed, query = [], body }: TypedRequest): ApiRequest {
  const [path = '', ...searches] = typed.split('?')
  checkPath(method, path)
  const pairs = [...new URLSearchParams(searches.join('?')), ...query.map(parameter)]
  return { method, path, query: toQuery(pairs), body, ...named(method, path) }
}

function parameter(pair: string): [string, string] {
  const at = pair.indexOf('=')
  if (at < 1) throw new Failure('usage', `--query: "${pair}" is not of the form name=value`)
  return [pair.slice(0, at), pair.slice(at + 1)]
}

/** A name that came twice would silently lose its first value. */
function toQuery(pairs: readonly (readonly [string, string])[]): Row {
  const query = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (query.has(name)) throw new Failure('usage', `--query: "${name}" is given twice`)
    query.set(name, value)
  }
  return Object.fromEntries(query)
}
