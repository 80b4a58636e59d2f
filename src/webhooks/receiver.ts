import { createHash } from 'node:crypto'
import { BodyRefused, type ServedAnswer, type ServedRequest } from '../platform/http-server.ts'
import { tokenOf } from './check-token.ts'
import { readEvent } from './event.ts'
import { judgeRequest, type Proofs, pathRefusal } from './judge-request.ts'
import type { Metrics } from './metrics.ts'
import { type Refusal, refusals } from './refusal.ts'
import type { Reception, Spool } from './spool/spool.ts'

/** What receiving takes. */
export interface ReceiverParts {
  readonly spool: Pick<Spool, 'receive'>
  readonly proofs: Proofs
  readonly metrics: Metrics
  readonly now: () => number
  /** Told of each refusal, and why where the disk refused. */
  readonly onRefused: (refusal: Refusal, cause?: unknown) => void
}

/** Answers requests: an event is answered with 200 once it is on the disk, and never before. */
export class Receiver {
  readonly #parts: ReceiverParts
  /** For a supervisor, which sends no more once it is not. */
  isReady = true
  /** Whether the last event could not be stored. */
  #isFull = false
  #lastEventMs = 0

  constructor(parts: ReceiverParts) {
    this.#parts = parts
    parts.metrics.gauge('gong_webhook_last_event_timestamp_seconds', {}, () => this.#lastEventMs / 1000)
  }

  /** Never throws. */
  async answer(request: ServedRequest): Promise<ServedAnswer> {
    const answer = this.#probe(request) ?? (await this.#receive(request))
    this.#parts.metrics.add('gong_webhook_requests_total', { code: String(answer.status) })
    return answer
  }

  /** What a supervisor asks. */
  #probe({ method, target }: ServedRequest): ServedAnswer | undefined {
    if (method !== 'GET' && method !== 'HEAD') return undefined
    if (target === '/healthz') return { status: 200, text: 'ok' }
    if (target === '/metrics')
      return {
        status: 200,
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
        text: this.#parts.metrics.text(),
      }
    if (target !== '/readyz') return undefined
    const isReady = this.isReady && !this.#isFull
    return { status: isReady ? 200 : 503, text: isReady ? 'ready' : 'not ready' }
  }

  async #receive(request: ServedRequest): Promise<ServedAnswer> {
    const { proofs } = this.#parts
    const { method, target, headers } = request
    const early = method === 'POST' ? pathRefusal({ target }, proofs) : 'wrong-method'
    if (early !== undefined) return this.#refuse(early)
    // Who sends nothing that could be believed is not listened to.
    if (proofs.key !== undefined && tokenOf(headers.authorization) === undefined) return this.#refuse('no-token')
    try {
      return await this.#judge(request, await request.body())
    } catch (error) {
      if (error instanceof BodyRefused) return this.#refuse(BODY_REFUSALS[error.status])
      this.#isFull = true
      return this.#refuse('not-stored', error)
    }
  }

  async #judge({ target, headers }: ServedRequest, body: Uint8Array): Promise<ServedAnswer> {
    const { proofs, now, spool } = this.#parts
    const judged = await judgeRequest({ target, headers, body }, proofs, now())
    if ('refusal' in judged) return this.#refuse(judged.refusal)
    const event = readEvent(body, 'gong', now())
    if (event === undefined) return this.#refuse('not-an-event')
    const token = judged.claims === undefined ? undefined : tokenOf(headers.authorization)
    const reception = await spool.receive({ ...event, ...(token !== undefined && { token: digest(token) }) })
    this.#isFull = false
    return this.#received(reception, event.head.id)
  }

  #received(reception: Reception, id: string): ServedAnswer {
    const { metrics, now } = this.#parts
    if (reception === 'replayed') return this.#refuse('replayed')
    this.#lastEventMs = now()
    if (reception === 'duplicate') metrics.add('gong_webhook_duplicates_total')
    else metrics.add('gong_webhook_events_total', { source: 'gong' })
    return { status: 200, text: `${reception === 'new' ? 'stored' : 'stored before'}: ${id}` }
  }

  #refuse(refusal: Refusal, cause?: unknown): ServedAnswer {
    const { metrics, onRefused } = this.#parts
    const { status, means } = refusals[refusal]
    metrics.add('gong_webhook_refused_total', { reason: refusal })
    onRefused(refusal, cause)
    return { status, text: means, ...(status === 503 && { headers: { 'retry-after': '30' } }) }
  }
}

const BODY_REFUSALS = { 400: 'broken-off', 413: 'too-large', 503: 'busy' } as const

/** A token is a key: it is known again by its digest. */
function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url').slice(0, 22)
}
