import type { Answer } from '../../src/api/answer.ts'
import { toPage } from '../../src/api/page.ts'
import type { ApiRequest } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import { isMany, type Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Page } from '../../src/lib/rows.ts'
import { challengeFor, personToErase } from './challenges.ts'
import { typedRequest } from './typed-request.ts'

/** It can reach anything, so its effect is the strongest; a plain read is a plan without steps. */
export const sendRequest = defineChange({
  name: '',
  summary: 'Send any request to the API and print the answer',
  effect: 'erase',
  operations: [],
  inputs: {
    method: {
      kind: 'choice',
      of: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      required: true,
      outsideBody: true,
      help: 'verb of the request',
    },
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
  mayStop: (raw) => raw.paginate === true,
  examples: [
    'gong api GET /v2/workspaces',
    'gong api POST /v2/users/extensive --body \'{"filter":{}}\' --paginate',
    'gong api GET /v2/calls --query fromDateTime=2026-01-01T00:00:00Z --query toDateTime=2026-02-01T00:00:00Z --paginate',
  ],
  asks: 'Whatever is not known to only read asks first, and is never sent twice.',
  cautions: [
    'An operation that has a command asks what that command asks; an erasure of a person is gong privacy erase itself, with its receipt.',
  ],
  async plan({ paginate, confirm, ...typed }, job) {
    const request = typedRequest(typed)
    if (paginate && request.effect !== 'read') throw notPaged(request)
    const person = personToErase(request)
    if (person !== undefined) return await erasure(person, confirm, job)
    if (confirm !== undefined) throw new Failure('usage', '--confirm belongs to the erasure of a person')
    const { effect } = request
    return effect === 'read' ? reading({ ...request, effect }, paginate) : await changing({ ...request, effect }, job)
  },
})

/** The erasure of a person is `privacy erase`, with its look-up, its challenge and its receipt. */
async function erasure(value: string, confirm: string | undefined, job: ChangeJob): Promise<Plan<'erase'>> {
  const { planErasure } = await import('../privacy/plan-erase.ts')
  return await planErasure({ value, again: false, ...(confirm !== undefined && { confirm }) }, job)
}

function reading(request: ApiRequest<'read'>, paginate: boolean): Plan<'erase'> {
  return {
    steps: [],
    challenge: { unasked: 'it only reads' },
    after: async function* (read) {
      if (!paginate) yield wholeAnswer(await read.exchange(request))
      else for await (const answer of read.follow(request)) yield records(answer, request.operation)
    },
  }
}

async function changing(request: ApiRequest<'write' | 'billed' | 'erase'>, job: ChangeJob): Promise<Plan<'erase'>> {
  return { ...(await challengeFor(request, job)), steps: [{ request, report: wholeAnswer }] }
}

function wholeAnswer({ body, raw }: Answer): Page {
  return { rows: [body], raw }
}

/** A page after the first is another request, which would change, spend or erase again. */
function notPaged({ method, path }: ApiRequest): Failure {
  return new Failure(
    'usage',
    `--paginate: ${method} ${path} is not known to only read, and would be sent once a page`,
    { hint: 'the same line without --paginate' },
  )
}

/** The records of a page: where the catalogue says, else the only list. */
function records(answer: Answer, operation: Operation | undefined): Page {
  const { body, raw } = answer
  if (operation !== undefined && isMany(operation.answer)) return toPage(operation, answer)
  const lists = Object.values(body).filter((value): value is readonly Json[] => Array.isArray(value))
  const only = lists.length === 1 ? lists[0] : [body]
  return { rows: Array.isArray(only) ? only.filter(isRow) : [body], raw }
}
