import type { Answer } from '../../src/api/answer.ts'
import { toPage } from '../../src/api/page.ts'
import type { Call } from '../../src/api/request.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { isMany, type Method, type Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Page, type Pages, type Row } from '../../src/lib/rows.ts'
import { checkPath, named } from './path.ts'
import { askAbout, personToErase } from './questions.ts'

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const request: OldCommand = {
  name: '',
  summary: 'Send any request to the API and print the answer',
  effect: 'read',
  operations: [],
  inputs: {
    method: { kind: 'choice', of: METHODS, required: true, outsideBody: true, help: 'verb of the request' },
    path: { kind: 'text', required: true, outsideBody: true, help: 'path after the host, such as /v2/users' },
    query: { kind: 'text', hint: 'k=v', repeat: true, help: 'parameter of the query' },
    body: { kind: 'json', hint: 'json, @file or -', help: 'body of the request' },
    paginate: { kind: 'flag', help: 'follow the cursor of what only reads, and print the records of every page' },
    confirm: {
      kind: 'text',
      hint: 'value',
      help: 'off a terminal, for an erasure, together with --yes: the value again',
    },
  },
  arguments: ['method', 'path'],
  columns: [],
  single: (raw) => raw.paginate !== true,
  examples: [
    'gong api GET /v2/workspaces',
    'gong api POST /v2/users/extensive --body \'{"filter":{}}\' --paginate',
    'gong api GET /v2/calls --query fromDateTime=2026-01-01T00:00:00Z --query toDateTime=2026-02-01T00:00:00Z --paginate',
  ],
  cautions: [
    'Whatever is not known to only read asks first, and is never sent twice.',
    'An operation that has a command asks what that command asks; an erasure of a person is gong privacy erase itself, with its receipt.',
  ],
  run: send,
}

async function* send(input: Typed, job: Job): Pages {
  const call = toCall(input)
  if (input.paginate === true && call.effect !== 'read') throw notPaged(call)
  const person = personToErase(call)
  if (person !== undefined && !job.globals.dryRun) {
    const { erasing } = await import('../privacy/erase.ts')
    return yield* erasing.run({ value: person, confirm: input.confirm }, job)
  }
  if (input.confirm !== undefined) throw new Failure('usage', '--confirm belongs to the erasure of a person')
  await askAbout(call, job)
  const gong = await job.gong()
  if (input.paginate === true) for await (const answer of gong.follow(call)) yield page(answer, call.operation)
  else {
    const { body, raw } = await gong.exchange(call)
    yield { rows: [body], raw }
  }
}

/** A page after the first is another request, which would change, spend or erase again. */
function notPaged({ method, path }: Call): Failure {
  return new Failure(
    'usage',
    `--paginate: ${method} ${path} is not known to only read, and would be sent once a page`,
    {
      hint: `gong api ${method} ${path}, without --paginate`,
    },
  )
}

/** The request as typed. A known operation brings its effect. */
function toCall(input: Typed): Call {
  const [path = '', ...searches] = String(input.path).split('?')
  const method = METHODS.find((name) => name === input.method) ?? 'GET'
  checkPath(method, path)
  const typed = Array.isArray(input.query) ? input.query.map((pair) => parameter(String(pair))) : []
  return {
    method,
    path,
    query: toQuery([...new URLSearchParams(searches.join('?')), ...typed]),
    body: input.body,
    ...named(method, path),
  }
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

/** The records of a page: where the catalogue says, else the only list. */
function page(answer: Answer, operation: Operation | undefined): Page {
  const { body, raw } = answer
  if (operation !== undefined && isMany(operation.answer)) return toPage(operation, answer)
  const lists = Object.values(body).filter((value): value is readonly Json[] => Array.isArray(value))
  const only = lists.length === 1 ? lists[0] : [body]
  return { rows: Array.isArray(only) ? only.filter(isRow) : [body], raw }
}

export const api = [request]
