import type { HttpTransport } from '../platform/http.ts'
import type { Clock } from '../platform/ports.ts'

/** What the requests of a run show about the connection. */
export interface HttpLog {
  requests: number
  /** Milliseconds until the first answer began, connecting included. */
  firstAnswerMs?: number
  /**
   * Milliseconds that this machine's clock is ahead of the server's, as the last answer has it (to the second). Between
   * the request and its answer any time may have been the server's: only what lies outside is a difference.
   */
  clockOffsetMs?: number
}

/** Wraps a transport so that it keeps a log. */
export function logHttp(send: HttpTransport, clock: Clock): { readonly send: HttpTransport; readonly log: HttpLog } {
  const log: HttpLog = { requests: 0 }
  return {
    log,
    async send(request, signal) {
      const startMs = clock.now()
      log.requests += 1
      const response = await send(request, signal)
      const nowMs = clock.now()
      log.firstAnswerMs ??= nowMs - startMs
      const serverTimeMs = Date.parse(response.headers.date ?? '')
      const nearestMs = Math.min(Math.max(serverTimeMs, startMs), nowMs)
      if (!Number.isNaN(serverTimeMs)) log.clockOffsetMs = nearestMs - serverTimeMs
      return response
    },
  }
}
