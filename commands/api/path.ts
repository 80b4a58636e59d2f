import { everyOperation } from '../../src/catalogue/index.ts'
import type { Effect, Method, Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'

/** A request that was typed by method and path: the operation that it is, if the catalogue knows it, and what it does. */
export interface NamedPath {
  readonly operation: Operation | undefined
  readonly effect: Effect
}

/** What an escape may stand for: nothing that could stand there plainly, part a step, or be an escape again. */
const ESCAPED = /[\w.~/\\;%\0-\x1f\x7f-]/

/**
 * Refuses paths that a server could parse differently from the catalogue, since they would bypass the confirmation of an
 * operation: escapes that need none, doubled or trailing slashes, parameters of a step, a host.
 *
 * @param method of the request, for a line to type instead
 * @param path what stands after the host, without the query
 * @throws Failure `usage` that says what is wrong with the path
 */
export function checkPath(method: Method, path: string): void {
  const wrong = (why: string, hint?: string) => new Failure('usage', `<path>: "${path}" ${why}`, { hint })
  if (!path.startsWith('/')) throw wrong('does not start with /', 'gong api GET /v2/users')
  const steps = path.slice(1).split('/')
  if (steps.some((step) => /^(\.|%2e){1,2}$/i.test(step))) throw wrong('climbs out of its folder')
  if (/[^\x21-\x7e]|[#\\;]|%(?![\da-f]{2})/i.test(path)) throw wrong('holds a character that a path cannot')
  const stray = (path.match(/%[\da-f]{2}/gi) ?? []).find((text) => ESCAPED.test(unescaped(text)))
  if (stray !== undefined) throw wrong(`holds ${stray}, which has to be written plainly or cannot be part of a path`)
  if (steps.includes(''))
    throw wrong('has a slash too many', `gong api ${method} ${path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')}`)
}

function unescaped(text: string): string {
  return String.fromCharCode(Number.parseInt(text.slice(1), 16))
}

/**
 * What a request is. One that the catalogue does not know is taken for the worst, unless it is a GET of a path that no
 * operation has, and that stands beside none that spends.
 *
 * @throws Failure `usage` for a path of the catalogue in other letters: whether Gong minds is not known
 */
export function named(method: Method, path: string): NamedPath {
  const matching = everyOperation.filter((operation) => template(operation, 'i').test(path))
  const exact = matching.filter((operation) => template(operation).test(path))
  const other = matching.filter((operation) => !exact.includes(operation))
  const near = other.find((operation) => operation.method === method) ?? (exact.length === 0 ? other[0] : undefined)
  if (near !== undefined)
    throw new Failure('usage', `<path>: "${path}" is written ${near.path} in Gong's document`, {
      hint: `gong api ${method} ${near.path}`,
    })
  const mine = exact.filter((operation) => operation.method === method)
  const operation = mine.find((candidate) => candidate.path === path) ?? mine[0]
  const reads = method === 'GET' && exact.length === 0 && !mayBeBilled(path)
  return { operation, effect: operation?.effect ?? (reads ? 'read' : 'erase') }
}

/** Whether operations beside this path spend credits, some of them by a GET. */
function mayBeBilled(path: string): boolean {
  const family = (text: string) => text.split('/').slice(0, 3).join('/')
  return everyOperation.some(({ effect, path: known }) => effect === 'billed' && family(known) === family(path))
}

function template({ path }: Operation, flags = ''): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`, flags)
}
