import { Failure } from '../lib/errors.ts'
import { parseExact } from '../lib/exact-json.ts'
import { isRow, type Row } from '../lib/rows.ts'
import { pageProblem, shapeProblem } from './answer-shape.ts'
import { hasCursor } from './page-cursor.ts'
import { redactedTarget } from './redacted-target.ts'
import type { ApiRequest } from './request.ts'

/** A whole answer: the body as JSON with exact ids, and the bytes it came in. */
export interface Answer {
  readonly status: number
  readonly body: Row
  readonly raw: Uint8Array
}

/** An HTTP response, not interpreted yet. */
export interface RawResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly raw: Uint8Array
  /** Milliseconds that Gong asked to wait, from Retry-After. */
  readonly retryAfterMs?: number | undefined
}

/** The message of the 404 by which Gong says that a filtered list is empty (field notes, "404"; quirk 55). */
const NOTHING_FOUND = /\bno .+ found\b.* corresponding to the provided filters\.?$/i
/** The message for a missing scope, which comes with 401 instead of 403 (field notes, "Sign-in"). */
const MISSING_SCOPE = /permission to use '([^']+)'/

/**
 * Interprets a response.
 *
 * @returns the answer; without rows for an empty list that Gong reports by 404
 * @throws Failure of the kind that the status stands for, with Gong's message and requestId
 */
export function parseAnswer(request: ApiRequest, response: RawResponse): Answer {
  const { status, raw } = response
  if (status >= 200 && status < 300) return { status, body: checkedBody(request, response), raw }
  const body = parseBody(raw)
  const errors = body === undefined ? [] : errorsOf(body)
  if (status === 404 && isEmptyResult(errors)) {
    if (hasCursor(request)) throw truncatedPull(body)
    const list = emptyList(request)
    if (list !== undefined) return { status, body: { requestId: body?.requestId ?? null, ...list }, raw }
  }
  throw refusal(request, response, errors, body)
}

function parseBody(raw: Uint8Array): Row | undefined {
  try {
    const body = parseExact(new TextDecoder().decode(raw))
    return isRow(body) ? body : undefined
  } catch {
    return undefined
  }
}

/**
 * The body of a 2xx, checked against the shape in the catalogue. A body that should hold nothing may be empty.
 *
 * @throws Failure `unreachable` that names what is missing
 */
function checkedBody(request: ApiRequest, response: RawResponse): Row {
  const { status, raw } = response
  const answer = request.operation?.answer
  if (answer?.shape === 'nothing' && new TextDecoder().decode(raw).trim() === '') return {}
  const body = parseBody(raw)
  if (body === undefined) throw notFromGong(response)
  const problem = shapeProblem(answer, body) ?? (hasCursor(request) ? pageProblem(body) : undefined)
  if (problem === undefined) return body
  throw new Failure('unreachable', `Gong answered ${status}, but the answer ${problem}`, {
    hint: 'gong doctor',
    requestId: requestIdOf(body),
    status,
  })
}

/** Whether all messages say that nothing matches the filters. */
function isEmptyResult(errors: readonly string[]): boolean {
  return errors.length > 0 && errors.every((text) => NOTHING_FOUND.test(text.trim()))
}

/** An empty list, for an operation that may report it by 404. */
function emptyList({ operation }: ApiRequest): Row | undefined {
  const answer = operation?.answer
  return answer?.shape === 'list' && answer.emptyOn404 ? { [answer.key]: [] } : undefined
}

/** There were rows on the first page, so this is no empty list. */
function truncatedPull(body: Row | undefined): Failure {
  return new Failure('unreachable', 'the pull broke off: Gong says of a later page that there is nothing', {
    requestId: requestIdOf(body),
    status: 404,
  })
}

function requestIdOf(body: Row | undefined): string | undefined {
  return typeof body?.requestId === 'string' ? body.requestId : undefined
}

/** Whether one thing is requested by its id: in the path, or sometimes in the query (quirk 17). */
function asksById({ operation }: ApiRequest): boolean {
  if (operation?.path.includes('{')) return true
  const params = Object.entries(operation?.params ?? {})
  return params.some(([name, { to, kind, required }]) => {
    return name !== 'workspace' && required && kind === 'id' && to.startsWith('query.')
  })
}

/** Whether Gong refuses a list of ids because it does not know one of them (quirk 55). */
function isUnknownId({ operation }: ApiRequest, errors: readonly string[]): boolean {
  const lists = Object.values(operation?.params ?? {}).some(({ answered }) => answered?.allOrNone)
  return lists && errors.some((text) => /not found/i.test(text))
}

function errorsOf(body: Row): string[] {
  return Array.isArray(body.errors) ? body.errors.filter((text): text is string => typeof text === 'string') : []
}

function notFromGong({ status, raw }: RawResponse): Failure {
  const start = new TextDecoder().decode(raw.subarray(0, 200)).trimStart()
  const looks = start.startsWith('<') ? 'a web page' : raw.length === 0 ? 'an empty body' : 'not an answer of Gong'
  return new Failure('unreachable', `${status} came with ${looks}: a proxy, a sign-in page or a wrong base URL?`, {
    hint: 'gong profiles show',
    status,
  })
}

function refusal(
  request: ApiRequest,
  response: RawResponse,
  errors: readonly string[],
  body: Row | undefined,
): Failure {
  const { status, headers } = response
  const reasons = errors.length > 0 ? errors.join('; ') : 'no reason given'
  const requestId = requestIdOf(body)
  const scope = errors.map((text) => MISSING_SCOPE.exec(text)?.[1]).find((scope) => scope !== undefined)
  const fail = (kind: Failure['kind'], message: string, hint?: string) =>
    new Failure(kind, message, { hint, requestId, scope, status })

  if (status >= 300 && status < 400) return redirectFailure(headers.location)
  if (status === 401 && scope)
    return fail('auth', `the key lacks the scope ${scope}`, `give the key ${scope} in Gong: Settings, API`)
  if (status === 401) return fail('auth', `Gong does not accept these credentials: ${reasons}`, 'gong profiles check')
  if (status === 403) return fail('auth', `Gong forbids this: ${reasons}`, forbiddenHint(request, reasons))
  if (status === 404 && body === undefined)
    return fail(
      'rejected',
      `404 for ${request.method} ${redactedTarget(request)}, and not in Gong's form: wrong path or base URL?`,
      'gong operations',
    )
  if (status === 404 && (asksById(request) || isUnknownId(request, errors))) return fail('not-found', reasons)
  if (status === 429) return fail('limited', `Gong's limit is reached: ${reasons}`, retryHint(response.retryAfterMs))
  if (status === 408 || status >= 500)
    return fail('unreachable', `Gong answered ${status}: ${reasons}`, 'try again later')
  return fail('rejected', `Gong refused the request (${status}): ${reasons}`)
}

/** The hint for a 403. Gong reports a missing scope by 401, so the scope is only a guess where Gong gives no reason. */
function forbiddenHint({ operation }: ApiRequest, reasons: string): string | undefined {
  if (/licen[cs]e/i.test(reasons)) return 'name a Gong user who has one; gong users list shows who there is'
  if (/\bIP\b|address is not allowed/i.test(reasons))
    return 'look at the addresses that the key allows in Gong: Settings, API'
  const isBare = /^(no reason given|access( is)? denied|forbidden)\.?$/i.test(reasons)
  return isBare && operation?.scope ? `the key needs ${operation.scope}` : 'gong doctor'
}

function retryHint(retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return 'try again in a minute'
  const minutes = Math.ceil(retryAfterMs / 60_000)
  return minutes < 2 ? `come back in ${Math.ceil(retryAfterMs / 1000)} s` : `come back in ${minutes} minutes`
}

function redirectFailure(location: string | undefined): Failure {
  return new Failure(
    'unreachable',
    `the address redirects to ${location ?? 'somewhere else'}, which gets no credentials: wrong base URL?`,
    {
      hint: 'gong profiles add, with the base URL that Gong shows under Settings, API',
    },
  )
}
