import type { EventContent, EventHead } from '../event.ts'
import type { SinkName } from '../spool/records.ts'

/** An event on its way to a sink. */
export interface OutgoingEvent extends EventContent {
  readonly head: EventHead
  /** 1 for the first time. */
  readonly attempt: number
}

/** Where events go. */
export interface Sink {
  readonly name: SinkName
  /** So many events are handed over together. */
  readonly batch: number
  /** So many deliveries are under way at the same time. */
  readonly parallel: number
  /** After so many attempts an event is given up; Infinity for never. */
  readonly maxAttempts: number
  /**
   * Hands events over.
   *
   * @param signal gives up: what was handed over by then may be handed over again
   * @throws why it did not work, which is told; all of them are tried again
   */
  deliver(events: readonly OutgoingEvent[], signal: AbortSignal): Promise<void>
}

/** Thrown by a sink that somebody else is using: the events wait, and it counts as no attempt. */
export class SinkBusy extends Error {
  override readonly name = 'SinkBusy'
}
