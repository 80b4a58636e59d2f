import type { Clock } from '../../platform/ports.ts'
import { eventLine } from '../event.ts'
import type { IndexedEvent } from '../spool/index-of-events.ts'
import type { Spool } from '../spool/spool.ts'
import { redeliveryDelayMs } from './redelivery-delay.ts'
import { type OutgoingEvent, type Sink, SinkBusy } from './sink.ts'

/** How long events wait for a sink that somebody else is using. */
const BUSY_MS = 15_000
/** How long they wait where the spool cannot note what became of them. */
const UNNOTED_MS = 5000

/** What became of one delivery. */
export interface Delivered {
  readonly sink: Sink['name']
  readonly outcome: 'done' | 'retry' | 'dead' | 'postponed' | 'returned'
  readonly head: IndexedEvent['head']
  readonly attempts: number
  readonly why?: string
}

/** What delivering takes. */
export interface DeliveryParts {
  readonly spool: Spool
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  /** Told of each outcome. */
  readonly onDelivered: (delivered: Delivered) => void
}

/** Delivers what waits for one sink, until it is told to stop. */
export class Deliverer {
  readonly #running = new Set<Promise<void>>()
  readonly #sink: Sink
  readonly #parts: DeliveryParts
  #wake: () => void = () => undefined
  #isStopping = false
  /** Gives up what is under way. */
  readonly #abandon = new AbortController()

  constructor(sink: Sink, parts: DeliveryParts) {
    this.#sink = sink
    this.#parts = parts
  }

  /** Looks for events that are due: something waits that did not before. */
  wake(): void {
    this.#wake()
  }

  /** Goes on until `stop`. @param untilIdle ends as well once nothing waits any more */
  async run(untilIdle = false): Promise<void> {
    while (!this.#isStopping) {
      const isBusy = this.#begin()
      if (untilIdle && !isBusy && this.#running.size === 0 && this.#nextMs() === undefined) return
      await this.#somethingHappens()
    }
    await Promise.all(this.#running)
  }

  /** Begins nothing more; what is under way may go on until `abandon`. */
  stop(): void {
    this.#isStopping = true
    this.#wake()
  }

  /** Gives up what is under way: it goes back to the spool. */
  abandon(): void {
    this.#abandon.abort(new Error('this server is ending'))
  }

  /** Begins as much as may be under way. @returns whether anything is */
  #begin(): boolean {
    const { spool, clock } = this.#parts
    while (this.#running.size < this.#sink.parallel) {
      const events = spool.take(this.#sink.name, clock.now(), this.#sink.batch)
      if (events.length === 0) break
      const delivery: Promise<void> = this.#deliver(events).finally(() => {
        this.#running.delete(delivery)
        this.#wake()
      })
      this.#running.add(delivery)
    }
    return this.#running.size > 0
  }

  #nextMs(): number | undefined {
    return this.#parts.spool.nextMs(this.#sink.name)
  }

  /** Until a delivery ends, an event arrives, or the next is due. */
  async #somethingHappens(): Promise<void> {
    const { clock } = this.#parts
    const nextMs = this.#running.size < this.#sink.parallel ? this.#nextMs() : undefined
    const timer = new AbortController()
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      if (nextMs !== undefined)
        clock.sleep(Math.max(1, nextMs - clock.now()), timer.signal).then(resolve, () => undefined)
    })
    this.#wake = () => undefined
    timer.abort()
  }

  async #deliver(events: readonly IndexedEvent[]): Promise<void> {
    const { spool, clock } = this.#parts
    const { name } = this.#sink
    try {
      const outgoing = await Promise.all(events.map((event) => this.#outgoing(event)))
      const failure = await this.#handOver(outgoing)
      await Promise.all(outgoing.map((one) => this.#note(one, failure)))
    } catch {
      // The disk does not take notes: it is said where events come in.
      for (const { head } of events) spool.putBack(head.id, name, clock.now() + UNNOTED_MS)
    }
  }

  async #outgoing(event: IndexedEvent): Promise<OutgoingEvent> {
    const { head, deliveries } = event
    const { name } = this.#sink
    const attempt = (deliveries.get(name)?.attempts ?? 0) + 1
    const body = await this.#parts.spool.body(event)
    await this.#parts.spool.start(head.id, name, attempt)
    return { head, attempt, body, line: eventLine(head, body) }
  }

  /** @returns why it did not work */
  async #handOver(outgoing: readonly OutgoingEvent[]): Promise<unknown> {
    try {
      this.#abandon.signal.throwIfAborted()
      await this.#sink.deliver(outgoing, this.#abandon.signal)
      return undefined
    } catch (error) {
      return error
    }
  }

  async #note({ head, attempt }: OutgoingEvent, failure: unknown): Promise<void> {
    const { spool, clock, random, onDelivered } = this.#parts
    const { name: sink, maxAttempts } = this.#sink
    const tell = (outcome: Delivered['outcome'], why?: string) =>
      onDelivered({ sink, outcome, head, attempts: attempt, ...(why !== undefined && { why }) })
    if (failure === undefined) {
      await spool.end({ id: head.id, sink, outcome: 'done', attempts: attempt })
      return tell('done')
    }
    const why = failure instanceof Error ? failure.message : String(failure)
    if (this.#abandon.signal.aborted) return tell('returned', why)
    const isBusy = failure instanceof SinkBusy
    const outcome = !isBusy && attempt >= maxAttempts ? 'dead' : 'retry'
    const attempts = isBusy ? attempt - 1 : attempt
    const dueMs = clock.now() + (isBusy ? BUSY_MS : redeliveryDelayMs(attempt, random()))
    await spool.end({ id: head.id, sink, outcome, attempts, ...(outcome === 'retry' && { dueMs }), why })
    tell(isBusy ? 'postponed' : outcome, why)
  }
}
