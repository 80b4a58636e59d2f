import type { Send, WireRequest, WireResponse } from '../api/transport.ts'
import type { Operation } from '../catalogue/operation.ts'
import { bodyOf, type Carried, violations } from '../catalogue/shape.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { Asked } from './answers/asked.ts'
import { answers } from './answers/index.ts'
import { type Changes, changes } from './changes.ts'
import { CALLS, type Company, company } from './company/company.ts'
import { fingerprint, placeOf } from './cursor.ts'
import { type Faults, faulty } from './faults.ts'
import { type Part, partOf } from './form.ts'
import { ACCESS, type Access, accessOf, may } from './keys.ts'
import { holderOf, signedIn } from './oauth.ts'
import { paced, type Rate } from './rate.ts'
import { envelopes, missing, type Reply, refusal, response } from './reply.ts'
import { carriedBy, header, type Routed, route } from './route.ts'
import { rules } from './rules/index.ts'
import { refused } from './rules/rule.ts'
import { isStored, storage } from './storage.ts'

export interface Options {
  /** Chooses the company; 1 when left out. */
  readonly seed?: number | undefined
  readonly calls?: number | undefined
  /** The last day of the company, ms; the day it is opened when left out. */
  readonly today?: number | undefined
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** What was done to the company before; nothing when left out. */
  readonly changes?: Changes | undefined
  readonly keys?: readonly Access[] | undefined
  /** No limit when left out. */
  readonly rate?: Rate | undefined
  /** Milliseconds before each answer; 0 when left out. */
  readonly latency?: number | undefined
  readonly faults?: Faults | undefined
  /** Bytes of each recording; by the length of the call when left out. */
  readonly mediaBytes?: number | undefined
  /** Waits for milliseconds. */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined
  /** Throws the dice for faults, from 0 up to 1; a seeded one when left out. */
  readonly random?: (() => number) | undefined
}

/**
 * Opens the sandbox: a pure function from request to answer that stands where the network would. It answers as Gong
 * does, 404 for an empty list and 401 for a missing scope included; only injected faults and an aborted signal reject.
 */
export function openSandbox(options: Options): Send {
  const { seed = 1, calls = CALLS, now, rate, faults } = options
  const opened = company({ seed, today: options.today ?? now(), calls })
  const envelope = envelopes(seed)
  const keys = options.keys ?? Object.values(ACCESS)
  const done = options.changes ?? changes()
  const answering: Send = async (request) => {
    const part = await partOf(request)
    return answerTo(request, { opened, done, keys, now: now(), envelope, part })
  }
  const limited = rate ? paced(answering, { rate, now, envelope }) : answering
  // Recordings lie in a store of their own, which knows neither Gong's keys nor its limits.
  const stored = storage({ company: opened, changes: done, now, bytes: options.mediaBytes })
  const either: Send = (request, signal) => (isStored(request) ? stored(request, signal) : limited(request, signal))
  const failing = faults ? faulty(either, { faults, seed, now, envelope, random: options.random }) : either
  return delayed(failing, options)
}

function delayed(send: Send, { latency = 0, sleep = wait }: Options): Send {
  return async (request, signal) => {
    signal.throwIfAborted()
    // The limit counts a request when it comes, so the time is taken before the answer goes out.
    const answer = await send(request, signal)
    if (latency > 0) await sleep(latency)
    signal.throwIfAborted()
    return answer
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

type Wanted = Pick<Asked, 'path' | 'query' | 'body' | 'inputs' | 'place'>

interface Desk {
  readonly opened: Company
  readonly done: Changes
  readonly keys: readonly Access[]
  readonly now: number
  readonly envelope: (reply: Reply) => WireResponse
  readonly part: Part | undefined
}

/** A wrong path gets a page that is not Gong's, as it does there (field note "404"). */
function answerTo(request: WireRequest, desk: Desk): WireResponse {
  const issued = signedIn(request, desk)
  if (issued) return dated(issued, desk.now)
  const routed = route(request.method, new URL(request.url).pathname)
  if (!routed) return response(404, 'text/html', '<!doctype html><title>404</title><h1>Not Found</h1>')
  return dated(desk.envelope(reply(request, routed, desk)), desk.now)
}

function dated(answer: WireResponse, now: number): WireResponse {
  return { ...answer, headers: { ...answer.headers, date: new Date(now).toUTCString() } }
}

/** The order in which Gong looks at a request: who asks, whether they may, whether it makes sense, what it wants. */
function reply(request: WireRequest, routed: Routed, { keys, opened, done, now, part }: Desk): Reply {
  const { operation } = routed
  const authorization = header(request, 'authorization')
  const access = accessOf(authorization, keys) ?? holderOf(authorization, { done, now })
  if (!access) return refusal(401, 'The access key, its secret or the token is not valid')
  if (operation.scope && !may(access, operation.scope)) return missing(operation.scope)
  const carried = carriedBy(routed, request)
  if (!carried) return refusal(400, 'Malformed request: the body is not JSON')
  if (isBodiless(operation, carried)) return refusal(415, 'Unsupported Media Type')
  const wrong = violations(operation, carried)
  if (wrong.length > 0) return refusal(400, ...wrong)
  const answer = answers[operation.id]
  if (!answer) return refusal(500, `The sandbox has no answer for ${operation.id}`)
  const wanted = paging(operation, carried, now)
  const { origin } = new URL(request.url)
  if (typeof wanted === 'string') return refusal(400, wanted)
  const asked = { operation, ...wanted, company: opened, changes: done, access, now, origin, part }
  return refused(rules[operation.id] ?? [], asked) ?? answer(asked)
}

/** A GET that means its body is answered 415 without one (field note "Bodies"). */
function isBodiless(operation: Operation, { body }: Carried): boolean {
  return operation.method === 'GET' && body === undefined && bodyOf(operation).size > 0
}

/** A request without its cursor, and the page that the cursor stands for; a sentence when the cursor is refused. */
function paging(operation: Operation, { path, ...carried }: Carried, now: number): Wanted | string {
  const [query, queried] = withoutCursor(carried.query)
  const [body, sent] = isRow(carried.body) ? withoutCursor(carried.body) : [carried.body, undefined]
  const cursor = operation.method === 'GET' ? queried : sent
  const inputs = fingerprint([operation.id, path, query, body ?? null])
  const place = cursor === undefined ? { page: 0, began: now } : placeOf(String(cursor), inputs, now)
  return typeof place === 'string' ? place : { path, query, body, inputs, place }
}

function withoutCursor({ cursor, ...others }: Row): [Row, Json | undefined] {
  return [others, cursor]
}
