import type { ClientEvent } from '../../api/events.ts'
import type { SpanUnion } from '../../lib/time-spans.ts'
import type { Logger } from './logger.ts'

/** What came of a run so far. */
export interface RunCounts {
  requests: number
  /** Rows that are written. */
  rows: number
  retries: number
  /** Slices that began again because their cursor died. */
  restarts: number
  /** Rows that came twice and were dropped. */
  duplicates: number
  /** Milliseconds in which something waited for the limit. */
  waitedMs: number
}

/** Nothing so far. */
export function noCounts(): RunCounts {
  return { requests: 0, rows: 0, retries: 0, restarts: 0, duplicates: 0, waitedMs: 0 }
}

/** Counts an event of the client, and logs it under `--debug`. */
export function countEvent(
  event: ClientEvent,
  counts: RunCounts,
  { logger, waits }: { readonly logger: Logger; readonly waits: SpanUnion },
): Promise<void> {
  switch (event.event) {
    case 'sent':
      counts.requests += 1
      return logger.debug(`> ${event.line}`)
    case 'answered': {
      const { status, ms, bytes, requestId } = event
      return logger.debug(`< ${status} in ${ms} ms, ${bytes} bytes, requestId ${requestId ?? 'missing'}`, {
        status,
        ms,
        bytes,
        requestId,
      })
    }
    case 'page': {
      const { rows, total, cursor, window } = event
      return logger.page(`a page of ${rows} rows`, { rows, totalRecords: total, cursor, ...window })
    }
    case 'paced':
      counts.waitedMs = waits.add(event.untilMs - event.ms, event.untilMs)
      return logger.debug(`waited ${event.ms} ms for the limit`)
    case 'restarted':
      counts.restarts += 1
      return logger.debug('a cursor died; its part of the window starts again')
    case 'renewed':
      return logger.debug('the access token was refused, and the login renewed')
    case 'duplicate':
      counts.duplicates += 1
      return Promise.resolve()
    case 'retry':
      counts.retries += 1
      return logger.debug(`trying again in ${event.ms} ms: ${event.why}`)
  }
}
