import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow } from '../../lib/rows.ts'
import type { EventHead } from '../event.ts'
import { type CommitLog, openCommitLog } from './commit-log.ts'
import { compact } from './compact.ts'
import type { SpoolDisk } from './disk.ts'
import { DueQueue } from './due-queue.ts'
import { type EventIndex, type IndexedEvent, requestKey } from './index-of-events.ts'
import { readSpool } from './open-index.ts'
import { readEventBody } from './read-event-body.ts'
import type { EndRecord, SinkName, SpoolRecord } from './records.ts'

/** A segment of more bytes is followed by another. */
const SEGMENT_BYTES = 64_000_000
/** Events that are taken out together have no more bytes on the disk, unless one has. */
const MAX_TAKEN_BYTES = 8_000_000

/** How an event was taken in. */
export type Reception = 'new' | 'duplicate' | 'replayed'

/** An event that came, for whom it is, and the digest of the token that it came with. */
export interface ArrivingEvent {
  readonly head: EventHead
  readonly body: Uint8Array
  readonly token?: string
}

/**
 * Events on the disk, from when they came until nobody needs them: a log of lines that is only appended to, and an index of it in
 * memory. One process writes it.
 */
export class Spool {
  readonly #log: CommitLog
  readonly #queues = new Map<SinkName, DueQueue>()
  readonly #arriving = new Map<string, Promise<unknown>>()
  readonly #index: EventIndex
  readonly #disk: SpoolDisk
  readonly #folder: string
  /** Whom events are for that come now. */
  readonly sinks: readonly SinkName[]
  /** Called when an event waits that did not before. */
  onWaiting: () => void = () => undefined

  constructor(disk: SpoolDisk, folder: string, log: CommitLog, index: EventIndex, sinks: readonly SinkName[]) {
    this.#disk = disk
    this.#folder = folder
    this.#log = log
    this.#index = index
    this.sinks = sinks
    for (const event of index.events.values()) this.#queue(event)
  }

  /**
   * Takes an event in, once it is on the disk. The same event again is known by its id, and a token that has brought one before is
   * known by its digest.
   *
   * @throws Failure `local` when the disk has no room; nothing of it counts then
   */
  async receive({ head, body, token }: ArrivingEvent): Promise<Reception> {
    // The same event twice at the same time: the second waits until the first is safe, or has failed.
    for (let first = this.#arriving.get(head.id); first !== undefined; first = this.#arriving.get(head.id)) await first
    if (token !== undefined && this.#index.tokens.has(token)) return 'replayed'
    if (this.#index.events.has(head.id)) {
      if (token !== undefined) this.#index.tokens.set(token, head.id)
      return 'duplicate'
    }
    const text = Buffer.from(body).toString('utf8')
    const record = { kind: 'event', ...head, sinks: this.sinks, ...(token && { token }), body: text } as const
    const appended = this.#append(record)
    this.#arriving.set(
      head.id,
      appended.catch(() => undefined),
    )
    try {
      await appended
    } finally {
      this.#arriving.delete(head.id)
    }
    return 'new'
  }

  /** Takes out events that are due for a sink, in order. Each has to be ended, or it waits until the next start. */
  take(sink: SinkName, nowMs: number, most: number): readonly IndexedEvent[] {
    let bytes = 0
    const hasRoom = (id: string) => {
      bytes += this.#index.events.get(id)?.place.bytes ?? 0
      return bytes <= MAX_TAKEN_BYTES
    }
    const ids = this.#queues.get(sink)?.take(nowMs, most, hasRoom) ?? []
    return ids.flatMap((id) => this.#index.events.get(id) ?? [])
  }

  /** When the next event for a sink is due that is not due yet. */
  nextMs(sink: SinkName): number | undefined {
    return this.#queues.get(sink)?.nextMs
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
    this.#queueOf(sink).add(id, dueMs)
    this.onWaiting()
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

  body({ place }: Pick<IndexedEvent, 'place'>): Promise<Uint8Array> {
    return readEventBody(this.#disk, this.#folder, place)
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
    await compact({ disk: this.#disk, folder: this.#folder, log: this.#log, index: this.#index }, beforeMs)
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
    if (this.#log.end.bytes > SEGMENT_BYTES) await this.#log.roll().catch(() => undefined)
  }

  #queueFor(record: SpoolRecord): void {
    if (record.kind === 'start' || record.kind === 'mark') return
    const event = this.#index.events.get(record.id)
    if (event === undefined) return
    if (record.kind === 'end') this.#queueDelivery(event, record.sink)
    else this.#queue(event, record.sinks)
  }

  #queue(event: IndexedEvent, sinks: readonly SinkName[] = [...event.deliveries.keys()]): void {
    for (const sink of sinks) this.#queueDelivery(event, sink)
  }

  #queueDelivery({ head, deliveries }: IndexedEvent, sink: SinkName): void {
    const delivery = deliveries.get(sink)
    if (delivery?.state !== 'waiting') return
    this.#queueOf(sink).add(head.id, delivery.dueMs)
    this.onWaiting()
  }

  #queueOf(sink: SinkName): DueQueue {
    const queue = this.#queues.get(sink) ?? new DueQueue()
    this.#queues.set(sink, queue)
    return queue
  }
}

/** What was found on opening a spool. */
export interface OpenedSpool {
  readonly spool: Spool
  /** Events whose delivery had begun when the last run died: they are delivered again. */
  readonly open: readonly IndexedEvent[]
  /** How many lines are damaged. */
  readonly damaged: number
}

/** Opens a spool for writing; it is made when it is missing. The lock of its folder is the caller's. */
export async function openSpool(disk: SpoolDisk, folder: string, sinks: readonly SinkName[]): Promise<OpenedSpool> {
  const { index, end, damaged } = await readSpool(disk, folder)
  const log = openCommitLog(disk, folder, end)
  if (end.segment === 0) await log.roll()
  const open = [...index.events.values()].filter(({ deliveries }) =>
    [...deliveries.values()].some(({ state, isOpen }) => state === 'waiting' && isOpen),
  )
  return { spool: new Spool(disk, folder, log, index, sinks), open, damaged: damaged.length }
}

const FORMAT = 1

/** Makes the folder of a spool, for its owner alone; a file in it says how the others are to be read. @throws Failure `usage` when it is another's */
export async function prepareSpool(disk: SpoolDisk, folder: string): Promise<void> {
  const path = `${folder}/spool.json`
  const bytes = await disk.read(path)
  if (bytes === undefined) return await disk.write(path, JSON.stringify({ format: FORMAT }), 0o600)
  const kept = parsedJson(new TextDecoder().decode(bytes))
  if (!isRow(kept) || kept.format !== FORMAT)
    throw new Failure('usage', `${folder} is no spool of this version`, { hint: 'name another folder with --spool' })
}
