import { everyOperation } from '../src/catalogue/index.ts'
import type { Method, Operation } from '../src/catalogue/operation.ts'
import type { Command, Job, Typed } from '../src/cli/command.ts'
import { Failure } from '../src/errors.ts'
import type { Answer } from '../src/gong/answer.ts'
import type { Call } from '../src/gong/request.ts'
import { isRow, type Json, type Pages, type Row } from '../src/rows.ts'

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const request: Command = {
  name: '',
  summary: 'Send any request to the API and print the answer',
  effect: 'read',
  operations: [],
  inputs: {
    method: { kind: 'choice', of: METHODS, required: true, help: 'verb of the request' },
    path: { kind: 'text', required: true, help: 'path after the host, such as /v2/users' },
    query: { kind: 'text', hint: 'k=v', repeat: true, help: 'parameter of the query' },
    body: { kind: 'json', hint: 'json, @file or -', help: 'body of the request' },
    paginate: { kind: 'flag', help: 'follow the cursor and print the records of every page' },
  },
  arguments: ['method', 'path'],
  columns: [],
  single: (raw) => raw.paginate !== true,
  examples: [
    'gong api GET /v2/workspaces',
    'gong api POST /v2/users/extensive --body \'{"filter":{}}\' --paginate',
    'gong api GET /v2/calls --query fromDateTime=2026-01-01T00:00:00Z --query toDateTime=2026-02-01T00:00:00Z --paginate',
  ],
  cautions: ['What is not known to only read asks first, and is never sent twice.'],
  run: send,
}

async function* send(input: Typed, job: Job): Pages {
  const call = toCall(input)
  await job.gate(call.effect, `${call.method} ${call.path}`)
  const gong = await job.gong()
  if (input.paginate === true) for await (const answer of gong.follow(call)) yield page(answer, call.operation)
  else {
    const { body, raw } = await gong.exchange(call)
    yield { rows: [body], raw }
  }
}

/** The request as typed. A known operation brings its effect; what is unknown and no GET is taken for the worst. */
function toCall(input: Typed): Call {
  const [path = '', ...searches] = String(input.path).split('?')
  checkPath(path)
  const method = METHODS.find((name) => name === input.method) ?? 'GET'
  const operation = everyOperation.find((known) => known.method === method && template(known).test(path))
  const typed = Array.isArray(input.query) ? input.query.map((pair) => parameter(String(pair))) : []
  return {
    method,
    path,
    query: toQuery([...new URLSearchParams(searches.join('?')), ...typed]),
    body: input.body,
    effect: operation?.effect ?? (method === 'GET' ? 'read' : 'erase'),
    operation,
  }
}

function checkPath(path: string): void {
  if (!path.startsWith('/'))
    throw new Failure('usage', `<path>: "${path}" does not start with /`, { hint: 'gong api GET /v2/users' })
  if (/[^\x21-\x7e]|[#\\]|%(?![\da-f]{2})/i.test(path))
    throw new Failure('usage', `<path>: "${path}" holds a character that a path cannot`)
  if (path.split('/').some((step) => /^(\.|%2e){1,2}$/i.test(step)))
    throw new Failure('usage', `<path>: "${path}" climbs out of its folder`)
}

function template({ path }: Operation): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
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

/** The records of a page: where the catalogue says, none when it says so and they are not there, else the only list. */
function page({ body, raw }: Answer, operation: Operation | undefined): { rows: Row[]; raw: Uint8Array } {
  const lists = Object.values(body).filter((value): value is readonly Json[] => Array.isArray(value))
  const only = lists.length === 1 ? lists[0] : [body]
  const list = operation?.rows === undefined ? only : (body[operation.rows] ?? [])
  return { rows: Array.isArray(list) ? list.filter(isRow) : [body], raw }
}

export const api = [request]
