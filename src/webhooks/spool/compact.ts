import type { CommitLog } from './commit-log.ts'
import { type SpoolDisk, segmentPath, segmentsIn } from './disk.ts'
import { type EventIndex, type IndexedEvent, isFinished } from './index-of-events.ts'
import { readEventBody } from './read-event-body.ts'
import type { EventRecord, SpoolRecord } from './records.ts'

interface Compacting {
  readonly disk: SpoolDisk
  readonly folder: string
  readonly log: CommitLog
  readonly index: EventIndex
}

/**
 * Removes the oldest segments, as long as all that came with them came before `beforeMs` and waits for nothing. What was given up
 * is copied to the end first. A segment only leaves when all before it have, since it says what became of their events.
 */
export async function compact(compacting: Compacting, beforeMs: number): Promise<void> {
  const { disk, folder, log, index } = compacting
  const isRecent = ({ head, deliveries }: IndexedEvent) =>
    head.receivedMs >= beforeMs || [...deliveries.values()].some(({ state }) => state === 'waiting')
  const eventsIn = (segment: number) => [...index.events.values()].filter(({ place }) => place.segment === segment)
  // A segment that little is written to would never leave.
  if (eventsIn(log.end.segment).some(({ head }) => head.receivedMs < beforeMs)) await log.roll()
  for (const segment of await segmentsIn(disk, folder)) {
    const inside = eventsIn(segment)
    if (segment === log.end.segment || inside.some(isRecent)) return
    for (const event of inside) await keepOrForget(compacting, event)
    for (const [name, value] of index.marks) await write(log, { kind: 'mark', name, value })
    await disk.remove(segmentPath(folder, segment))
  }
}

async function keepOrForget({ disk, folder, log, index }: Compacting, event: IndexedEvent): Promise<void> {
  const { head, token, deliveries } = event
  if (isFinished(event)) return index.forget(head.id)
  const body = Buffer.from(await readEventBody(disk, folder, event.place)).toString('utf8')
  const record: EventRecord = { kind: 'event', ...head, sinks: [...deliveries.keys()], ...(token && { token }), body }
  index.add(record, await write(log, record))
  for (const [sink, { state, attempts, why }] of deliveries)
    if (state !== 'waiting')
      await write(log, { kind: 'end', id: head.id, sink, outcome: state, attempts, ...(why && { why }) })
}

function write(log: CommitLog, record: SpoolRecord) {
  return log.append(JSON.stringify(record))
}
