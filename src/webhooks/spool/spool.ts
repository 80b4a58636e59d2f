import { type EventContent, eventLine, type ReadEvent } from '../event.ts'
import type { CommitLog } from './commit-log.ts'
import { compact } from './compact.ts'
import { type EventIndex, type IndexedEvent, isFinished, requestKey } from './index-of-events.ts'
import { readEventBody } from './read-event-body.ts'
import { RecentContents } from './recent-contents.ts'
import type { EndRecord, SinkName, SpoolRecord } from './records.ts'
import { SinkQueues } from './sink-queues.ts'
import type { SpoolParts } from './spool-parts.ts'

/** How an event was taken in. */
export type Reception = 'new' | 'duplicate' | 'replayed'

/** An event that came, and the digest of the token that it came with. */
interface ArrivingEvent extends ReadEvent {
  readonly token?: string
}

/**
 * Events on the disk, from when they came until nobody needs them: a log of lines that is only appended to, and an index of it in
 * memory. One process writes it.
 */
export class Spool {
  readonly #parts: SpoolParts
  readonly #queues = new SinkQueues()
  readonly #arriving = new Map<string, Promise<unknown>>()
  readonly #recent = new RecentContents()

  constructor(parts: SpoolParts) {
    this.#parts = parts
    for (const event of parts.index.events.values()) this.#queues.add(event)
  }

  get #index(): EventIndex {
    return this.#parts.index
  }

  get #log(): CommitLog {
    return this.#parts.log
  }

  /** Called when an event waits that did not before. */
  set onWaiting(onWaiting: () => void) {
    this.#queues.onWaiting = onWaiting
  }

  /** Whom events are for that come now. */
  get sinks(): readonly SinkName[] {
    return this.#parts.sinks
  }

  /**
   * Takes an event in, once it is on the disk. The same event again is known by its id, and a token that has brought one before is
   * known by its digest.
   *
   * @throws Failure `local` when the disk has no room; nothing of it counts then
   */
  async receive({ head, body, line, token }: ArrivingEvent): Promise<Reception> {
    // The same event twice at the same time: the second waits until the first is safe, or has failed.
    for (let first = this.#arriving.get(head.id); first !== undefined; first = this.#arriving.get(head.id)) await first
    if (token !== undefined && this.#index.tokens.has(token)) return 'replayed'
    if (this.#index.events.has(head.id)) {
      if (token !== undefined) this.#index.tokens.set(token, head.id)
      return 'duplicate'
    }
    const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8')
    const record = { kind: 'event', ...head, sinks: this.sinks, ...(token && { token }), body: text } as const
    if (this.sinks.length > 0) this.#recent.add(head.id, { body, line })
    const appended = this.#append(record)
    this.#arriving.set(
      head.id,
      appended.catch(() => undefined),
    )
    try {
      await appended
    } catch (error) {
      this.#recent.remove(head.id)
      throw error
    } finally {
      this.#arriving.delete(head.id)
    }
    return 'new'
  }

  /** Takes out events that are due for a sink, in order. Each has to be ended, or it waits until the next start. */
  take(sink: SinkName, nowMs: number, most: number): readonly IndexedEvent[] {
    const ids = this.#queues.take(sink, nowMs, most, (id) => this.#index.events.get(id)?.place.bytes ?? 0)
    return ids.flatMap((id) => this.#index.events.get(id) ?? [])
  }

  /** When the next event for a sink is due that is not due yet. */
  nextMs(sink: SinkName): number | undefined {
    return this.#queues.nextMs(sink)
  }

  /** Notes that a delivery begins, before it does: after a crash it is known that it may have been done. */
  async start(id: string, sink: SinkName, attempt: number): Promise<void> {
    await this.#append({ kind: 'start', id, sink, attempt })
  }

  /** Notes what became of a delivery. */
  async end(record: Omit<EndRecord, 'kind'>): Promise<void> {
    await this.#append({ kind: 'end', ...record })
  }

  /** Puts an event back that was taken out and not begun, or whose end could not be noted. */
  putBack(id: string, sink: SinkName, dueMs: number): void {
    this.#queues.putBack(id, sink, dueMs)
  }

  /**
   * Has events delivered once more: to the sinks that have given them up, or to all.
   *
   * @param request who asks for it: what was asked for before is not done twice
   */
  async again(ids: readonly string[], request: string): Promise<void> {
    // A crash, or a full disk, may come between two events of a request.
    const missing = ids.filter((id) => !this.#index.requests.has(requestKey(request, id)))
    const events = missing.flatMap((id) => this.#index.events.get(id) ?? [])
    await Promise.all(
      events.map(({ head, deliveries }) => {
        const dead = [...deliveries].filter(([, { state }]) => state === 'dead').map(([sink]) => sink)
        return this.#append({ kind: 'again', id: head.id, sinks: dead.length > 0 ? dead : this.sinks, request })
      }),
    )
  }

  async setMark(name: string, value: number): Promise<void> {
    await this.#append({ kind: 'mark', name, value })
  }

  mark(name: string): number | undefined {
    return this.#index.marks.get(name)
  }

  /** Whether an event about a call has come. */
  hasCall(callId: string): boolean {
    return this.#index.calls.has(callId)
  }

  /** All events that are kept, the oldest first. */
  events(): Iterable<IndexedEvent> {
    return this.#index.events.values()
  }

  /** @throws Failure `local` when the line of the event is not there any more */
  async content({ head, place }: Pick<IndexedEvent, 'head' | 'place'>): Promise<EventContent> {
    const recent = this.#recent.get(head.id)
    if (recent !== undefined) return recent
    const body = await readEventBody(this.#parts.disk, this.#parts.folder, place)
    return { body, line: eventLine(head, body) }
  }

  /** How many events wait for a sink, those included whose delivery goes on. */
  waiting(sink: SinkName): number {
    return this.#count(sink, 'waiting')
  }

  dead(sink: SinkName): number {
    return this.#count(sink, 'dead')
  }

  get syncs(): number {
    return this.#log.syncs
  }

  /** Lets go of what came before `beforeMs` and has no more use. */
  async forgetOld(beforeMs: number): Promise<void> {
    await compact(this.#parts, beforeMs)
  }

  close(): Promise<void> {
    return this.#log.close()
  }

  #count(sink: SinkName, state: 'waiting' | 'dead'): number {
    let count = 0
    for (const { deliveries } of this.#index.events.values()) if (deliveries.get(sink)?.state === state) count += 1
    return count
  }

  async #append(record: SpoolRecord): Promise<void> {
    const place = await this.#log.append(JSON.stringify(record))
    this.#index.add(record, place)
    this.#queueFor(record)
    // The line is safe, whether there is room for another segment or not: the next line tries again.
    if (this.#log.end.bytes > this.#parts.segmentBytes) await this.#log.roll().catch(() => undefined)
  }

  #queueFor(record: SpoolRecord): void {
    if (record.kind === 'start' || record.kind === 'mark') return
    const event = this.#index.events.get(record.id)
    if (event === undefined) return
    if (isFinished(event)) this.#recent.remove(record.id)
    this.#queues.add(event, record.kind === 'end' ? [record.sink] : record.sinks)
  }
}
