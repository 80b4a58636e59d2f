import type { EventHead } from '../event.ts'
import type { LinePlace } from './disk.ts'
import type { SinkName, SpoolRecord } from './records.ts'

/** How far an event has come on its way to one sink. */
interface Delivery {
  readonly state: 'waiting' | 'done' | 'dead'
  /** How often it was begun. */
  readonly attempts: number
  /** Ms since 1970; 0 for at once. */
  readonly dueMs: number
  /** Whether a delivery began and its end is not known: it may have been done. */
  readonly isOpen: boolean
  readonly why?: string
}

/** What is kept in memory of an event: all but its body. */
export interface IndexedEvent {
  readonly head: EventHead
  readonly token?: string
  readonly place: LinePlace
  readonly deliveries: ReadonlyMap<SinkName, Delivery>
}

const WAITING: Delivery = { state: 'waiting', attempts: 0, dueMs: 0, isOpen: false }

/** All that the lines of a spool say, taken one after the other. */
export class EventIndex {
  readonly events = new Map<string, IndexedEvent>()
  readonly tokens = new Map<string, string>()
  readonly calls = new Set<string>()
  readonly requests = new Set<string>()
  readonly marks = new Map<string, number>()

  /** Takes in a line that is on the disk. */
  add(record: SpoolRecord, place: LinePlace): void {
    if (record.kind === 'mark') this.marks.set(record.name, record.value)
    else if (record.kind === 'event') this.#addEvent(record, place)
    else this.#change(record)
  }

  #change(record: Exclude<SpoolRecord, { kind: 'event' | 'mark' }>): void {
    const event = this.events.get(record.id)
    if (record.kind === 'again') this.requests.add(requestKey(record.request, record.id))
    if (event === undefined) return
    this.events.set(record.id, { ...event, deliveries: new Map([...event.deliveries, ...changesOf(record, event)]) })
  }

  #addEvent(record: Extract<SpoolRecord, { kind: 'event' }>, place: LinePlace): void {
    const { id, callId, source, isTest, receivedMs, token, sinks } = record
    // A copy of a line that is about to leave: what has become of the event since stays.
    const known = this.events.get(id)
    const deliveries = known?.deliveries ?? new Map(sinks.map((sink) => [sink, WAITING]))
    const head = { id, callId, source, isTest, receivedMs }
    this.events.set(id, { head, place, deliveries, ...(token !== undefined && { token }) })
    if (token !== undefined) this.tokens.set(token, id)
    this.calls.add(callId)
  }

  /** Forgets an event whose line has left. */
  forget(id: string): void {
    const event = this.events.get(id)
    if (event?.token !== undefined) this.tokens.delete(event.token)
    this.events.delete(id)
  }
}

/** One event that somebody asked for to be delivered once more. */
export function requestKey(request: string, id: string): string {
  return `${request} ${id}`
}

function changesOf(
  record: Exclude<SpoolRecord, { kind: 'event' | 'mark' }>,
  { deliveries }: IndexedEvent,
): [SinkName, Delivery][] {
  if (record.kind === 'again') return record.sinks.map((sink) => [sink, WAITING])
  const before = deliveries.get(record.sink) ?? WAITING
  if (record.kind === 'start') return [[record.sink, { ...before, attempts: record.attempt, isOpen: true }]]
  const { outcome, attempts, dueMs = 0, why } = record
  const state = outcome === 'retry' ? 'waiting' : outcome
  return [[record.sink, { state, attempts, dueMs, isOpen: false, ...(why !== undefined && { why }) }]]
}

/** Whether nothing of an event is left to do: it waits for nobody, and nobody may want to look at it. */
export function isFinished({ deliveries }: IndexedEvent): boolean {
  return [...deliveries.values()].every(({ state }) => state === 'done')
}
