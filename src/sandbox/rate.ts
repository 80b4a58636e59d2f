import type { HttpTransport } from '../platform/http.ts'
import { type Envelope, refusal } from './reply.ts'

/** How many requests are answered; the company's real limits are 3 a second and 10,000 a day. */
export interface RateLimit {
  readonly perSecond?: number
  readonly perDay?: number
}

interface Pacing {
  readonly rate: RateLimit
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly envelope: Envelope
}

const SECOND = 1000
const DAY = 86_400_000

/** Answers 429 with `Retry-After` (seconds) above the limit. Refused requests do not count against it. */
export function rateLimiter(send: HttpTransport, { rate, now, envelope }: Pacing): HttpTransport {
  const second = slidingLog(rate.perSecond, SECOND)
  const day = slidingLog(rate.perDay, DAY)
  return async (request, signal) => {
    const wait = Math.max(day.wait(now()), second.wait(now()))
    if (wait > 0) {
      const headers = { 'retry-after': String(Math.ceil(wait / SECOND)) }
      return envelope({ ...refusal(429, 'API request limit exceeded'), headers })
    }
    day.note(now())
    second.note(now())
    return send(request, signal)
  }
}

/** Remembers the last `most` moments: any span of `window` ms holds no more of them. */
function slidingLog(most: number | undefined, window: number) {
  const moments: number[] = []
  return {
    /** Milliseconds until one more is allowed. */
    wait(now: number): number {
      const oldest = moments[0]
      return most === undefined || oldest === undefined || moments.length < most
        ? 0
        : Math.max(0, oldest + window - now)
    },
    note(now: number): void {
      if (most === undefined) return
      moments.push(now)
      if (moments.length > most) moments.shift()
    },
  }
}
