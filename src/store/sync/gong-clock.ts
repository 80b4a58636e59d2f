import type { HttpTransport } from '../../platform/http.ts'
import type { Clock } from '../../platform/ports.ts'

/** What the clocks of two machines may differ by, and a request may take. */
const TOLERANCE_MS = 5 * 60_000

/** The time by Gong's clock, where this machine's is wrong. */
export interface GongClock {
  /** Ms since 1970. */
  now(): number
  /** How far this machine's clock is ahead; 0 where they agree, or nothing was answered yet. */
  aheadMs(): number
  /** Sends, and hears what time it is from each answer. */
  readonly send: HttpTransport
}

/** A clock that believes the Date of Gong's answers more than this machine, which may have been set wrong. */
export function gongClock(clock: Pick<Clock, 'now'>, send: HttpTransport): GongClock {
  let aheadMs = 0
  return {
    now: () => clock.now() - aheadMs,
    aheadMs: () => aheadMs,
    send: async (request, signal) => {
      const answer = await send(request, signal)
      const ahead = clock.now() - Date.parse(answer.headers.date ?? '')
      if (!Number.isNaN(ahead)) aheadMs = Math.abs(ahead) > TOLERANCE_MS ? ahead : 0
      return answer
    },
  }
}
