import type { HttpTransport } from '../platform/http.ts'
import type { Clock } from '../platform/ports.ts'
import { sayIfSlow } from '../platform/say-if-slow.ts'

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

/** Wraps a transport so that it keeps a log. @param say tells a person of an answer that does not begin for so long */
export function logHttp(
  send: HttpTransport,
  clock: Clock,
  say: (line: string) => Promise<void>,
): { readonly send: HttpTransport; readonly log: HttpLog } {
  const log: HttpLog = { requests: 0 }
  return {
    log,
    async send(request, signal) {
      const startMs = clock.now()
      log.requests += 1
      const { host } = new URL(request.url)
      const slow = (seconds: number) =>
        `${host} has not answered for ${seconds} s; --timeout says how long it is waited for (60)`
      const response = await sayIfSlow(() => send(request, signal), slow, { clock, say })
      const nowMs = clock.now()
      log.firstAnswerMs ??= nowMs - startMs
      const serverTimeMs = Date.parse(response.headers.date ?? '')
      const nearestMs = Math.min(Math.max(serverTimeMs, startMs), nowMs)
      if (!Number.isNaN(serverTimeMs)) log.clockOffsetMs = nearestMs - serverTimeMs
      return response
    },
  }
}
