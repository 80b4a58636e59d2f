import { Failure } from '../lib/errors.ts'
import { isRow, type Row } from '../lib/rows.ts'
import { doubt, doubtOfPage } from './answer-shape.ts'
import { parseExact } from './exact-json.ts'
import { type Call, hasCursor, redacted } from './request.ts'

/** A whole answer: the body as JSON with exact ids, and the bytes it came in. */
export interface Answer {
  readonly status: number
  readonly body: Row
  readonly raw: Uint8Array
}

/** What came back, before anybody decided what it means. */
export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly raw: Uint8Array
  /** Milliseconds that Gong asked to wait, from Retry-After. */
  readonly after?: number | undefined
}

/** Gong's way to say that a filtered list is empty (field notes, "404"; quirk 55); other sentences mean other things. */
const NOTHING_FOUND = /\bno .+ found\b.* corresponding to the provided filters\.?$/i
/** How a missing scope is told, with 401 instead of 403 (field notes, "Sign-in"). */
const MISSING_SCOPE = /permission to use '([^']+)'/

/**
 * Decides what an answer means.
 *
 * @returns the answer; for an empty list that Gong tells by 404, one without rows
 * @throws Failure of the kind that the status stands for, with Gong's own words and requestId
 */
export function understand(call: Call, received: Received): Answer {
  const { status, raw } = received
  if (status >= 200 && status < 300) return { status, body: believed(call, received), raw }
  const body = envelope(raw)
  const errors = body === undefined ? [] : errorsOf(body)
  if (status === 404 && saysNothing(errors)) {
    if (hasCursor(call)) throw brokenOff(body)
    const list = emptyList(call)
    if (list !== undefined) return { status, body: { requestId: body?.requestId ?? null, ...list }, raw }
  }
  throw refusal(call, received, errors, body)
}

function envelope(raw: Uint8Array): Row | undefined {
  try {
    const body = parseExact(new TextDecoder().decode(raw))
    return isRow(body) ? body : undefined
  } catch {
    return undefined
  }
}

/**
 * What an answer of success holds, once it has the shape that the catalogue gives it. A body that should hold nothing may
 * be empty.
 *
 * @throws Failure `unreachable` that names what is missing
 */
function believed(call: Call, received: Received): Row {
  const { status, raw } = received
  const answer = call.operation?.answer
  if (answer?.shape === 'nothing' && new TextDecoder().decode(raw).trim() === '') return {}
  const body = envelope(raw)
  if (body === undefined) throw notGongs(received)
  const wrong = doubt(answer, body) ?? (hasCursor(call) ? doubtOfPage(body) : undefined)
  if (wrong === undefined) return body
  throw new Failure('unreachable', `Gong answered ${status}, but the answer ${wrong}`, {
    hint: 'gong doctor',
    requestId: requestIdOf(body),
    status,
  })
}

/** Whether Gong says that nothing fits the filters, and nothing else. */
function saysNothing(errors: readonly string[]): boolean {
  return errors.length > 0 && errors.every((text) => NOTHING_FOUND.test(text.trim()))
}

/** The list without rows, of an operation that may tell it by 404. */
function emptyList({ operation }: Call): Row | undefined {
  const answer = operation?.answer
  return answer?.shape === 'list' && answer.emptyOn404 ? { [answer.key]: [] } : undefined
}

/** The first page told of rows, so that this is no empty list. */
function brokenOff(body: Row | undefined): Failure {
  return new Failure('unreachable', 'the pull broke off: Gong says of a later page that there is nothing', {
    requestId: requestIdOf(body),
    status: 404,
  })
}

function requestIdOf(body: Row | undefined): string | undefined {
  return typeof body?.requestId === 'string' ? body.requestId : undefined
}

/** Whether one thing is asked for by its id, mostly in the path, else in the query (quirk 17). */
function asksById({ operation }: Call): boolean {
  if (operation?.path.includes('{')) return true
  const params = Object.entries(operation?.params ?? {})
  return params.some(([name, { to, kind, required }]) => {
    return name !== 'workspace' && required && kind === 'id' && to.startsWith('query.')
  })
}

/** Whether Gong says that one of many ids is none that it knows, for which it refuses them all (quirk 55). */
function isStranger({ operation }: Call, errors: readonly string[]): boolean {
  const lists = Object.values(operation?.params ?? {}).some(({ answered }) => answered?.allOrNone)
  return lists && errors.some((text) => /not found/i.test(text))
}

function errorsOf(body: Row): string[] {
  return Array.isArray(body.errors) ? body.errors.filter((text): text is string => typeof text === 'string') : []
}

function notGongs({ status, raw }: Received): Failure {
  const start = new TextDecoder().decode(raw.subarray(0, 200)).trimStart()
  const looks = start.startsWith('<') ? 'a web page' : raw.length === 0 ? 'an empty body' : 'not an answer of Gong'
  return new Failure('unreachable', `${status} came with ${looks}: a proxy, a sign-in page or a wrong base URL?`, {
    hint: 'gong profiles show',
    status,
  })
}

function refusal(call: Call, received: Received, errors: readonly string[], body: Row | undefined): Failure {
  const { status, headers } = received
  const said = errors.length > 0 ? errors.join('; ') : 'no reason given'
  const requestId = requestIdOf(body)
  const scope = errors.map((text) => MISSING_SCOPE.exec(text)?.[1]).find((found) => found !== undefined)
  const fail = (kind: Failure['kind'], message: string, hint?: string) =>
    new Failure(kind, message, { hint, requestId, scope, status })

  if (status >= 300 && status < 400) return redirect(headers.location)
  if (status === 401 && scope)
    return fail('auth', `the key lacks the scope ${scope}`, `give the key ${scope} in Gong: Settings, API`)
  if (status === 401) return fail('auth', `Gong does not accept these credentials: ${said}`, 'gong profiles check')
  if (status === 403) return fail('auth', `Gong forbids this: ${said}`, forbidden(call, said))
  if (status === 404 && body === undefined)
    return fail(
      'rejected',
      `404 for ${call.method} ${redacted(call)}, and not in Gong's form: wrong path or base URL?`,
      'gong operations',
    )
  if (status === 404 && (asksById(call) || isStranger(call, errors))) return fail('not-found', said)
  if (status === 429) return fail('limited', `Gong's limit is reached: ${said}`, comeBack(received.after))
  if (status === 408 || status >= 500) return fail('unreachable', `Gong answered ${status}: ${said}`, 'try again later')
  return fail('rejected', `Gong refused the request (${status}): ${said}`)
}

/**
 * What to do about a refusal that is not about the credentials. A missing scope is told by 401, so it is only guessed
 * where Gong gives no reason of its own.
 */
function forbidden({ operation }: Call, said: string): string | undefined {
  if (/licen[cs]e/i.test(said)) return 'name a Gong user who has one; gong users list shows who there is'
  if (/\bIP\b|address is not allowed/i.test(said))
    return 'look at the addresses that the key allows in Gong: Settings, API'
  const isBare = /^(no reason given|access( is)? denied|forbidden)\.?$/i.test(said)
  return isBare && operation?.scope ? `the key needs ${operation.scope}` : 'gong doctor'
}

function comeBack(after: number | undefined): string {
  if (after === undefined) return 'try again in a minute'
  const minutes = Math.ceil(after / 60_000)
  return minutes < 2 ? `come back in ${Math.ceil(after / 1000)} s` : `come back in ${minutes} minutes`
}

function redirect(location: string | undefined): Failure {
  return new Failure(
    'unreachable',
    `the address redirects to ${location ?? 'somewhere else'}, which gets no credentials: wrong base URL?`,
    {
      hint: 'gong profiles add, with the base URL that Gong shows under Settings, API',
    },
  )
}
