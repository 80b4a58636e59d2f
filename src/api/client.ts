import type { Arguments, Operation } from '../catalogue/operation.ts'
import { errorCode } from '../lib/error-code.ts'
import { Failure } from '../lib/errors.ts'
import type { Pages, Row } from '../lib/rows.ts'
import { counted } from '../lib/spelling.ts'
import type { HttpRequest, HttpTransport } from '../platform/http.ts'
import { type BodyLimits, readBody } from '../platform/http-body.ts'
import type { Clock } from '../platform/ports.ts'
import { type Answer, type Received, understand } from './answer.ts'
import { follow, type Link } from './cursor.ts'
import type { Observed } from './events.ts'
import { lost } from './lost-answer.ts'
import type { Pace } from './pace.ts'
import { identityOf, keysOf, toPage } from './page.ts'
import { isRefused, mayFollow, notAgain } from './reauthorize.ts'
import { withoutSecrets } from './redact-failure.ts'
import { type Beside, type Call, redacted, toCall } from './request.ts'
import { pauseBefore, retryAfter } from './retry.ts'
import { pulled, type Slicing } from './slices.ts'
import { unreachable } from './unreachable.ts'
import { allOf } from './whole-list.ts'
import { wireRequest } from './wire-request.ts'

/** An operation that changes, spends and erases nothing. */
export type ReadOperation = Operation & { readonly effect: 'read' }

/** A client that can only read, by its types; the client made with `readOnly` sees to it also when it runs. */
export interface ReadClient {
  /** The pages of an operation: one for a single thing or an unpaged list. The next is asked for when it is wanted. */
  pages<O extends ReadOperation>(operation: O, given: Arguments<O>, beside?: Beside): Pages
  /** The same, row by row. */
  rows<O extends ReadOperation>(operation: O, given: Arguments<O>, beside?: Beside): AsyncIterable<Row>
  /** One request and its whole answer. */
  exchange(call: Call<'read'>): Promise<Answer>
  /** A request, and those for all pages after it. */
  follow(call: Call<'read'>): AsyncIterable<Answer>
}

/** The shared client: every command reaches Gong through these few functions, typed from the catalogue's records. */
export interface Gong {
  readonly baseUrl: string
  /** The pages of an operation: one for a single thing or an unpaged list. The next is asked for when it is wanted. */
  pages<O extends Operation>(operation: O, given: Arguments<O>, beside?: Beside): Pages
  /** The same, row by row. */
  rows<O extends Operation>(operation: O, given: Arguments<O>, beside?: Beside): AsyncIterable<Row>
  /** One request and its whole answer. */
  exchange(call: Call): Promise<Answer>
  /** A request that only reads, and those for all pages after it. */
  follow(call: Call): AsyncIterable<Answer>
}

export interface Wiring extends BodyLimits {
  /** Origin, without a slash at the end. */
  readonly baseUrl: string
  /** The value of the Authorization header; asked for just before each request. */
  readonly authorization: () => Promise<string>
  /** Gets a successor of an authorization that Gong refused; false where there can be none. */
  readonly renew?: ((refused: string) => Promise<boolean>) | undefined
  readonly send: HttpTransport
  readonly pace: Pace
  readonly clock: Clock
  /** A random text, new each time. */
  readonly token: () => string
  /** From 0 to 1, for jitter. */
  readonly chance: () => number
  readonly signal: AbortSignal
  readonly retry: boolean
  /** Refuses whatever does more than read. */
  readonly readOnly: boolean
  /** Whether pages have the bytes that Gong sent, too. */
  readonly keepRaw: boolean
  /** Takes what is secret out of a text. */
  readonly redact: (text: string) => string
  readonly maxRequests: number
  readonly observe: (event: Observed) => Promise<void>
}

/** Makes the client. Nothing is sent until something is asked. */
export function connect(wiring: Wiring): Gong {
  let sent = 0

  const once = async (call: Call, authorization: string): Promise<Received> => {
    if (sent >= wiring.maxRequests) throw spent(sent)
    const request = wireRequest(call, wiring, authorization)
    // Before the wait, since others may come meanwhile.
    sent += 1
    return await deliver(wiring, call, request)
  }

  const outcomeOf = (call: Call, authorization: string): Promise<Outcome> =>
    once(call, authorization)
      .then(
        (received) => judge(call, received),
        (error: unknown) => broken(wiring, error),
      )
      .then((outcome) =>
        'answer' in outcome ? outcome : { ...outcome, failure: withoutSecrets(outcome.failure, wiring.redact) },
      )

  /** One try, and where its token had died a second one with the successor: Gong has done nothing by then. */
  const attempt = async (call: Call): Promise<Outcome> => {
    const authorization = await wiring.authorization()
    const outcome = await outcomeOf(call, authorization)
    if ('answer' in outcome || !isRefused(outcome.failure)) return outcome
    if (!(await wiring.renew?.(authorization))) return outcome
    await wiring.observe({ event: 'renewed' })
    if (!mayFollow(call)) return { ...outcome, failure: notAgain(outcome.failure) }
    return await outcomeOf(call, await wiring.authorization())
  }

  const exchange = async (call: Call): Promise<Answer> => {
    if (wiring.readOnly && call.effect !== 'read') throw new Error(`${call.method} ${call.path} does more than read`)
    for (let tried = 1; ; tried += 1) {
      const outcome = await attempt(call)
      if ('answer' in outcome) return outcome.answer
      if (tried > 1 && call.repeatable && isRepeat(outcome.failure)) return alreadyThere(outcome.failure)
      const effect = call.repeatable ? 'read' : call.effect
      const pause = wiring.retry ? pauseBefore(tried, effect, outcome.trouble, wiring.chance()) : undefined
      if (pause === undefined) throw lost(call, outcome.failure)
      await wiring.observe({ event: 'again', ms: pause, why: outcome.failure.message })
      await wiring.clock.sleep(pause, wiring.signal)
    }
  }

  /** How an operation is pulled, in parts where its record names a window that may be cut. */
  const slicing = (operation: Operation, given: Arguments<Operation>, beside?: Beside): Slicing => {
    const [from = '', to = ''] = operation.cut ?? []
    const [start, end] = [given[from], given[to]]
    return {
      // A cursor belongs to the window that it came from, whole or a part.
      window:
        beside?.cursor === undefined && typeof start === 'string' && typeof end === 'string'
          ? { from: start, to: end }
          : undefined,
      async *fetch(ends, after) {
        const narrowed = ends ? { ...given, [from]: ends.from, [to]: ends.to } : given
        const call = toCall(operation, narrowed, beside)
        for await (const { answer, next } of follow(
          { exchange, keysOf: (one) => keysOf(operation, one) },
          call,
          after ?? beside?.cursor,
        )) {
          const { status, raw } = answer
          const remade = () => toPage(operation, understand(call, { status, headers: {}, raw }), wiring.keepRaw)
          const page = toPage(operation, answer, wiring.keepRaw)
          await wiring.observe({ event: 'page', rows: page.rows.length, total: page.total, cursor: next, ends })
          const total = beside?.cursor === undefined ? page.total : undefined
          yield { page: { ...page, total }, remade, next, bytes: raw.length }
        }
      },
      identity: (row) => identityOf(operation, row),
      observe: (event) => wiring.observe({ event }),
      most: beside?.most,
      after: beside?.after,
    }
  }

  async function* pages(operation: Operation, given: Arguments<Operation>, beside?: Beside): Pages {
    const call = toCall(operation, given, beside)
    if (!operation.paged) yield toPage(operation, await exchange(call), wiring.keepRaw)
    else yield* (beside?.whole ? allOf : pulled)(slicing(operation, given, beside))
  }

  return {
    baseUrl: wiring.baseUrl,
    exchange,
    follow: (call) => {
      if (call.effect !== 'read') throw new Error(`${call.method} ${call.path} would be sent once a page`)
      return answers(follow({ exchange, keysOf: (one) => keysOf(call.operation, one) }, call))
    },
    pages,
    rows: (...args) => flatten(pages(...args)),
  }
}

type Outcome =
  | { readonly answer: Answer }
  | { readonly failure: Failure; readonly trouble: Parameters<typeof pauseBefore>[2] }

function judge(call: Call, received: Received): Outcome {
  try {
    return { answer: understand(call, received) }
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    return { failure, trouble: { status: received.status < 300 ? 502 : received.status, after: received.after } }
  }
}

/** Whether Gong says that it has this already; a 409 can also mean something else, such as a host who is not recorded. */
function isRepeat({ kind, message }: Failure): boolean {
  return kind === 'rejected' && /already|exists|duplicate/i.test(message)
}

/** The first try had arrived after all (quirk 74). Gong's words may name the id of what is there. */
function alreadyThere({ requestId, message }: Failure): Answer {
  return {
    status: 200,
    body: { requestId: requestId ?? null, alreadyThere: true, errors: [message] },
    raw: new Uint8Array(),
  }
}

/** No answer at all, or one that broke off. */
function broken(wiring: Wiring, error: unknown): Outcome {
  if (wiring.signal.aborted) throw new Failure('interrupted', 'interrupted')
  if (error instanceof Failure) throw error
  const code = errorCode(error)
  if (code === undefined) throw error
  return { failure: unreachable(error, code, wiring), trouble: { code } }
}

function spent(sent: number): Failure {
  return new Failure('limited', `--max-requests is reached after ${counted(sent, 'request')}`, {
    hint: 'raise --max-requests, or ask for less',
  })
}

async function deliver(wiring: Wiring, call: Call, request: HttpRequest): Promise<Received> {
  const line = `${call.method} ${redacted(call)}`
  const waited = await wiring.pace(wiring.signal)
  const start = wiring.clock.now()
  // Nothing stands between the turn and the request: whoever reads stderr may be slow.
  const sending = wiring.send(request, wiring.signal)
  sending.catch(() => undefined)
  if (waited > 0) await wiring.observe({ event: 'paced', ms: waited, until: start })
  await wiring.observe({ event: 'sent', line })
  const response = await sending
  const raw = await readBody(response, wiring)
  const requestId = /"requestId"\s*:\s*"([^"]*)"/.exec(new TextDecoder().decode(raw.subarray(0, 4096)))?.[1]
  await wiring.observe({
    event: 'answered',
    line,
    status: response.status,
    ms: wiring.clock.now() - start,
    bytes: raw.length,
    requestId,
  })
  const after = retryAfter(response.headers['retry-after'], wiring.clock.now())
  return { status: response.status, headers: response.headers, raw, after }
}

async function* answers(links: AsyncIterable<Link>): AsyncIterable<Answer> {
  for await (const { answer } of links) yield answer
}

async function* flatten(pages: Pages): AsyncIterable<Row> {
  for await (const page of pages) yield* page.rows
}
