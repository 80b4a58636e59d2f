import { DueQueue } from './due-queue.ts'
import type { IndexedEvent } from './index-of-events.ts'
import type { SinkName } from './records.ts'

/** Events that are taken out together have no more bytes on the disk, unless one has. */
const MAX_TAKEN_BYTES = 8_000_000

/** Which events wait for which sink. */
export class SinkQueues {
  readonly #queues = new Map<SinkName, DueQueue>()
  /** Called when an event waits that did not before. */
  onWaiting: () => void = () => undefined

  /** Queues an event for those of the sinks that it waits for; for all when left out. */
  add({ head, deliveries }: IndexedEvent, sinks: readonly SinkName[] = [...deliveries.keys()]): void {
    for (const sink of sinks) {
      const delivery = deliveries.get(sink)
      if (delivery?.state === 'waiting') this.putBack(head.id, sink, delivery.dueMs)
    }
  }

  putBack(id: string, sink: SinkName, dueMs: number): void {
    const queue = this.#queues.get(sink) ?? new DueQueue()
    this.#queues.set(sink, queue)
    queue.add(id, dueMs)
    this.onWaiting()
  }

  take(sink: SinkName, nowMs: number, most: number, bytesOf: (id: string) => number): readonly string[] {
    let bytes = 0
    const hasRoom = (id: string) => {
      bytes += bytesOf(id)
      return bytes <= MAX_TAKEN_BYTES
    }
    return this.#queues.get(sink)?.take(nowMs, most, hasRoom) ?? []
  }

  nextMs(sink: SinkName): number | undefined {
    return this.#queues.get(sink)?.nextMs
  }
}
