import type { Clock } from '../../platform/ports.ts'
import type { IndexedEvent } from '../spool/index-of-events.ts'
import type { Spool } from '../spool/spool.ts'
import { redeliveryDelayMs } from './redelivery-delay.ts'
import { type OutgoingEvent, type Sink, SinkBusy } from './sink.ts'

/** How long events wait for a sink that somebody else is using. */
const BUSY_MS = 15_000
/** How long they wait where the spool cannot note what became of them. */
const UNNOTED_MS = 5000
/** After so many tries an event is given up that the spool does not give back. */
const MAX_READS = 8

type Attempt = Pick<OutgoingEvent, 'head' | 'attempt'>

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
      const outgoing = (await Promise.all(events.map((event) => this.#outgoing(event)))).filter(
        (one) => one !== undefined,
      )
      if (outgoing.length === 0) return
      const failure = await this.#handOver(outgoing)
      await Promise.all(outgoing.map((one) => this.#note(one, failure)))
    } catch {
      // The disk does not take notes: it is said where events come in.
      for (const { head } of events) spool.putBack(head.id, name, clock.now() + UNNOTED_MS)
    }
  }

  /** @returns `undefined` for an event that the spool does not give back: it waits or is given up alone, and holds up no other */
  async #outgoing(event: IndexedEvent): Promise<OutgoingEvent | undefined> {
    const { head, deliveries } = event
    const { name, maxAttempts } = this.#sink
    const attempt = (deliveries.get(name)?.attempts ?? 0) + 1
    const outgoing = await this.#read(event, attempt)
    if (outgoing instanceof Error) {
      await this.#noteFailure({ head, attempt }, outgoing, Math.min(maxAttempts, MAX_READS))
      return undefined
    }
    await this.#parts.spool.start(head.id, name, attempt)
    return outgoing
  }

  async #read(event: IndexedEvent, attempt: number): Promise<OutgoingEvent | Error> {
    const { head } = event
    try {
      return { head, attempt, ...(await this.#parts.spool.content(event)) }
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
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

  async #note(one: OutgoingEvent, failure: unknown): Promise<void> {
    const { head, attempt } = one
    if (failure !== undefined) return await this.#noteFailure(one, failure, this.#sink.maxAttempts)
    await this.#parts.spool.end({ id: head.id, sink: this.#sink.name, outcome: 'done', attempts: attempt })
    this.#tell(one, 'done')
  }

  async #noteFailure(one: Attempt, failure: unknown, maxAttempts: number): Promise<void> {
    const { spool, clock, random } = this.#parts
    const { head, attempt } = one
    const why = failure instanceof Error ? failure.message : String(failure)
    if (this.#abandon.signal.aborted) return this.#tell(one, 'returned', why)
    const isBusy = failure instanceof SinkBusy
    const outcome = !isBusy && attempt >= maxAttempts ? 'dead' : 'retry'
    const attempts = isBusy ? attempt - 1 : attempt
    const dueMs = clock.now() + (isBusy ? BUSY_MS : redeliveryDelayMs(attempt, random()))
    const due = outcome === 'retry' && { dueMs }
    await spool.end({ id: head.id, sink: this.#sink.name, outcome, attempts, ...due, why })
    this.#tell(one, isBusy ? 'postponed' : outcome, why)
  }

  #tell({ head, attempt }: Attempt, outcome: Delivered['outcome'], why?: string): void {
    this.#parts.onDelivered({
      ...{ sink: this.#sink.name, outcome, head, attempts: attempt },
      ...(why !== undefined && { why }),
    })
  }
}
