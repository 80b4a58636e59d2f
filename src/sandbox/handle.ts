import type { Operation } from '../catalogue/operation.ts'
import { bodyOf, type RequestParts, violations } from '../catalogue/shape.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { HttpRequest, HttpResponse, HttpTransport } from '../platform/http.ts'
import { type Changes, openChanges } from './changes.ts'
import { DEFAULT_CALL_COUNT, openCompany, type SandboxCompany } from './company/company.ts'
import { NEWER_CAPABILITY } from './company/permissions.ts'
import { fingerprint, parseCursor } from './cursor.ts'
import { type Faults, failingItems, type ItemFault, withFaults } from './faults.ts'
import { handlers } from './handlers/index.ts'
import type { ErasureTimes, SandboxRequest } from './handlers/request.ts'
import { keyOfRequest, mayCall, SANDBOX_KEYS, type SandboxKey } from './keys.ts'
import { isMediaRequest, mediaStore } from './media-store.ts'
import { answerOAuth, keyOfToken } from './oauth.ts'
import { type RateLimit, rateLimiter } from './rate.ts'
import { envelopes, missingScope, type Reply, refusal, response } from './reply.ts'
import { headerOf, matchRoute, parseRequest, type RouteMatch } from './route.ts'
import { sandboxRules } from './rules/index.ts'
import { firstRefusal } from './rules/rule.ts'
import { parseUpload, type UploadedFile } from './upload.ts'

export interface SandboxOptions {
  /** Chooses the company; 1 when left out. */
  readonly seed?: number
  readonly calls?: number
  /** How many calls are kept in memory with what was derived from them; none when left out. */
  readonly keptCalls?: number
  /** The last day of the company, ms; the day it is opened when left out. */
  readonly today?: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** What was changes to the company before; nothing when left out. */
  readonly changes?: Changes
  readonly keys?: readonly SandboxKey[]
  /** No limit when left out. */
  readonly rate?: RateLimit | undefined
  /** Milliseconds before each answer; 0 when left out. */
  readonly latency?: number
  readonly faults?: Faults | undefined
  /** How erasures go; as they usually do when left out. */
  readonly erasures?: ErasureTimes
  /** Bytes of each recording; by the length of the call when left out. */
  readonly mediaBytes?: number
  /** Waits for milliseconds. */
  readonly sleep?: (ms: number) => Promise<void>
  /** Random numbers for faults, from 0 up to 1; seeded ones when left out. */
  readonly random?: (() => number) | undefined
}

/**
 * Opens the sandbox: a pure function from request to answer in place of the network. It answers as Gong
 * does, 404 for an empty list and 401 for a missing scope included; only injected faults and an aborted signal reject.
 */
export function openSandbox(options: SandboxOptions): HttpTransport {
  const { seed = 1, calls = DEFAULT_CALL_COUNT, now, rate, faults, erasures = {} } = options
  const company = openCompany({ seed, today: options.today ?? now(), calls, keptCalls: options.keptCalls })
  const envelope = envelopes(seed)
  const keys = options.keys ?? Object.values(SANDBOX_KEYS)
  const changes = options.changes ?? openChanges()
  const fails = failingItems({ faults, seed, random: options.random })
  const answering: HttpTransport = async (request) => {
    const upload = await parseUpload(request)
    return answerTo(request, { company, changes, keys, now: now(), envelope, upload, erasures, fails })
  }
  const limited = rate ? rateLimiter(answering, { rate, now, envelope }) : answering
  // Recordings are in a store of their own, without Gong's keys and limits.
  const stored = mediaStore({ company, changes, now, bytes: options.mediaBytes })
  const either: HttpTransport = (request, signal) =>
    isMediaRequest(request) ? stored(request, signal) : limited(request, signal)
  const failing = faults ? withFaults(either, { faults, seed, now, envelope, random: options.random }) : either
  return delayed(failing, options)
}

function delayed(send: HttpTransport, { latency = 0, sleep = wait }: SandboxOptions): HttpTransport {
  return async (request, signal) => {
    signal.throwIfAborted()
    // The rate limit counts a request on arrival, so the latency comes after the answer is made.
    const answer = await send(request, signal)
    if (latency > 0) await sleep(latency)
    signal.throwIfAborted()
    return answer
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

type PagedRequest = Pick<SandboxRequest, 'path' | 'query' | 'body' | 'fingerprint' | 'position'>

interface OpenSandbox {
  readonly company: SandboxCompany
  readonly changes: Changes
  readonly keys: readonly SandboxKey[]
  readonly now: number
  readonly envelope: (reply: Reply) => HttpResponse
  readonly upload: UploadedFile | undefined
  readonly erasures: ErasureTimes
  readonly fails: (fault: ItemFault) => boolean
}

/** A wrong path gets a page that is not Gong's, as it does there (field note "404"). */
function answerTo(request: HttpRequest, sandbox: OpenSandbox): HttpResponse {
  const issued = answerOAuth(request, sandbox)
  if (issued) return dated(issued, sandbox.now)
  const routed = matchRoute(request.method, new URL(request.url).pathname)
  if (!routed) return response(404, 'text/html', '<!doctype html><title>404</title><h1>Not Found</h1>')
  return dated(sandbox.envelope(reply(request, routed, sandbox)), sandbox.now)
}

function dated(answer: HttpResponse, now: number): HttpResponse {
  return { ...answer, headers: { ...answer.headers, date: new Date(now).toUTCString() } }
}

/** In the order of Gong's checks: key, scope, shape, rules. */
function reply(
  request: HttpRequest,
  routed: RouteMatch,
  { keys, company, changes, now, upload, erasures, fails }: OpenSandbox,
): Reply {
  const { operation } = routed
  const authorization = headerOf(request, 'authorization')
  const key = keyOfRequest(authorization, keys) ?? keyOfToken(authorization, { changes, now })
  if (!key) return refusal(401, 'The access key, its secret or the token is not valid')
  if (operation.scope && !mayCall(key, operation.scope)) return missingScope(operation.scope)
  const carried = parseRequest(routed, request)
  if (!carried) return refusal(400, 'Malformed request: the body is not JSON')
  if (isBodiless(operation, carried)) return refusal(415, 'Unsupported Media Type')
  const wrong = violations(operation, withoutNewerFields(operation, carried))
  if (wrong.length > 0) return refusal(400, ...wrong)
  const handler = handlers[operation.id]
  if (!handler) return refusal(500, `The sandbox has no answer for ${operation.id}`)
  const paged = paging(operation, carried, now)
  const { origin } = new URL(request.url)
  if (typeof paged === 'string') return refusal(400, paged)
  const checked = { operation, ...paged, company, changes, key, now, origin, upload, erasures, fails }
  return firstRefusal(sandboxRules[operation.id] ?? [], checked) ?? handler(checked)
}

/** Gong takes fields that its document does not have yet. */
function withoutNewerFields({ path }: Operation, carried: RequestParts): RequestParts {
  if (path !== '/v2/permission-profile' || !isRow(carried.body)) return carried
  const { [NEWER_CAPABILITY]: _, ...body } = carried.body
  return { ...carried, body }
}

/** A GET that means its body is answered 415 without one (field note "Bodies"). */
function isBodiless(operation: Operation, { body }: RequestParts): boolean {
  return operation.method === 'GET' && body === undefined && bodyOf(operation).size > 0
}

/** A request without its cursor, and the page that the cursor stands for; a sentence when the cursor is refused. */
function paging(operation: Operation, { path, ...carried }: RequestParts, now: number): PagedRequest | string {
  const [query, queried] = withoutCursor(carried.query)
  const [body, sent] = isRow(carried.body) ? withoutCursor(carried.body) : [carried.body, undefined]
  const cursor = operation.method === 'GET' ? queried : sent
  const inputs = fingerprint([operation.id, path, query, body ?? null])
  const position = cursor === undefined ? { page: 0, beganAtMs: now } : parseCursor(String(cursor), inputs, now)
  return typeof position === 'string' ? position : { path, query, body, fingerprint: inputs, position }
}

function withoutCursor({ cursor, ...others }: Row): [Row, Json | undefined] {
  return [others, cursor]
}
