import type { Observed } from '../api/events.ts'
import type { Union } from '../lib/time-spans.ts'
import type { Voice } from './logger.ts'

/** What happened on the wire so far. */
export interface Tally {
  requests: number
  retries: number
  /** Slices that began again because their cursor died. */
  restarts: number
  /** Rows that came twice and were dropped. */
  duplicates: number
  /** Milliseconds in which something waited for the limit. */
  waited: number
}

/** Counts an event of the client, and tells of it under `--debug`. */
export function observe(
  event: Observed,
  tally: Tally,
  { voice, waits }: { readonly voice: Voice; readonly waits: Union },
): Promise<void> {
  switch (event.event) {
    case 'sent':
      tally.requests += 1
      return voice.debug(`> ${event.line}`)
    case 'answered': {
      const { status, ms, bytes, requestId } = event
      return voice.debug(`< ${status} in ${ms} ms, ${bytes} bytes, requestId ${requestId ?? 'missing'}`, {
        status,
        ms,
        bytes,
        requestId,
      })
    }
    case 'page': {
      const { rows, total, cursor, ends } = event
      return voice.page(`a page of ${rows} rows`, { rows, totalRecords: total, cursor, ...ends })
    }
    case 'paced':
      tally.waited = waits.add(event.until - event.ms, event.until)
      return voice.debug(`waited ${event.ms} ms for the limit`)
    case 'restarted':
      tally.restarts += 1
      return voice.debug('a cursor died; its part of the window starts again')
    case 'renewed':
      return voice.debug('the access token was refused, and the login renewed')
    case 'duplicate':
      tally.duplicates += 1
      return Promise.resolve()
    case 'again':
      tally.retries += 1
      return voice.debug(`trying again in ${event.ms} ms: ${event.why}`)
  }
}
